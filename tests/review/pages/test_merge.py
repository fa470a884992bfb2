"""Putting duplicates together on the screen: the preview, whose value stands, everybody kept, and taking it apart."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from register import Register
from schemas.account import Role
from schemas.answer import Answer
from schemas.innovation import Author
from schemas.match import Judgement
from schemas.units.filing import Filing
from tests.register.builders import alike, reading, received, result
from tests.review.browser import OWN, Browser

Browsers = Callable[..., Browser]


@pytest.fixture
def ids(register: Register) -> list[str]:
    """Two rows of two dossiers that a person called one innovation; the second names another author and more."""
    found = []
    for content, name, summary in ((b"mot", "Lò Thử", "Ngắn"), (b"hai", "Kha Mẫu", "Dài hơn nhiều chữ")):
        row = reading(1, "Giá treo ống", summary=summary, authors=[Author(full_name=name)])
        dossier_id = received(register, content)
        register.save(dossier_id, result(row))
        found.append(f"{dossier_id}-001")
    register.judging.judge(alike(*found), Judgement.SAME, "thu")
    return found


def seen(browser: Browser, key: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', browser.get(f"/gop/{key}").text)
    assert found
    return found[1]


def test_the_preview_says_whose_value_stands_and_writes_nothing(
    browser: Browsers, register: Register, ids: list[str]
) -> None:
    mine, before = browser(), len(register.audit())
    text = mine.get(f"/gop/{ids[0]}").text
    chosen = re.search(r'name="summary" value="([^"]+)" checked', text)
    assert chosen
    assert chosen[1] == ids[1], "the fuller one"
    assert "Tất cả tác giả của các dòng" in text
    assert re.search(r"đồng tác giả (Kha Mẫu|Lò Thử)", text)
    assert f'href="/gop/{ids[0]}"' in mine.get("/gop").text
    assert len(register.audit()) == before


def test_a_person_chooses_cell_by_cell_and_nobody_is_dropped(
    browser: Browsers, register: Register, ids: list[str]
) -> None:
    mine = browser()
    values = {"keep": ids[0], "summary": ids[0], "authors": "", "seen": seen(mine, ids[0]), "reason": "một việc"}
    look = mine.post(f"/gop/{ids[0]}", {**values, "do": "look"}, headers=OWN)
    assert look.status_code == 200
    assert re.search(rf'name="summary" value="{ids[0]}" checked', look.text)
    assert register.merging.of(ids[0]) is None
    assert mine.post(f"/gop/{ids[0]}", values, headers=OWN).status_code == 303
    row = register.answers.row(ids[0])
    assert row
    assert row.reading.accepted.summary == "Ngắn"
    assert sorted(one.full_name for one in row.reading.accepted.authors) == ["Kha Mẫu", "Lò Thử"]
    held = register.merging.of(ids[1])
    assert held
    assert (held.survivor, held.members, held.person, held.reason) == (ids[0], ids, "lan", "một việc")


def test_it_is_taken_apart_from_the_record_and_from_the_list(
    browser: Browsers, register: Register, ids: list[str]
) -> None:
    mine = browser()
    for page, key in ((f"/sang-kien/{ids[1]}", ids[1]), ("/gop", ids[0]), (f"/gop/{ids[1]}", ids[0])):
        assert mine.post(f"/gop/{ids[0]}", {"seen": seen(mine, ids[0])}, headers=OWN).status_code == 303
        assert f'action="/gop/{key}/bo"' in mine.get(page).text
        assert mine.post(f"/gop/{key}/bo", headers=OWN).status_code == 303
        assert register.merging.of(ids[0]) is None
    assert mine.post(f"/gop/{ids[0]}/bo", headers=OWN).status_code == 409


def test_what_changed_meanwhile_is_looked_at_again(browser: Browsers, register: Register, ids: list[str]) -> None:
    mine = browser()
    stamp = seen(mine, ids[0])
    row = register.answers.row(ids[1])
    assert row
    register.answers.give(ids[1], row.version, [Answer("summary", {"summary": "Khác"})], "minh")
    told = mine.post(f"/gop/{ids[0]}", {"seen": stamp}, headers=OWN)
    assert told.status_code == 409
    assert "vừa thay đổi" in told.text
    assert register.merging.of(ids[0]) is None


def test_what_nobody_called_the_same_says_so_without_commands(browser: Browsers, register: Register) -> None:
    dossier_id = received(register)
    register.save(dossier_id, result())
    text = browser().get(f"/gop/{dossier_id}-001").text
    assert "chưa được kết luận trùng" in text
    assert "sovang" not in text.partition("<main")[2]


def test_a_wrong_choice_is_told(browser: Browsers, ids: list[str]) -> None:
    mine = browser()
    told = mine.post(f"/gop/{ids[0]}", {"seen": seen(mine, ids[0]), "keep": "HS2021-00099-001"}, headers=OWN)
    assert told.status_code == 409


def test_viewers_and_others_units(browser: Browsers, register: Register, ids: list[str]) -> None:
    viewer = browser("xem", Role.VIEWER)
    assert viewer.get(f"/gop/{ids[0]}").status_code == 200
    assert viewer.post(f"/gop/{ids[0]}", {"seen": ""}).status_code == 403
    assert viewer.post(f"/gop/{ids[0]}/bo").status_code == 403
    register.units.file([Filing(dossier_id=ids[0][:-4], unit_id="dv-1", text="X", basis="thử", chance=1.0)])
    narrow = browser("hep", units=("dv-1",))
    assert narrow.get(f"/gop/{ids[0]}").status_code == 404
    assert narrow.post(f"/gop/{ids[0]}", {"seen": ""}, headers=OWN).status_code == 404
    assert ids[0] not in narrow.get("/gop").text
    register.merging.apply(register.merging.plan(ids), "thu")
    assert narrow.post(f"/gop/{ids[0]}/bo", headers=OWN).status_code == 404
    assert ids[0] not in narrow.get("/gop").text
