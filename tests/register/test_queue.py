"""The queue of all that waits for a person, on both databases."""

from __future__ import annotations

import datetime as dt

import pytest

from register import Register
from register.queue import View
from schemas.answer import Answer
from schemas.dossier import DossierStatus, Letter
from schemas.match import Judgement
from schemas.units.filing import Filing
from tests.register.builders import alike, reading, received, result


@pytest.fixture
def keys(register: Register) -> list[str]:
    """Four rows of two dossiers: doubtful and dear, doubtful and cheap, nearly sure, not asked about; and a pair."""
    letter = Letter(issuing_unit="Công đoàn Xưởng Mẫu", review_fields=["number"])
    first = received(register, b"mot")
    rows = [
        reading(1, "Rẻ", doubts=("title",), benefit_vnd=None),
        reading(2, "Đắt", doubts=("title",), benefit_vnd=2_000_000_000),
        reading(3, "Gần chắc", doubts=("title",), benefit_vnd=None),
    ]
    rows[2].confidence = {"title": 0.9}
    register.save(first, result(*rows, letter=letter, status=DossierStatus.NEEDS_REVIEW))
    second = received(register, b"hai")
    register.save(second, result(reading(1, "Chắc")))
    ids = [*(f"{first}-00{n}" for n in (1, 2, 3)), f"{second}-001"]
    register.save_pairs([alike(ids[0], ids[3], 0.5)], ids)
    return ids


def shown(register: Register, **more: object) -> list[str]:
    return [one.key for one in register.queue.pieces(50, View(**more))]  # type: ignore[arg-type]


def test_the_doubtful_and_the_dear_come_first(register: Register, keys: list[str]) -> None:
    pair, letter = f"{keys[0]} {keys[3]}", keys[0][:-4]
    assert shown(register) == [pair, keys[1], letter, keys[0], keys[2]]
    assert shown(register, kinds=("row",)) == [keys[1], keys[0], keys[2]]
    assert [(one.kind, one.count) for one in register.queue.pieces(2)] == [("pair", 1), ("row", 1)]


def test_what_is_settled_leaves_the_queue_and_comes_back_with_undo(register: Register, keys: list[str]) -> None:
    row = register.answers.row(keys[1])
    assert row
    after = register.answers.give(keys[1], row.version, [Answer("title")], "lan")
    assert keys[1] not in shown(register)
    register.answers.take_back(keys[1], after.version, "lan")
    assert keys[1] in shown(register)
    register.judging.judge(alike(keys[0], keys[3]), Judgement.DIFFERENT, "lan")
    assert shown(register, kinds=("pair",)) == []


def test_two_people_get_two_pieces(register: Register, keys: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    lan, minh = register.queue.take_next(View("lan")), register.queue.take_next(View("minh"))
    assert lan
    assert minh
    assert lan.key != minh.key
    mine = register.queue.take_next(View("lan"))
    assert mine
    assert mine.key == lan.key  # one's own piece, until it is done
    assert [one.by for one in register.queue.pieces(2)] == ["lan", "minh"]
    register.queue.leave(lan.kind, lan.key, "minh")  # not his to give back
    assert register.queue.pieces(1)[0].by == "lan"
    register.queue.leave(lan.kind, lan.key, "lan")
    assert register.queue.pieces(1)[0].by == ""
    later = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=16)
    monkeypatch.setattr("register.queue.now", lambda: later)
    again = register.queue.take_next(View("lan"))
    assert again
    assert again.key == lan.key


def test_a_scope_narrows_it(register: Register, keys: list[str]) -> None:
    register.units.file([Filing(dossier_id=keys[3][:-4], unit_id="dv-1", text="Xưởng Mẫu", basis="thử", chance=1.0)])
    assert shown(register, units=("dv-1",)) == []
    register.units.file([Filing(dossier_id=keys[0][:-4], unit_id="dv-1", text="Xưởng Mẫu", basis="thử", chance=1.0)])
    assert len(shown(register, units=("dv-1",))) == 5


