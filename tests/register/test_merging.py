"""Duplicates put together, and taken apart again to exactly what was."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from register import Register
from register.answers import PutTogether
from schemas.answer import Answer
from schemas.errors import SovangError
from schemas.innovation import Accepted, Author, Innovation, Status
from schemas.match import Judgement
from schemas.version import RowVersion, Versions
from tests.register.builders import NINE, TITLES, alike, reading, received, result

DAY = dt.timedelta(days=1)
SON = Author(full_name="Vừ A Sơn", birth_year=1975)


def sent(register: Register, content: bytes, days: int, unit: str, **accepted: Any) -> str:
    key = received(register, content, NINE + days * DAY)
    found = result(reading(1, TITLES[0], **accepted))
    register.save(key, found.model_copy(update={"letter": found.letter.model_copy(update={"issuing_unit": unit})}))
    return f"{key}-001"


@pytest.fixture
def ids(register: Register) -> list[str]:
    """One innovation that three units sent."""
    lan = Author(full_name="Lò Thử 1", birth_year=1980)
    one = sent(register, b"one", 0, "Công đoàn Xưởng Mẫu", summary="Hàn.")
    two = sent(register, b"two", 1, "Công đoàn Trạm Mẫu", summary="Hàn thêm cữ chặn.", authors=[lan, SON])
    three = sent(register, b"three", 2, "Công đoàn Tổ Mẫu", effect="Tiết kiệm 5 triệu đồng")
    ids = [one, two, three]
    register.save_pairs([alike(one, two), alike(two, three)], ids, "m1")
    for pair in register.pairs():
        register.judge(pair, Judgement.SAME, "thu")
    return ids


def by_id(register: Register) -> dict[str, Innovation]:
    return {item.id: item for item in register.innovations()}


def merged(register: Register, *ids: str, **told: Any) -> None:
    register.merging.apply(register.merging.plan(ids, **told), "thu", "cùng một giá treo")


def test_the_survivor_says_what_all_say_and_names_all_who_sent_it(register: Register, ids: list[str]) -> None:
    assert register.merging.waiting() == [ids]
    merged(register, ids[2])
    found = by_id(register)
    one = found[ids[0]]
    assert (one.summary, one.effect) == ("Hàn thêm cữ chặn.", "Tiết kiệm 5 triệu đồng")
    assert [author.full_name for author in one.authors] == ["Lò Thử 1", "Vừ A Sơn"]
    assert (one.status, one.merged_from) == (Status.REGISTERED, ids[1:])
    assert [(s.innovation, s.unit) for s in one.submitters] == [
        (ids[0], "Công đoàn Xưởng Mẫu"),
        (ids[1], "Công đoàn Trạm Mẫu"),
        (ids[2], "Công đoàn Tổ Mẫu"),
    ]
    assert (one.merged_fields["summary"], one.merged_fields["effect"]) == (ids[1], ids[2])
    assert [(found[key].status, found[key].merged_into) for key in ids[1:]] == [(Status.DUPLICATE, ids[0])] * 2
    assert found[ids[1]].summary == "Hàn thêm cữ chặn.", "no member is edited"
    assert register.merging.waiting() == []
    assert register.merging.away() == {*ids[1:]}


def test_taking_it_apart_restores_exactly_what_was(register: Register, ids: list[str]) -> None:
    register.decide(ids[2], Status.REJECTED, "ba")
    before, pairs = list(register.innovations()), register.pairs()
    merged(register, ids[0])
    assert list(register.innovations()) != before
    assert register.merging.undo(ids[1], "ba") == ids
    assert list(register.innovations()) == before
    assert register.pairs() == pairs
    assert register.merging.waiting() == [ids]
    told = [(line["action"], line["who"]) for line in register.audit(ids[0]) if "merge" in line["action"]]
    assert told == [("merged", "thu"), ("merge-undone", "ba")]
    assert [r.live for r in register.history(ids[0])] == [False, False, True], "what was merged is kept too"
    with pytest.raises(SovangError, match="không nằm trong lần gộp nào"):
        register.merging.undo(ids[0], "ba")
    merged(register, *ids)
    assert by_id(register)[ids[0]].merged_from == ids[1:], "and again"


def test_a_person_chooses_who_stays_and_whose_values_are_taken(register: Register, ids: list[str]) -> None:
    merged(register, *ids, keep=ids[1], told={"summary": ids[0], "authors": ids[0]})
    found = by_id(register)
    assert (found[ids[1]].summary, [a.full_name for a in found[ids[1]].authors]) == ("Hàn.", ["Lò Thử 1"])
    assert {key: item.status for key, item in found.items()} == {
        ids[0]: Status.DUPLICATE,
        ids[1]: Status.REGISTERED,
        ids[2]: Status.DUPLICATE,
    }


def test_what_is_asked_stays_asked(register: Register, ids: list[str]) -> None:
    register.save(ids[1][:-4], result(reading(1, TITLES[0], ("summary",), summary="Hàn thêm cữ chặn.")))
    merged(register, *ids, told={"summary": ids[1]})
    one = by_id(register)[ids[0]]
    assert (one.status, one.review_fields) == (Status.NEEDS_REVIEW, ["summary"])


@pytest.mark.parametrize(
    ("asked", "told", "why"),
    [
        (["HS0000-00000-001"], {}, "Không có sáng kiến"),
        ([0, "other"], {}, "Chưa ai kết luận .* trùng với"),
        (["other"], {}, "chưa được kết luận trùng với sáng kiến nào"),
        ([0, 1], {"keep": 2}, "--keep: .* không nằm trong nhóm"),
        ([0, 1], {"told": {"summary": "HS0000-00000-001"}}, "--set: .* không nằm trong nhóm"),
        ([0, 1], {"told": {"ordinal": 0}}, "Không có mục ordinal"),
    ],
)
def test_what_cannot_be_put_together_says_why(
    register: Register, ids: list[str], asked: list[Any], told: dict[str, Any], why: str
) -> None:
    other = sent(register, b"other", 5, "Công đoàn Khác", summary="Khác hẳn")
    named = {**dict(enumerate(ids)), "other": other}
    told = {key: named.get(value, value) if key == "keep" else value for key, value in told.items()}
    if "told" in told:
        told["told"] = {key: named.get(value, value) for key, value in told["told"].items()}
    with pytest.raises(SovangError, match=why):
        register.merging.plan([named.get(one, one) for one in asked], **told)


def test_what_changed_after_it_was_seen_is_not_put_together(register: Register, ids: list[str]) -> None:
    plan = register.merging.plan(ids)
    register.accept(ids[2], Accepted(title=TITLES[0], effect="Tiết kiệm 6 triệu đồng"), "ba")
    before = list(register.innovations())
    with pytest.raises(SovangError, match="vừa thay đổi sau khi bạn xem"):
        register.merging.apply(plan, "thu")
    assert list(register.innovations()) == before


def test_nobody_parts_what_is_put_together(register: Register, ids: list[str]) -> None:
    merged(register, *ids)
    with pytest.raises(SovangError, match="bỏ gộp trước"):
        register.judge(alike(ids[0], ids[1]), Judgement.DIFFERENT, "ba")
    with pytest.raises(SovangError, match="bỏ gộp trước"):
        register.judging.undo(ids[0], ids[1], "ba")
    with pytest.raises(SovangError, match="đã gộp rồi"):
        register.merging.plan(ids)


def test_a_later_run_asks_nothing_about_what_is_put_together(register: Register, ids: list[str]) -> None:
    merged(register, *ids)
    assert register.save_pairs([alike(ids[0], ids[1])], ids) == 0
    assert register.judging.waiting() == []
    fourth = sent(register, b"four", 9, "Công đoàn Bốn", summary="Hàn.")
    register.save_pairs([], [fourth])
    found = by_id(register)
    assert found[fourth].status == Status.DUPLICATE, "says what the survivor said before"
    assert found[ids[0]].status == Status.REGISTERED


def test_what_a_person_mends_after_merging_is_no_new_question(register: Register, ids: list[str]) -> None:
    merged(register, *ids)
    now = register.reading(ids[0]).accepted
    register.accept(ids[0], now.model_copy(update={"title": "Giá treo đã sửa"}), "ba")
    assert register.save_pairs([], ids) == 0
    assert register.judging.waiting() == []
    assert by_id(register)[ids[0]].merged_from == ids[1:]
    register.merging.undo(ids[0], "thu")
    assert by_id(register)[ids[0]].title == TITLES[0]
    [line] = [line for line in register.audit(ids[0]) if line["action"] == "merge-undone"]
    assert line["detail"]["accepted_since"] is True


def test_an_earlier_one_called_the_same_counts_for_the_whole_group(register: Register, ids: list[str]) -> None:
    merged(register, *ids)
    first = sent(register, b"zero", -9, "Công đoàn Không", summary="Cách khác")
    register.judge(alike(first, ids[2]), Judgement.SAME, "thu")
    states = {key: item.status for key, item in by_id(register).items()}
    assert states == {first: Status.REGISTERED, **dict.fromkeys(ids, Status.DUPLICATE)}
    register.judging.undo(first, ids[2], "thu")
    assert by_id(register)[ids[0]].status == Status.REGISTERED


def test_reading_again_changes_no_merged_value(register: Register, ids: list[str]) -> None:
    before = list(register.innovations())
    merged(register, *ids)
    register.save(ids[0][:-4], result(reading(1, TITLES[0], summary="Hàn lại.")))
    assert by_id(register)[ids[0]].summary == "Hàn thêm cữ chặn."
    register.merging.undo(ids[0], "thu")
    after = by_id(register)
    assert after[ids[0]].summary == "Hàn lại.", "the newest reading of the machine"
    assert [after[key] for key in ids[1:]] == [item for item in before if item.id != ids[0]]


def test_a_newer_version_of_the_survivor_tells_who_sent_it(register: Register, ids: list[str]) -> None:
    merged(register, *ids)
    newer = sent(register, b"newer", 20, "Công đoàn Xưởng Mẫu", summary="Hàn thêm hai cữ.")
    from schemas.version import DossierVersion

    links = Versions([DossierVersion(newer[:-4], ids[0][:-4], 2)], [RowVersion(newer, ids[0], ids[0], True)])
    register.sent_again.save(links)
    assert by_id(register)[ids[0]].status == Status.REGISTERED
    register.accept(newer, register.reading(newer).accepted, "thu")
    found = by_id(register)
    assert {key: found[key].status for key in (ids[0], newer)} == {ids[0]: Status.DUPLICATE, newer: Status.REGISTERED}
    assert found[newer].merged_from == ids[1:]
    assert [found[key].status for key in ids[1:]] == [Status.DUPLICATE] * 2
    register.merging.undo(ids[0], "thu")
    assert by_id(register)[newer].merged_from == []


def test_a_group_of_forty(register: Register) -> None:
    key = received(register, b"many")
    register.save(key, result(*(reading(n, f"{TITLES[0]} {n}") for n in range(1, 41))))
    rows = [f"{key}-{n:03d}" for n in range(1, 41)]
    for other in rows[1:]:
        register.judge(alike(rows[0], other), Judgement.SAME, "thu")
    merged(register, rows[5])
    assert len(by_id(register)[rows[0]].submitters) == 40
    assert len(register.merging.undo(rows[7], "thu")) == 40


def test_taking_it_apart_keeps_what_people_decided_since(register: Register, ids: list[str]) -> None:
    merged(register, ids[0])
    register.decide(ids[0], Status.REJECTED, "ba")
    register.decide(ids[1], Status.REJECTED, "ba")
    register.merging.undo(ids[0], "thu")
    found = by_id(register)
    assert [found[key].status for key in ids] == [Status.REJECTED, Status.REJECTED, Status.DUPLICATE]


def test_what_was_put_together_is_taken_apart_as_a_whole(register: Register, ids: list[str]) -> None:
    merged(register, ids[0])
    row = register.answers.row(ids[0])
    assert row
    with pytest.raises(PutTogether, match="--undo"):
        register.answers.take_back(ids[0], row.version, "thu")
    mended = register.answers.give(ids[0], row.version, [Answer("title", {"title": "Giá treo"})], "thu")
    back = register.answers.take_back(ids[0], mended.version, "thu")
    assert back.reading == row.reading
    with pytest.raises(PutTogether):
        register.answers.take_back(ids[0], back.version, "thu")
    assert register.merging.undo(ids[0], "thu") == ids


def test_a_row_that_another_stands_for_is_not_counted_beside_it(register: Register, ids: list[str]) -> None:
    merged(register, *ids)
    with pytest.raises(SovangError, match=f"merge {ids[1]} --undo"):
        register.decide(ids[1], Status.REGISTERED, "ba")
    assert by_id(register)[ids[1]].status is Status.DUPLICATE
    register.decide(ids[1], Status.REJECTED, "ba")
    register.decide(ids[0], Status.REGISTERED, "ba")
