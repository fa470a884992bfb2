"""A group on the screen: who is in it, what holds it together, one answer for all, taken back in one go."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from register import Register
from schemas.account import Role
from schemas.match import Judgement
from schemas.units.filing import Filing
from tests.register.builders import alike, reading, received, result
from tests.review.browser import OWN, Browser

Browsers = Callable[..., Browser]


@pytest.fixture
def ids(register: Register) -> list[str]:
    """Three rows of three dossiers in a chain of two pairs."""
    found = []
    for number in range(3):
        dossier_id = received(register, f"hồ sơ {number}".encode())
        register.save(dossier_id, result(reading(1, f"Giá treo ống mềm số {number}")))
        found.append(f"{dossier_id}-001")
    register.save_pairs([alike(found[0], found[1], 0.9), alike(found[1], found[2], 0.6)], found)
    return found


def answer(browser: Browser, key: str, said: str, **more: str) -> int:
    seen = more.pop("seen", "") or stamp(browser, key)
    values = {"said": said, "seen": seen, **{f"nhom:{one}": part for one, part in more.items()}}
    return browser.post(f"/cum/{key}", values, headers=OWN).status_code


def stamp(browser: Browser, key: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', browser.get(f"/cum/{key}").text)
    assert found
    return found[1]


def held(register: Register, one: str, other: str) -> Judgement:
    pair = register.judging.of(one, other)
    assert pair
    return pair.judgement


def test_members_edges_and_weak_bridges_are_shown(browser: Browsers, ids: list[str]) -> None:
    text = browser().get(f"/cum/{ids[1]}").text
    assert all(text.count(f'href="/sang-kien/{key}"') == 1 for key in ids)
    assert text.count("cầu nối yếu") == 2
    assert f'href="/cap/{ids[0]}/{ids[1]}">1 – 2</a>' in text
    assert "90%" in text
    assert "2 cặp chờ" in text


def test_one_answer_settles_all_and_one_button_takes_it_back(
    browser: Browsers, register: Register, ids: list[str]
) -> None:
    mine = browser()
    assert answer(mine, ids[0], "same") == 303
    assert [held(register, *ends) for ends in (ids[:2], ids[1:])] == ["same", "same"]
    text = mine.get(f"/cum/{ids[0]}").text
    assert f'href="/gop/{ids[0]}"' in text
    form = next(one for one in re.findall(r"<form.*?</form>", text, re.DOTALL) if "/lui" in one)
    hidden = dict(re.findall(r'<input type="hidden" name="(who|when)" value="([^"]*)"', form))
    assert browser("minh").post(f"/cum/{ids[2]}/lui", hidden, headers=OWN).status_code == 303
    assert [held(register, *ends) for ends in (ids[:2], ids[1:])] == ["suggested", "suggested"]
    assert mine.post(f"/cum/{ids[2]}/lui", hidden, headers=OWN).status_code == 409


def test_one_is_dropped_and_what_was_settled_can_still_be_looked_at(
    browser: Browsers, register: Register, ids: list[str]
) -> None:
    mine = browser()
    assert answer(mine, ids[0], "split", **{ids[2]: "0"}) == 303
    assert [held(register, *ends) for ends in (ids[:2], ids[1:])] == ["same", "different"]
    assert "/lui" in mine.get(f"/cum/{ids[2]}").text


@pytest.mark.parametrize(("said", "judgement"), [("different", "different"), ("unsure", "unsure")])
def test_the_other_answers(browser: Browsers, register: Register, ids: list[str], said: str, judgement: str) -> None:
    assert answer(browser(), ids[1], said) == 303
    assert [held(register, *ends) for ends in (ids[:2], ids[1:])] == [judgement, judgement]


def test_the_second_of_two_is_told_who_settled_it(browser: Browsers, register: Register, ids: list[str]) -> None:
    lan, minh = browser("lan"), browser("minh")
    seen = stamp(minh, ids[0])
    assert answer(lan, ids[0], "different") == 303
    told = minh.post(f"/cum/{ids[0]}", {"said": "same", "seen": seen}, headers=OWN)
    assert told.status_code == 409
    assert "lan" in told.text
    assert held(register, *ids[:2]) is Judgement.DIFFERENT


def test_the_queue_leads_to_a_group_and_on(browser: Browsers, ids: list[str]) -> None:
    mine = browser()
    place = mine.post("/viec/tiep?loai=cluster").headers["location"]
    assert place == f"/cum/{ids[0]}?viec=cluster"
    values = {"said": "same", "seen": stamp(mine, ids[0])}
    on = mine.post(f"/cum/{ids[0]}?viec=cluster", values, headers=OWN).headers["location"]
    assert on == f"/viec?loai=cluster&vua=/cum/{ids[0]}"
    assert f'href="/cum/{ids[0]}" data-key="u"' in mine.get(on).text


def test_blind_hides_scores(browser: Browsers, ids: list[str]) -> None:
    assert "90%" not in browser(blind=True).get(f"/cum/{ids[0]}").text


def test_viewers_look_and_a_group_that_reaches_into_another_unit_is_not_there(
    browser: Browsers, register: Register, ids: list[str]
) -> None:
    viewer = browser("xem", Role.VIEWER)
    assert viewer.get(f"/cum/{ids[0]}").status_code == 200
    assert 'name="said"' not in viewer.get(f"/cum/{ids[0]}").text
    assert viewer.post(f"/cum/{ids[0]}", {"said": "same"}).status_code == 403
    for key in ids[:2]:
        register.units.file([Filing(dossier_id=key[:-4], unit_id="dv-1", text="X", basis="thử", chance=1.0)])
    narrow = browser("hep", units=("dv-1",))
    assert narrow.get(f"/cum/{ids[0]}").status_code == 404
    assert narrow.post(f"/cum/{ids[0]}", {"said": "same", "seen": ""}).status_code == 404
    assert narrow.get(f"/cap/{ids[0]}/{ids[1]}").status_code == 200
    assert ids[2] not in narrow.get(f"/cap/{ids[0]}/{ids[1]}").text
    assert viewer.get("/cum/HS2021-00099-001").status_code == 404
