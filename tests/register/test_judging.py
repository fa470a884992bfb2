"""A person's word is kept by what the two innovations say: it holds in every later run, and can be taken back."""

from __future__ import annotations

import datetime as dt

import pytest

from register import Register
from register.pairs import Pair
from schemas.errors import SovangError
from schemas.innovation import Status
from schemas.match import Judgement
from tests.register.builders import NINE, TITLES, alike, reading, received, result, saved

DAY = dt.timedelta(days=1)


@pytest.fixture
def ids(register: Register) -> list[str]:
    """The first row of two dossiers, which say the same thing in other words."""
    one, two = received(register, b"one"), received(register, b"two", NINE + DAY)
    register.save(one, result(reading(1, TITLES[0])))
    register.save(two, result(reading(1, f"{TITLES[0]} rừng trồng")))
    return [f"{one}-001", f"{two}-001"]


def again(register: Register, title: str, content: bytes = b"again", unit: str = "Công đoàn Xưởng Khác") -> str:
    """A dossier of another unit that says what one row says; its innovation."""
    key = received(register, content, NINE + 9 * DAY)
    found = result(reading(1, title))
    register.save(key, found.model_copy(update={"letter": found.letter.model_copy(update={"issuing_unit": unit})}))
    return f"{key}-001"


def the(register: Register, one: str, two: str) -> Pair:
    found = register.judging.of(one, two)
    assert found is not None
    return found


def test_a_word_holds_for_the_same_content_in_another_dossier(register: Register, ids: list[str]) -> None:
    register.judging.judge(alike(*ids), Judgement.DIFFERENT, "thu", "khác máy")
    third = again(register, f"  {TITLES[0].upper()}\nrừng trồng. ")
    assert register.save_pairs([alike(ids[0], third)], [third], "m1") == 0
    pair = the(register, ids[0], third)
    assert (pair.judgement, pair.person, pair.why, pair.waits) == (Judgement.DIFFERENT, "thu", "khác máy", False)
    assert register.judging.waiting() == []


def test_the_same_content_again_is_a_duplicate_though_no_machine_finds_it(register: Register, ids: list[str]) -> None:
    register.judging.judge(alike(*ids), Judgement.SAME, "thu")
    third = again(register, f"{TITLES[0]} rừng trồng")
    assert register.save_pairs([], [third]) == 0
    assert the(register, ids[0], third).judgement == Judgement.SAME
    states = {i.id: i.status for i in register.innovations()}
    assert states == {ids[0]: Status.REGISTERED, ids[1]: Status.DUPLICATE, third: Status.DUPLICATE}


def test_other_accents_are_another_content(register: Register, ids: list[str]) -> None:
    register.judging.judge(alike(*ids), Judgement.DIFFERENT, "thu")
    third = again(register, f"{TITLES[0]} rưng trồng")
    assert register.save_pairs([alike(ids[0], third)], [third]) == 1
    assert the(register, ids[0], third).judgement == Judgement.SUGGESTED


def test_a_pair_of_the_same_contents_that_waits_is_settled_with_it(register: Register, ids: list[str]) -> None:
    third = again(register, f"{TITLES[0]} rừng trồng")
    register.save_pairs([alike(ids[0], ids[1]), alike(ids[0], third)], [*ids, third])
    register.judging.judge(alike(*ids), Judgement.SERIES, "thu")
    assert [p.judgement for p in register.pairs()] == [Judgement.SERIES, Judgement.SERIES]
    register.judging.undo(*ids, person="ba")
    assert {p.judgement for p in register.judging.waiting()} == {Judgement.SUGGESTED}
    assert len(register.judging.waiting()) == 2


