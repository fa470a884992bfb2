"""Who goes to the national portal, as what, and who stays behind."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from flows.giving import Given, give
from flows.office import Office, open_office
from flows.units import settle_units
from schemas.dossier import Letter
from schemas.export import Asked
from schemas.finding import Code, Finding
from schemas.innovation import Reading, Status
from tests.register.builders import reading, received, result

UPPER = "Liên đoàn Lao động huyện Na Rì"
LONG = " ".join(f"Câu thứ {n} của bản mô tả nói về một bước làm." for n in range(40))


def good(row: int, title: str, **values: Any) -> Reading:
    usual = {
        "applied_from": date(2021, 3, 1),
        "application_period": "3/2021",
        "summary": f"Làm {title}.",
        "sector": "public",
    }
    return reading(row, title, **(usual | values))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    opened = open_office(tmp_path / "data", workers=1)
    rows = [
        good(1, "Máy sấy"),
        good(2, "Lò đốt", summary=LONG, sector="enterprise"),
        good(3, "Máy cũ", applied_from=date(2019, 5, 1)),
        good(4, "=Keo", confidential=True, effect="Bền hơn.", awards=["Bằng khen"], summary="Tỷ lệ 3:7"),
        good(5, "Tủ sách", sector=None, summary=""),
        good(6, "Giá treo", sector=None),
        good(7, "Bảo hộ"),
        good(
            8,
            "Bỏ",
        ),
    ]
    rows[6].findings = [Finding(code=Code.PROTECTED_IP, message="Đang được bảo hộ.", ask=False)]
    letter = Letter(number="7/TTr", date=date(2021, 4, 5), issuing_unit=UPPER, programme="75-nghin-sang-kien")
    opened.register.save(received(opened.register), result(*rows, letter=letter))
    last = [item.id for item in opened.register.innovations()][-1]
    opened.register.decide(last, Status.REJECTED, "Mai")
    settle_units(opened)
    yield opened
    opened.register.close()


def given(office: Office, path: Path, **asked: Any) -> Given:
    return give(office, "portal", Asked(**asked), (path.suffix[1:], path))


def objects(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_only_eligible_rows_go_and_the_others_are_told_with_the_reason(office: Office, tmp_path: Path) -> None:
    done = given(office, tmp_path / "c.jsonl")
    rows = objects(tmp_path / "c.jsonl")
    assert [row["title"] for row in rows if row["row"] == "entry"] == ["Máy sấy", "Lò đốt", "=Keo", "Giá treo"]
    left = {row["title"]: row["reason"] for row in rows if row["row"] == "left_out"}
    assert list(left) == ["Máy cũ", "Tủ sách", "Bảo hộ", "Bỏ"]
    assert "ngoài thời gian của chương trình" in left["Máy cũ"]
    assert left["Tủ sách"] == "Không có nội dung mô tả."
    assert left["Bảo hộ"] == "Đang được bảo hộ."
    assert "Không được công nhận" in left["Bỏ"]
    assert (done.rows, done.counts) == (4, {"left_out": 4, "cut": 1, "lacking": 1})


def test_an_entry_has_what_the_portal_asks_for(office: Office, tmp_path: Path) -> None:
    given(office, tmp_path / "c.csv")
    with (tmp_path / "c.csv").open(encoding="utf-8-sig", newline="") as stream:
        first, second, secret, _ = csv.DictReader(stream)
    assert (first["Họ và tên"], first["Số điện thoại"], first["Nhóm ý tưởng"]) == (
        "Lò Thử 1",
        "0900 000 001",
        "Khối cơ quan",
    )
    assert first["Đơn vị"] == "Liên đoàn Lao động tỉnh Bắc Kạn"
    assert (first["Đơn vị trực thuộc"], first["Mô tả sáng kiến"]) == (UPPER, "Làm Máy sấy.")
    assert second["Nhóm ý tưởng"] == "Doanh nghiệp"
    assert (secret["Họ và tên"], secret["Số điện thoại"], secret["Mô tả sáng kiến"]) == (
        "",
        "",
        "'=Keo\nBền hơn.\nBằng khen",
    )


def test_a_long_description_is_cut_and_the_whole_is_beside_it(office: Office, tmp_path: Path) -> None:
    given(office, tmp_path / "c.xlsx")
    book = load_workbook(tmp_path / "c.xlsx")
    assert book.sheetnames == ["Gửi cổng", "Quá dài", "Không gửi"]
    _, row = book["Quá dài"].iter_rows(values_only=True)
    assert (row[1], row[2], row[3], row[6]) == ("Lò đốt", len(LONG), 1000, LONG)
    assert LONG.startswith(str(row[4]))
    assert str(row[4]).endswith("một bước làm.")
    assert 900 < len(str(row[4])) == row[5] <= 1000
    page = book["Gửi cổng"]
    heads = {cell.value: cell.column for cell in page[1]}
    assert [page.cell(n, heads["Số ký tự của mô tả"]).value for n in (2, 3)] == [12, row[5]]
    assert page.cell(4, heads["Tên sáng kiến"]).data_type == "s"
    assert "Quá dài" in str(page.cell(3, heads["Ghi chú"]).value)


def test_remarks_point_to_what_the_form_has(office: Office, tmp_path: Path) -> None:
    told = {form: " ".join(given(office, tmp_path / f"p.{form}").remarks) for form in ("xlsx", "csv", "jsonl")}
    assert "trang “Không gửi”" in told["xlsx"]
    assert "trang “Quá dài”" in told["xlsx"]
    for form in ("csv", "jsonl"):
        assert "trang “" not in told[form]
    assert "bản Excel (--out TỆP.xlsx)" in told["csv"]
    lines = objects(tmp_path / "p.jsonl")
    assert any(line["row"] == "left_out" and line["reason"] for line in lines)
    assert "“left_out”" in told["jsonl"]


def test_a_programme_may_be_asked_for(office: Office, tmp_path: Path) -> None:
    assert given(office, tmp_path / "c.jsonl", programme="1-trieu-sang-kien").rows == 0
    assert objects(tmp_path / "c.jsonl") == []
    assert given(office, tmp_path / "c.jsonl", programme="75-nghin-sang-kien").rows == 4
