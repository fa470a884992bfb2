from __future__ import annotations

from collections.abc import Callable

import pytest

from register import Register
from schemas.units.filing import Filing
from tests.register.builders import reading, received, result, saved
from tests.review.browser import Browser

Browsers = Callable[..., Browser]


def test_what_one_looks_for_is_found_with_and_without_accents(browser: Browsers, register: Register) -> None:
    saved(register)
    mine = browser()
    for words in ("lò hơi", "lo hoi", "CHAM CONG"):
        text = mine.get(f"/so?q={words}").text
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
        seen += [line for line in text.split('"') if line.startswith("/sang-kien/")]
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