def test_a_changed_record_is_asked_again_with_what_was_said_and_what_changed(
    register: Register, ids: list[str]
) -> None:
    register.save_pairs([alike(*ids)], ids)
    register.judging.judge(alike(*ids), Judgement.DIFFERENT, "thu")
    register.save(ids[1][:-4], result(reading(1, TITLES[0], summary="Hàn thêm cữ")))
    assert register.save_pairs([alike(*ids)], [ids[1]]) == 1
    pair = the(register, *ids)
    assert (pair.judgement, pair.person, pair.waits) == (Judgement.SUGGESTED, None, True)
    assert pair.reopened is not None
    assert pair.reopened.startswith("thu, ")
    assert pair.reopened.endswith(f"không trùng; từ đó đã đổi tên sáng kiến, tóm tắt nội dung của {ids[1]}")
    assert register.save_pairs([alike(*ids)], [ids[1]]) == 0, "said once"
    register.judging.judge(alike(*ids), Judgement.DIFFERENT, "thu")
    assert register.save_pairs([alike(*ids)], ids) == 0
    assert register.judging.waiting() == []


def test_a_record_that_says_the_old_thing_again_has_the_old_word(register: Register, ids: list[str]) -> None:
    register.judging.judge(alike(*ids), Judgement.DIFFERENT, "thu")
    register.save(ids[1][:-4], result(reading(1, TITLES[0])))
    register.save_pairs([alike(*ids)], [ids[1]])
    assert len(register.judging.waiting()) == 1
    register.save(ids[1][:-4], result(reading(1, f"{TITLES[0]} rừng trồng")))
    register.save_pairs([alike(*ids)], [ids[1]])
    assert the(register, *ids).judgement == Judgement.DIFFERENT


@pytest.mark.parametrize("found", [True, False])
def test_what_was_one_stays_one_until_a_person_looks_again(register: Register, ids: list[str], found: bool) -> None:
    register.judging.judge(alike(*ids), Judgement.SAME, "thu")
    register.save(ids[1][:-4], result(reading(1, TITLES[2])))
    assert register.save_pairs([alike(*ids)] if found else [], [ids[1]]) == 1
    pair = the(register, *ids)
    assert (pair.judgement, pair.waits) == (Judgement.SAME, True)
    assert register.counts().suggested_pairs == 1
    assert {i.id: i.status for i in register.innovations()}[ids[1]] == Status.DUPLICATE
    assert register.save_pairs([], ids) == 0
    register.judging.judge(alike(*ids), Judgement.DIFFERENT, "thu")
    assert {i.id: i.status for i in register.innovations()}[ids[1]] == Status.REGISTERED
    assert register.counts().suggested_pairs == 0


def test_copying_needs_two_people(register: Register, ids: list[str]) -> None:
    register.save_pairs([alike(*ids)], ids)
    register.judging.judge(alike(*ids), Judgement.COPIED, "Thu", "nguyên văn")
    register.judging.judge(alike(*ids), Judgement.COPIED, "thu")
    pair = the(register, *ids)
    assert (pair.judgement, pair.person, pair.proposed, pair.waits) == (Judgement.SUGGESTED, None, "Thu", True)
    register.save_pairs([], ids)
    assert the(register, *ids).proposed == "Thu", "a machine does not drop it"
    register.judging.judge(alike(*ids), Judgement.COPIED, "ba")
    pair = the(register, *ids)
    assert (pair.judgement, pair.person, pair.proposed, pair.waits) == (Judgement.COPIED, "ba", None, False)
    assert {i.status for i in register.innovations()} == {Status.REGISTERED}, "only the same innovation is a duplicate"


def test_another_answer_of_the_second_person_holds(register: Register, ids: list[str]) -> None:
    register.judging.judge(alike(*ids), Judgement.COPIED, "thu")
    register.judging.judge(alike(*ids), Judgement.DIFFERENT, "ba")
    pair = the(register, *ids)
    assert (pair.judgement, pair.person, pair.waits) == (Judgement.DIFFERENT, "ba", False)


