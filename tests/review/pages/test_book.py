from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest

from register import Register
from schemas.dossier import Letter
from schemas.finding import Code, Finding
from schemas.units.filing import Filing
from tests.register.builders import reading, received, result, saved
from tests.review.browser import Browser

Browsers = Callable[..., Browser]


def test_what_one_looks_for_is_found_with_and_without_accents(browser: Browsers, register: Register) -> None:
    saved(register)
    mine = browser()
    for words in ("lò hơi", "lo hoi", "CHAM CONG"):
        text = re.sub("</?mark>", "", mine.get(f"/so?q={words}").text)
        assert "Phần mềm chấm công tổ lò hơi" in text
        assert "Giá treo ống mềm" not in text
    assert "Không tìm thấy" in mine.get("/so?q=khongcogi").text
    assert "0900 000 001" not in mine.get("/so?q=lò").text


def test_the_list_goes_on_page_by_page_until_all_were_seen(browser: Browsers, register: Register) -> None:
    rows = [reading(n, f"Sáng kiến số {n}") for n in range(1, 71)]
    register.save(received(register), result(*rows))
    mine, seen, path = browser(), [], "/so?q=sáng+kiến&order=newest"
    for _ in range(5):
        text = mine.get(path).text
        seen += [line for line in text.split('"') if line.startswith("/so/")]
        if "Xem tiếp" not in text:
            break
        path = next(part for part in text.split('"') if part.startswith("/so?") and "after=" in part).replace(
            "&amp;", "&"
        )
    assert len(seen) == len({*seen}) == 70


def test_a_scope_hides_the_rows_of_other_units(browser: Browsers, register: Register) -> None:
    first, second = saved(register), saved(register, b"khac")
    register.units.file([Filing(dossier_id=first[0][:-4], unit_id="dv-1", text="Xưởng Mẫu", basis="thử", chance=1.0)])
    text = browser("minh", units=("dv-1",)).get("/so").text
    assert first[0] in text
    assert second[0] not in text


@pytest.mark.parametrize("query", ["q=%22%27%28%29*%00", "tu=hôm+qua", "status=x&programme=y", "order=z", "after=zzz"])
def test_nothing_that_is_typed_breaks_the_page(browser: Browsers, register: Register, query: str) -> None:
    saved(register)
    assert browser().get(f"/so?{query}").status_code == 200


def test_every_filter_of_the_command_narrows_the_list(browser: Browsers, register: Register) -> None:
    row = reading(1, "Máy lọc bụi", benefit_vnd=5_000_000)
    row.findings = [Finding(code=Code.BENEFIT_UNCLEAR, field="effect", message="hai số tiền")]
    letter = Letter(issuing_unit="Công đoàn Lò Gạch", programme="1-trieu-sang-kien", date=dt.date(2022, 5, 12))
    row.phase = "giai-doan-1"
    register.save(received(register, b"mot"), result(row, letter=letter))
    saved(register, b"hai")
    mine = browser()
    for query in (
        *("finding=benefit-unclear", "programme=1-trieu-sang-kien", "phase=giai-doan-1", "unit=lo+gach"),
        *("it=4.000.000&nhieu=6.000.000", "tu=01/05/2022", "tu=01/05/2022&den=31/05/2022", "status=registered&it=1"),
    ):
        text = mine.get(f"/so?{query}").text
        assert "Máy lọc bụi" in text, query
        assert "Giá treo ống mềm" not in text, query
        assert 'class="chips"' in text
    assert "làm lợi" in mine.get("/so?it=nhiều").text.lower()
    assert mine.get("/so?it=99999999999999999999").status_code == 200


def test_what_was_looked_for_is_marked_also_where_only_the_summary_has_it(
    browser: Browsers, register: Register
) -> None:
    row = reading(1, "Giá treo", summary="Lắp ròng rọc trên trần. Hỏi 0900 000 001.")
    register.save(received(register), result(row))
    text = browser().get("/so?q=rong+roc").text
    assert "<mark>ròng</mark> <mark>rọc</mark>" in text
    assert "0900 000 001" not in text