def test_nothing_waits_in_an_empty_register(register: Register) -> None:
    assert shown(register) == []
    assert register.queue.take_next(View("lan")) is None


def test_dossiers_that_ask_about_their_papers_hide_no_letter(register: Register) -> None:
    for number in range(3):
        asking = result(review_fields=["papers"], status=DossierStatus.NEEDS_REVIEW)
        register.save(received(register, f"giấy {number}".encode()), asking)
    letter = Letter(review_fields=["number", "date"])
    last = received(register, b"to trinh cuoi")
    register.save(last, result(letter=letter, review_fields=["papers"], status=DossierStatus.NEEDS_REVIEW))
    assert [(one.key, one.count) for one in register.queue.pieces(1, View(kinds=("letter",)))] == [(last, 2)]


def test_three_that_may_be_one_are_one_piece(register: Register, keys: list[str]) -> None:
    register.save_pairs([alike(keys[0], keys[3], 0.5), alike(keys[1], keys[3], 0.7)], keys)
    found = register.queue.pieces(50, View(kinds=("pair", "cluster")))
    assert [(one.kind, one.key, one.count) for one in found] == [("cluster", keys[0], 2)]
    register.judging.judge(alike(keys[0], keys[3]), Judgement.DIFFERENT, "lan")
    found = register.queue.pieces(50, View(kinds=("pair", "cluster")))
    assert [(one.kind, one.key) for one in found] == [("pair", f"{keys[1]} {keys[3]}")]


def test_a_copy_waits_for_somebody_else(register: Register, keys: list[str]) -> None:
    register.judging.judge(alike(keys[0], keys[3]), Judgement.COPIED, "lan")
    assert register.queue.pieces(50, View("lan", kinds=("pair",))) == []
    (piece,) = register.queue.pieces(50, View("minh", kinds=("pair",)))
    assert piece.second
    assert [register.queue.counts(View(name))["pair"] for name in ("lan", "minh")] == [0, 1]


def test_counts_are_of_what_one_sees(register: Register, keys: list[str]) -> None:
    assert register.queue.counts() == {"row": 3, "letter": 1, "pair": 1}
    register.units.file([Filing(dossier_id=keys[0][:-4], unit_id="dv-1", text="Xưởng", basis="thử", chance=1.0)])
    assert register.queue.counts(View(units=("dv-1",))) == {"row": 3, "letter": 1, "pair": 0}
    assert register.queue.counts(View(within=("dv-1",))) == {"row": 3, "letter": 1, "pair": 1}
    assert register.queue.counts(View(programme="khong-co")) == {"row": 0, "letter": 0, "pair": 0}
    assert register.queue.choices(View()) == ({"dv-1": "Công đoàn Xưởng Mẫu"}, [])


def test_a_piece_is_taken_by_its_name_and_others_are_told(register: Register, keys: list[str]) -> None:
    assert register.queue.take("row", keys[2], "lan").person == "lan"
    assert register.queue.take("row", keys[2], "minh").person == "lan"
    assert [one.key for one in register.queue.mine(50, View("lan"))] == [keys[2]]
    assert register.queue.mine(50, View("minh")) == []
    register.queue.leave("row", keys[2], "lan")
    assert register.queue.hand("row", keys[2]) is None
    assert register.queue.mine(50, View("lan")) == []


@pytest.mark.parametrize("kind", ["row", "letter", "pair", "cluster"])
def test_what_is_in_hand_is_found_whatever_it_is(register: Register, keys: list[str], kind: str) -> None:
    if kind == "cluster":
        register.save_pairs([alike(keys[0], keys[3], 0.5), alike(keys[1], keys[3], 0.7)], keys)
    piece = register.queue.take_next(View("lan", kinds=(kind,)))  # type: ignore[arg-type]
    assert piece
    assert [(one.kind, one.key, one.by) for one in register.queue.mine(50, View("lan"))] == [(kind, piece.key, "lan")]
