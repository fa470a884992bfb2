"""Working through the queue: one piece after the other, back to the last one, nobody's piece twice."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from register import Register
from schemas.account import Role
from tests.register.builders import reading, received, result
from tests.review.browser import OWN, Browser

Browsers = Callable[..., Browser]


@pytest.fixture
def keys(register: Register) -> list[str]:
    dossier_id = received(register)
    rows = [reading(n, f"Dòng {n}", doubts=("title", "summary") if n == 1 else ("title",)) for n in (1, 2)]
    rows[0].accepted.benefit_vnd = 10**9
    register.save(dossier_id, result(*rows))
    return [f"{dossier_id}-00{n}" for n in (1, 2)]


def answer(browser: Browser, path: str) -> str:
    """Sends the first question's form of a page as it stands; where one is led to."""
    first = re.findall(r"<form.*?</form>", browser.get(path).text, re.DOTALL)
    mine = next(one for one in first if "data-question" in one)
    action = re.search(r'action="([^"]+)"', mine)
    assert action
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', mine))
    told = browser.client.post(action[1], data={**hidden, "action": "right"}, headers=OWN)
    assert told.status_code == 303
    return str(told.headers["location"])


def test_one_is_led_from_piece_to_piece_and_back(browser: Browsers, keys: list[str]) -> None:
    mine = browser()
    assert "Dòng 1" in mine.get("/viec").text
    place = mine.post("/viec/tiep").headers["location"]
    assert place == f"/sang-kien/{keys[0]}?viec=all"
    place = answer(mine, place)
    assert place == f"/sang-kien/{keys[0]}?viec=all"  # a second question
    place = answer(mine, place)
    assert place == f"/sang-kien/{keys[1]}?viec=all&vua=/sang-kien/{keys[0]}"
    text = mine.get(place).text
    assert f'href="/sang-kien/{keys[0]}" data-key="u"' in text
    assert answer(mine, place) == "/viec"
    assert "Không còn việc nào chờ" in mine.get("/viec").text


def test_opened_by_hand_a_row_leads_back_to_itself(browser: Browsers, keys: list[str]) -> None:
    assert answer(browser(), f"/sang-kien/{keys[1]}") == f"/sang-kien/{keys[1]}"


def test_two_reviewers_get_different_pieces(browser: Browsers, keys: list[str]) -> None:
    places = [browser(name).post("/viec/tiep").headers["location"] for name in ("lan", "minh")]
    assert {place.split("?")[0] for place in places} == {f"/sang-kien/{key}" for key in keys}
    assert "lan" in browser("ba").get("/viec").text


@pytest.mark.parametrize("vua", ["https://xau.example", "//xau", "/sang-kien/../x", "javascript:alert(1)", "/viec"])
def test_the_way_back_is_a_page_of_ours(browser: Browsers, keys: list[str], vua: str) -> None:
    text = browser().get(f"/sang-kien/{keys[0]}?viec=all&vua={vua}").text
    assert vua not in text or vua == "/viec"
    assert 'class="just"' not in text


def test_kinds_viewers_and_scopes(browser: Browsers, keys: list[str]) -> None:
    mine = browser()
    assert "Dòng 1" not in mine.get("/viec?loai=pair").text
    assert mine.get("/viec?loai=khac").status_code == 422
    assert browser("xem", Role.VIEWER).post("/viec/tiep").status_code == 403
    assert "Dòng 1" not in browser("hep", units=("dv-1",)).get("/viec").text
