"""Working through the queue: one piece after the other, back to the last one, nobody's piece twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest

from register import Register
from schemas.account import Role
from schemas.match import Judgement
from schemas.units.filing import Filing
from tests.register.builders import alike, reading, received, result
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
    told = browser.client.post(unescape(action[1]), data={**hidden, "action": "right"}, headers=OWN)
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
    assert answer(mine, place) == f"/viec?vua=/sang-kien/{keys[1]}"
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


def test_a_filter_is_kept_from_piece_to_piece(browser: Browsers, register: Register, keys: list[str]) -> None:
    register.units.file([Filing(dossier_id=keys[0][:-4], unit_id="dv-1", text="X", basis="thử", chance=1.0)])
    mine = browser()
    assert '<option value="dv-1">Công đoàn Xưởng Mẫu</option>' in mine.get("/viec").text
    assert "Dòng 1" in mine.get("/viec?dv=dv-1&loai=row").text
    assert "Không còn việc nào" in mine.get("/viec?dv=dv-2").text
    assert "Không còn việc nào" in mine.get("/viec?ct=khong-co").text
    place = mine.post("/viec/tiep?dv=dv-1&loai=row").headers["location"]
    assert place == f"/sang-kien/{keys[0]}?viec=row&dv=dv-1"
    for _ in range(2):
        place = answer(mine, place)
    assert place == f"/sang-kien/{keys[1]}?viec=row&dv=dv-1&vua=/sang-kien/{keys[0]}"
    assert mine.post("/viec/tiep?dv=dv-2").headers["location"] == "/viec?dv=dv-2"


def test_a_piece_is_taken_shown_as_mine_and_given_back(browser: Browsers, keys: list[str]) -> None:
    lan, minh = browser("lan"), browser("minh")
    piece = {"kind": "row", "key": keys[1]}
    assert lan.post("/viec/nhan", piece, headers=OWN).headers["location"] == f"/sang-kien/{keys[1]}?viec=all"
    assert "Dòng 2" in lan.get("/viec?toi=1").text
    assert "Dòng 1" not in lan.get("/viec?toi=1").text
    told = minh.post("/viec/nhan", piece, headers=OWN)
    assert told.status_code == 409
    assert "lan đang làm việc này" in told.text
    assert minh.post("/viec/tra", piece, headers=OWN).status_code == 303
    assert "lan" in minh.get("/viec").text, "only who has it gives it back"
    assert lan.post("/viec/tra", piece, headers=OWN).status_code == 303
    assert "chưa nhận việc nào" in lan.get("/viec?toi=1").text


def test_only_what_one_sees_is_taken(browser: Browsers, keys: list[str]) -> None:
    narrow = browser("hep", units=("dv-1",))
    for kind, key in (("row", keys[0]), ("letter", keys[0][:-4]), ("pair", " ".join(keys)), ("cluster", keys[0])):
        assert narrow.post("/viec/nhan", {"kind": kind, "key": key}, headers=OWN).status_code == 404
    assert narrow.post("/viec/nhan", {"kind": "khac", "key": "x"}, headers=OWN).status_code == 422


def test_counts_come_only_when_they_are_others(browser: Browsers, keys: list[str]) -> None:
    mine = browser()
    told = re.search(r'hx-get="(/viec/dem[^"]*)"', mine.get("/viec").text)
    assert told
    path = told[1].replace("&amp;", "&")
    assert mine.get(path).status_code == 204
    answer(mine, f"/sang-kien/{keys[1]}")
    fresh = mine.get(path)
    assert fresh.status_code == 200
    assert "<b>1</b> dòng" in fresh.text
    assert "<html" not in fresh.text


def test_a_copy_that_waits_is_in_the_second_persons_queue(
    browser: Browsers, register: Register, keys: list[str]
) -> None:
    register.save_pairs([alike(*keys)], keys)
    lan, minh = browser("lan"), browser("minh")
    register.judging.judge(alike(*keys), Judgement.COPIED, "lan")
    assert "chờ người thứ hai" in minh.get("/viec?loai=pair").text
    assert "Không còn việc nào" in lan.get("/viec?loai=pair").text