def test_undoing_brings_back_what_was_said_before(register: Register, ids: list[str]) -> None:
    register.save_pairs([alike(*ids)], ids, "m1")
    register.judging.judge(alike(*ids), Judgement.SAME, "thu")
    register.judging.judge(alike(*ids), Judgement.DIFFERENT, "ba")
    assert register.judging.undo(ids[1], ids[0], "ba") == Judgement.DIFFERENT
    assert (the(register, *ids).judgement, the(register, *ids).person) == (Judgement.SAME, "thu")
    assert {i.id: i.status for i in register.innovations()}[ids[1]] == Status.DUPLICATE
    register.judging.undo(*ids, person="ba")
    pair = the(register, *ids)
    assert (pair.judgement, pair.person, pair.model) == (Judgement.SUGGESTED, None, "m1")
    assert {i.status for i in register.innovations()} == {Status.REGISTERED}
    with pytest.raises(SovangError, match="Chưa ai thẩm định"):
        register.judging.undo(*ids, person="ba")
    told = [line["action"] for line in register.audit(" ".join(ids))]
    assert told == ["judged", "judged", "judgement-undone", "judgement-undone"]


def test_a_pair_that_no_machine_suggested_is_gone_when_the_word_is_taken_back(
    register: Register, ids: list[str]
) -> None:
    none = alike(*ids, 0.01).model_copy(update={"verdict": "different"})
    register.judging.judge(none, Judgement.SERIES, "thu")
    assert the(register, *ids).judgement == Judgement.SERIES
    register.judging.undo(*ids, person="thu")
    assert register.pairs() == []


def test_nobody_judges_what_is_not_there(register: Register, ids: list[str]) -> None:
    with pytest.raises(SovangError, match="Không có sáng kiến HS0000-00000-001"):
        register.judging.judge(alike(ids[0], "HS0000-00000-001"), Judgement.SAME, "thu")
    with pytest.raises(ValueError, match="suggested"):
        register.judging.judge(alike(*ids), Judgement.SUGGESTED, "thu")


def test_every_word_is_kept_with_what_was_judged(register: Register, ids: list[str]) -> None:
    register.judging.judge(alike(*ids), Judgement.SAME, "thu", "cùng máy")
    register.save(ids[1][:-4], result(reading(1, TITLES[2])))
    [(word, one, two)] = register.judging.words()
    assert (word.judgement, word.person, word.reason) == (Judgement.SAME, "thu", "cùng máy")
    assert {one.title, two.title} == {TITLES[0], f"{TITLES[0]} rừng trồng"}


def test_a_second_run_over_everything_changes_nothing(register: Register, ids: list[str]) -> None:
    more = saved(register, b"more")
    every = [*ids, *more]
    found = [alike(*ids), alike(ids[0], more[0], 0.8), alike(more[1], more[2], 0.7)]
    register.save_pairs(found, every)
    for pair, said in zip(register.pairs(), (Judgement.SAME, Judgement.SERIES, Judgement.UNSURE), strict=True):
        register.judging.judge(pair, said, "thu")
    register.save_pairs(found, every)
    before = register.pairs()
    assert len(before) == 4, "two rows say the same: the first word is about both"
    assert register.save_pairs(found, every) == register.save_pairs([], every) == 0
    assert register.pairs() == before


def test_a_row_called_the_same_counts_again_when_the_earlier_one_is_withdrawn(register: Register) -> None:
    """And stands back once more when that one returns: one of the two always counts."""
    first, second = received(register, b"mot"), received(register, b"hai")
    for dossier_id in (first, second):
        register.save(dossier_id, result(reading(1, "Giá treo ống mềm"), reading(2, f"Riêng của {dossier_id}")))
    ends = f"{first}-001", f"{second}-001"
    register.judging.judge(alike(*ends), Judgement.SAME, "lan")

    def statuses() -> dict[str, str]:
        return {one.id: str(one.status) for one in register.innovations() if one.id in ends}

    assert statuses() == {ends[0]: "registered", ends[1]: "duplicate"}
    register.save(first, result(reading(2, f"Riêng của {first}"), engine="2"))
    assert statuses() == {ends[1]: "registered"}
    register.save(first, result(reading(1, "Giá treo ống mềm"), reading(2, f"Riêng của {first}"), engine="3"))
    assert statuses() == {ends[0]: "registered", ends[1]: "duplicate"}
