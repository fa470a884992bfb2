"""A pair on the screen: what differs, why it was flagged, five answers, undo, two people at once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from register import Register
from schemas.account import Role
from schemas.match import Judgement
from tests.register.builders import alike, reading, received, result
from tests.review.browser import Browser

Browsers = Callable[..., Browser]
OWN = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def ends(register: Register) -> tuple[str, str]:
    """Two rows of two dossiers that the machine suggests are one."""
    found = []
    for content, title in ((b"mot", "Bài giảng Toán lớp 4"), (b"hai", "Bài giảng Toán lớp 5")):
        dossier_id = received(register, content)
        register.save(dossier_id, result(reading(1, title)))
        found.append(f"{dossier_id}-001")
    register.save_pairs([alike(found[0], found[1])], found)
    return found[0], found[1]


def answer(browser: Browser, ends: tuple[str, str], said: str, seen: str | None = None, reason: str = "") -> int:
    path = f"/cap/{ends[0]}/{ends[1]}"
    text = browser.get(path).text
    stamp = re.search(r'name="seen" value="([^"]*)"', text)
    assert stamp
    values = {"said": said, "reason": reason, "seen": seen or stamp[1]}
    return browser.post(path, values, headers=OWN).status_code


def judgement(register: Register, ends: tuple[str, str]) -> Judgement:
    held = register.judging.of(*ends)
    assert held
    return held.judgement


def test_the_page_shows_the_difference_and_the_reasons(browser: Browsers, ends: tuple[str, str]) -> None:
    text = browser().get(f"/cap/{ends[0]}/{ends[1]}").text
    assert '<mark class="number" title="khác lớp">4</mark>' in text
    assert '<mark class="number" title="khác lớp">5</mark>' in text
    assert "Trùng tên sáng kiến (+2,0)" in text
    assert "90%" in text


@pytest.mark.parametrize("said", ["same", "different", "series", "unsure"])
def test_an_answer_is_kept_with_its_reason_and_taken_back(
    browser: Browsers, register: Register, ends: tuple[str, str], said: str
) -> None:
    mine = browser()
    assert answer(mine, ends, said, reason="khác lớp") == 303
    assert judgement(register, ends) == said
    text = mine.get(f"/cap/{ends[0]}/{ends[1]}").text
    assert "“khác lớp”" in text
    assert mine.post(f"/cap/{ends[0]}/{ends[1]}/lui").status_code == 303
    assert judgement(register, ends) is Judgement.SUGGESTED


def test_a_copy_needs_a_second_person(browser: Browsers, register: Register, ends: tuple[str, str]) -> None:
    lan, minh = browser("lan"), browser("minh")
    assert answer(lan, ends, "copied") == 303
    assert judgement(register, ends) is Judgement.SUGGESTED
    assert "chờ người thứ hai" in minh.get(f"/cap/{ends[0]}/{ends[1]}").text
    assert answer(minh, ends, "copied") == 303
    assert judgement(register, ends) is Judgement.COPIED


def test_the_second_of_two_is_told_who_settled_it(browser: Browsers, register: Register, ends: tuple[str, str]) -> None:
    lan, minh = browser("lan"), browser("minh")
    stamp = re.search(r'name="seen" value="([^"]*)"', minh.get(f"/cap/{ends[0]}/{ends[1]}").text)
    assert stamp
    assert answer(lan, ends, "different") == 303
    assert answer(minh, ends, "same", seen=stamp[1]) == 409
    assert judgement(register, ends) is Judgement.DIFFERENT


def test_blind_mode_hides_score_and_reasons_until_there_is_an_answer(browser: Browsers, ends: tuple[str, str]) -> None:
    mine = browser(blind=True)
    text = mine.get(f"/cap/{ends[0]}/{ends[1]}").text
    assert "90%" not in text
    assert "Trùng tên" not in text
    assert answer(mine, ends, "different") == 303
    assert "90%" in mine.get(f"/cap/{ends[0]}/{ends[1]}").text


def test_viewers_look_and_others_units_are_not_there(browser: Browsers, ends: tuple[str, str]) -> None:
    path = f"/cap/{ends[0]}/{ends[1]}"
    viewer = browser("xem", Role.VIEWER)
    assert viewer.get(path).status_code == 200
    assert viewer.post(path, {"said": "same", "seen": ""}).status_code == 403
    assert browser("xa", units=("dv-khac",)).get(path).status_code == 404
    assert viewer.get(f"/cap/{ends[0]}/HS2021-00099-001").status_code == 404
    assert browser("hai").post(path, {"said": "suggested", "seen": ""}).status_code == 422


def test_nobody_is_the_second_person_to_himself(browser: Browsers, register: Register, ends: tuple[str, str]) -> None:
    lan = browser("lan")
    assert answer(lan, ends, "copied", reason="chép nguyên văn") == 303
    text = lan.get(f"/cap/{ends[0]}/{ends[1]}").text
    assert re.search(r'value="copied"[^>]* disabled', text)
    assert answer(lan, ends, "copied") == 409
    assert judgement(register, ends) is Judgement.SUGGESTED
    assert answer(lan, ends, "different") == 303, "one's own word can be changed"
    assert judgement(register, ends) is Judgement.DIFFERENT


def test_what_was_said_before_is_told(browser: Browsers, register: Register, ends: tuple[str, str]) -> None:
    lan, minh = browser("lan"), browser("minh")
    assert answer(lan, ends, "different", reason="khác lớp") == 303
    assert answer(minh, ends, "series") == 303
    assert minh.post(f"/cap/{ends[0]}/{ends[1]}/lui", headers=OWN).status_code == 303
    told = lan.get(f"/cap/{ends[0]}/{ends[1]}").text.partition("Các lần trả lời")[2]
    assert told.index("<s><b>Cùng tác giả, khác sáng kiến</b></s>") < told.index("<b>Không trùng</b>")
    assert "“khác lớp”" in told


def test_both_say_who_sent_them_and_when(browser: Browsers, ends: tuple[str, str]) -> None:
    text = browser().get(f"/cap/{ends[0]}/{ends[1]}").text
    assert "Công đoàn Xưởng Mẫu" in text
    assert "07/TTr-CĐ" in text
    assert text.count("07/04/2021") >= 2
    assert "khác lớp" in text
    assert "0900000001" not in text


def test_who_has_it_in_hand_is_told(browser: Browsers, register: Register, ends: tuple[str, str]) -> None:
    lan, minh = browser("lan"), browser("minh")
    lan.post("/viec/tiep?loai=pair")
    assert "đang có người làm" in minh.get(f"/cap/{ends[0]}/{ends[1]}").text
    assert "đang có người làm" not in lan.get(f"/cap/{ends[0]}/{ends[1]}").text
