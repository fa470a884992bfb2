"""A machine suggests; a person's word stays."""

from __future__ import annotations

import datetime as dt

import pytest

from register import Register
from register.pairs import Pair, portions
from schemas.innovation import Status
from schemas.match import Comparison, Judgement
from tests.register.builders import NINE, TITLES, alike, reading, result, saved


@pytest.fixture
def ids(register: Register) -> list[str]:
    return saved(register)


def held(register: Register) -> list[tuple[str, str, float, Judgement]]:
    return [(p.id_a[-3:], p.id_b[-3:], p.score, p.judgement) for p in register.pairs()]


def test_a_pair_is_kept_once_whatever_its_order(register: Register, ids: list[str]) -> None:
    assert register.save_pairs([alike(ids[1], ids[0])], ids, "m1") == 1
    assert register.save_pairs([alike(ids[0], ids[1])], ids, "m1") == 0
    pair = register.pairs()[0]
    assert (pair.id_a, pair.id_b, pair.model, pair.person) == (ids[0], ids[1], "m1", None)
    assert pair.reasons == alike("a", "b").reasons


def test_what_is_different_or_the_same_record_is_no_pair(register: Register, ids: list[str]) -> None:
    other = Comparison(id_a=ids[0], id_b=ids[1], score=0.1, verdict="different")
    assert register.save_pairs([other, alike(ids[2], ids[2])], ids) == 0
    assert register.pairs() == []


def test_compared_records_are_not_compared_again_until_they_read_otherwise(register: Register, ids: list[str]) -> None:
    assert [r.id for r in register.uncompared()] == ids
    register.save_pairs([], ids, "m1")
    assert register.uncompared() == []
    changed = [reading(1, TITLES[0]), reading(2, TITLES[1] + " mới"), reading(3, TITLES[2])]
    register.save(ids[0][:-4], result(*changed))
    assert [r.id for r in register.uncompared()] == [ids[1]]
    assert [r.id for r in register.records()] == ids


def test_a_suggestion_follows_the_newest_comparison(register: Register, ids: list[str]) -> None:
    register.save_pairs([alike(ids[0], ids[1], 0.9), alike(ids[1], ids[2], 0.8)], ids)
    register.save_pairs([alike(ids[0], ids[1], 0.7)], [ids[0]])
    assert held(register) == [
        ("002", "003", 0.8, Judgement.SUGGESTED),  # neither end was compared anew
        ("001", "002", 0.7, Judgement.SUGGESTED),
    ]
    register.save_pairs([], ids)
    assert held(register) == []


@pytest.mark.parametrize("judgement", [Judgement.DIFFERENT, Judgement.SAME, Judgement.UNSURE])
def test_a_judged_pair_is_not_touched_by_a_machine(register: Register, ids: list[str], judgement: Judgement) -> None:
    register.save_pairs([alike(ids[0], ids[1])], ids)
    register.judge(register.pairs()[0], judgement, "thu")
    assert register.save_pairs([alike(ids[0], ids[1], 0.99)], ids) == 0
    register.save_pairs([], ids)
    pair = register.pairs()[0]
    assert (pair.score, pair.judgement, pair.person) == (0.9, judgement, "thu")
    assert register.counts().suggested_pairs == 0


def test_a_person_may_change_their_mind(register: Register, ids: list[str]) -> None:
    register.judge(alike(ids[1], ids[0]), Judgement.SAME, "thu")
    register.judge(alike(ids[0], ids[1]), Judgement.DIFFERENT, "ba")
    assert [(p.judgement, p.person) for p in register.pairs()] == [(Judgement.DIFFERENT, "ba")]
    assert [line["detail"]["after"] for line in register.audit(f"{ids[0]} {ids[1]}")] == ["same", "different"]


def test_the_later_of_two_the_same_is_the_duplicate(register: Register, ids: list[str]) -> None:
    earlier = saved(register, b"earlier", NINE - dt.timedelta(days=30))
    register.judge(alike(ids[0], earlier[0]), Judgement.SAME, "thu")
    assert {i.id for i in register.innovations() if i.status == Status.DUPLICATE} == {ids[0]}
    register.judge(alike(ids[0], earlier[0]), Judgement.DIFFERENT, "thu")
    assert {i.status for i in register.innovations()} == {Status.REGISTERED}


def test_both_ends_show_each_other_as_candidates(register: Register, ids: list[str]) -> None:
    register.save_pairs([alike(ids[0], ids[2])], ids)
    one, two, three = register.innovations()
    assert [(c.innovation_id, c.reasons, c.judgement) for c in one.duplicate_candidates] == [
        (ids[2], ["Trùng tên sáng kiến"], "suggested")
    ]
    assert [c.innovation_id for c in three.duplicate_candidates] == [ids[0]]
    assert two.duplicate_candidates == []


def test_the_matcher_sees_the_principal_first_and_the_sender(register: Register, ids: list[str]) -> None:
    record = register.records()[0]
    assert (record.id, record.authors, record.birth_year) == (ids[0], ["Lò Thử 1"], 1980)
    assert (record.unit, record.sender, record.phone) == ("Tổ Mẫu", "Công đoàn Xưởng Mẫu", "+84900000001")
    assert record.dossier == ids[0][:-4]


def test_thousands_of_pairs_are_saved_at_once(register: Register) -> None:
    many = saved_many(register, 1200)
    pairs = [alike(many[0], other) for other in many[1:]]
    assert register.save_pairs(pairs, many) == 1199
    assert register.uncompared() == []
    assert all(isinstance(p, Pair) for p in register.pairs())


def test_thousands_of_compared_rows_are_saved_in_parts_as_if_at_once(register: Register) -> None:
    many = saved_many(register, 4100)
    near = [alike(a, b) for a, b in zip(many, many[2100:], strict=False)]  # ends in different parts
    apart = [alike(many[5], many[6])]
    assert [len(ids) for _, ids in portions([*near, *apart], many)] == [2000, 2000, 100]
    assert register.save_pairs([*near, *apart], many) == len(near) + 1
    assert register.uncompared() == []
    assert register.save_pairs([*near, *apart], many) == 0
    assert register.save_pairs(apart, many) == 0
    assert [(p.id_a, p.id_b) for p in register.pairs()] == [(many[5], many[6])], "what was not found again steps back"
    assert list(portions(apart, [])) == [(apart, [])]


def saved_many(register: Register, number: int) -> list[str]:
    ids = saved(register, b"many")
    rows = [reading(n, f"Sáng kiến số {n} của tổ {n * 7919}") for n in range(1, number + 1)]
    register.save(ids[0][:-4], result(*rows))
    return [r.id for r in register.records() if r.dossier == ids[0][:-4]]
