"""Who has filed, out of a real register."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from flows.office import Office, open_office
from flows.progress import Report, report
from flows.units import settle_units
from register.exports.units import days, export_units, of_target, percent
from schemas.dossier import Letter
from schemas.errors import SetupError
from schemas.unit import Target
from schemas.units.catalogue import Catalogue
from schemas.units.progress import Tally
from schemas.units.seed import seed
from sovang.state import unit_line
from tests.register.builders import reading, received, result

DAY = date(2021, 4, 10)


@pytest.fixture
def office(tmp_path: Path, url: str | None) -> Iterator[Office]:
    opened = open_office(tmp_path / "data", url)
    for text, titles in (("LĐLĐ huyện Na Rì", ("Máy cắt", "Lò hơi")), ("=CĐCS Xưởng Lạ", ("Giá treo",))):
        dossier_id = received(opened.register, text.encode())
        letter = Letter(issuing_unit=text, date=DAY, programme="75-nghin-sang-kien")
        rows = [reading(n, title, ("title",) if n == 2 else ()) for n, title in enumerate(titles, 1)]
        opened.register.save(dossier_id, result(*rows, letter=letter))
    settle_units(opened)
    yield opened
    opened.register.close()


def test_the_seed_and_the_letters_are_enough_to_tell_which_upper_unions_are_missing(office: Office) -> None:
    found = report(office, DAY)
    told = {line.unit: line for line in found.lines}
    assert (told["Liên đoàn Lao động huyện Na Rì"].registered, told["=CĐCS Xưởng Lạ"].expected) == (1, False)
    assert not told["Liên đoàn Lao động huyện Ba Bể"].filed
    whole = found.totals[0]
    assert (whole.units_filed, whole.others_filed, whole.innovations, whole.needs_review) == (1, 1, 3, 1)
    assert whole.units_expected == sum(
        u.parents[0].parent_id == "ldld-bac-kan" for u in seed().units.values() if u.parents
    )
    assert whole.deadline == date(2021, 4, 20)


def test_a_letter_without_rows_has_filed(office: Office) -> None:
    dossier_id = received(office.register, b"letter")
    letter = Letter(issuing_unit="LĐLĐ huyện Ba Bể", date=DAY, programme="75-nghin-sang-kien")
    office.register.save(dossier_id, result(letter=letter).model_copy(update={"readings": []}))
    settle_units(office)
    told = {line.unit_id: line for line in report(office, DAY).lines}
    assert (told["ldld-huyen-ba-be"].filed, told["ldld-huyen-ba-be"].innovations) == (True, 0)


def test_a_province_that_is_set_stands_before_what_the_senders_say(office: Office) -> None:
    told = {line.unit_id for line in report(replace(office, province="Lai Châu"), DAY).lines if line.expected}
    assert "ldld-huyen-sin-ho" in told
    assert "ldld-huyen-ba-be" not in told


def test_an_unknown_programme_is_wrong_usage(office: Office) -> None:
    with pytest.raises(SetupError, match="1-trieu-sang-kien"):
        report(office, DAY, "khong-co")


def reached(office: Office) -> Report:
    unit = seed().units["ldld-huyen-na-ri"].model_copy(update={"channel": "paper"})
    unit.targets = [Target(programme="75-nghin-sang-kien", target=4)]
    office.register.units.save(Catalogue([unit]), "thu")
    return report(office, DAY, "75-nghin-sang-kien")


def test_the_workbook_has_progress_missing_units_and_sums(office: Office, tmp_path: Path) -> None:
    found = reached(office)
    export_units(found.lines, found.totals, "xlsx", tmp_path / "u.xlsx")
    book = load_workbook(tmp_path / "u.xlsx")
    assert book.sheetnames == ["Tiến độ đơn vị", "Chưa gửi", "Tổng hợp", "Theo cụm", "Theo quý", "Biểu đồ"]
    heads = [cell.value for cell in book["Tiến độ đơn vị"][1]]
    rows = [dict(zip(heads, row, strict=True)) for row in book["Tiến độ đơn vị"].iter_rows(min_row=2)]
    na_ri = next(row for row in rows if row["Mã đơn vị"].value == "ldld-huyen-na-ri")
    assert (na_ri["So với chỉ tiêu"].value, na_ri["Đạt"].value) == ("2/4", "50 %")
    assert (na_ri["Hạn mức"].value, na_ri["Thời hạn"].value) == ("2/3", "còn 10 ngày")
    risky = next(row for row in rows if row["Đơn vị"].value == "=CĐCS Xưởng Lạ")
    assert (risky["Đơn vị"].data_type, risky["Đơn vị"].quotePrefix) == ("s", True)
    assert "Liên đoàn Lao động huyện Ba Bể" in {cell.value for cell in book["Chưa gửi"]["B"]}


def test_json_lines_have_the_sums_first(office: Office, tmp_path: Path) -> None:
    found = reached(office)
    count = export_units(found.lines, found.totals, "jsonl", tmp_path / "u.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "u.jsonl").read_text("utf-8").splitlines()]
    assert rows[0]["row"] == "whole"
    assert [row["row"] for row in rows].count("unit") == count == len(found.lines)
    na_ri = next(row for row in rows if row.get("unit_id") == "ldld-huyen-na-ri")
    assert (na_ri["target"], na_ri["percent"], na_ri["filed"], na_ri["channel"]) == (4, 50, True, "paper")


def test_the_short_form_says_all_in_a_line(office: Office) -> None:
    told = unit_line(reached(office).totals[0])
    assert "1/11 đơn vị đã gửi" in told
    assert "chưa gửi 10 (Chưa rõ kênh: 10)" in told
    assert "3/4 sáng kiến (75 %), còn 10 ngày" in told


def test_numbers_are_written_as_vietnamese_papers_do() -> None:
    reached_by = Tally(innovations=2779, target=2300)
    assert (of_target(reached_by), percent(reached_by)) == ("2.779/2.300", "121 %")
    assert [days(n) for n in (3, 0, -1234, None)] == ["còn 3 ngày", "hôm nay là hạn cuối", "quá hạn 1.234 ngày", ""]
