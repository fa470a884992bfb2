"""Groups of three and more: found around any of their members, settled in one go, and taken back in one go."""

from __future__ import annotations

from itertools import pairwise

import pytest

from register import Register
from register.groups import Group
from register.judgements import Saying
from register.verdicts import Changed
from schemas.errors import SovangError
from schemas.match import Comparison, Judgement
from tests.register.builders import alike, reading, received, result

SAME = Saying(Judgement.SAME, "lan", "một việc")


@pytest.fixture
def ids(register: Register) -> list[str]:
    """Four rows of four dossiers in a chain of pairs: 0–1, 1–2, 2–3; and two more that are a pair of their own."""
    found = []
    for number in range(6):
        dossier_id = received(register, f"hồ sơ {number}".encode())
        register.save(dossier_id, result(reading(1, f"Giá treo ống mềm số {number}")))
        found.append(f"{dossier_id}-001")
    chain = [(0, 1, 0.9), (1, 2, 0.6), (2, 3, 0.8), (4, 5, 0.7)]
    register.save_pairs([alike(found[a], found[b], score) for a, b, score in chain], found)
    return found


def group(register: Register, key: str) -> Group:
    found = register.verdicts.group(key)
    assert found
    return found


def held(register: Register, one: str, other: str) -> Judgement | None:
    pair = register.judging.of(one, other)
    return pair.judgement if pair else None


def test_every_member_leads_to_the_same_group_and_weak_bridges_are_marked(register: Register, ids: list[str]) -> None:
    assert {group(register, key).members for key in ids[:4]} == {tuple(ids[:4])}
    assert len({group(register, key).stamp for key in ids[:4]}) == 1
    assert {link.ends: link.weak for link in group(register, ids[0]).links} == {
        (ids[0], ids[1]): True,
        (ids[1], ids[2]): True,
        (ids[2], ids[3]): True,
    }
    assert register.verdicts.group(ids[4]) is None, "a pair is no group"


def test_the_groups_around_are_those_of_the_whole_register(register: Register, ids: list[str]) -> None:
    from register.grouping import grouped

    whole = {(p.id_a, p.id_b): p.cluster for p in grouped(register.database)}
    for key in ids[:4]:
        assert all(whole[link.ends] == group(register, key).id for link in group(register, key).links)


def test_all_are_one_and_it_is_taken_back_in_one_go(register: Register, ids: list[str]) -> None:
    found = group(register, ids[2])
    assert len(register.verdicts.settle([found.members], found.stamp, SAME)) == 3
    assert [held(register, a, b) for a, b in pairwise(ids[:4])] == ["same"] * 3
    assert register.merging.waiting() == [ids[:4]]
    act = register.verdicts.acts(ids[0])[0]
    assert (act.person, len(act.words), act.members) == ("lan", 3, ids[:4])
    assert register.verdicts.undo(ids[3], (act.person, act.at), "minh") == ids[:4]
    assert [held(register, a, b) for a, b in pairwise(ids[:4])] == ["suggested"] * 3
    assert register.verdicts.acts(ids[0]) == []
    with pytest.raises(SovangError, match="không còn"):
        register.verdicts.undo(ids[3], (act.person, act.at), "minh")


def test_one_is_dropped_and_the_others_stay_joined(register: Register, ids: list[str]) -> None:
    """The one that is dropped held the others together: these get a word of their own."""
    found = group(register, ids[0])
    parts = [[ids[0], ids[2], ids[3]], [ids[1]]]
    register.verdicts.settle(parts, found.stamp, SAME)
    assert held(register, ids[0], ids[1]) is Judgement.DIFFERENT
    assert held(register, ids[1], ids[2]) is Judgement.DIFFERENT
    assert held(register, ids[2], ids[3]) is Judgement.SAME
    assert register.merging.waiting() == [[ids[0], ids[2], ids[3]]]
    after = group(register, ids[0])
    assert after.members == (ids[0], ids[2], ids[3])


def test_a_group_is_split_in_two(register: Register, ids: list[str]) -> None:
    found = group(register, ids[0])
    register.verdicts.settle([ids[:2], ids[2:4]], found.stamp, SAME)
    assert register.merging.waiting() == [ids[:2], ids[2:4]]
    assert held(register, ids[1], ids[2]) is Judgement.DIFFERENT
    assert register.verdicts.group(ids[0]) is None


def test_what_somebody_said_meanwhile_is_not_overwritten(register: Register, ids: list[str]) -> None:
    found = group(register, ids[0])
    register.judging.judge(alike(ids[1], ids[2]), Judgement.SERIES, "minh")
    with pytest.raises(Changed, match="minh"):
        register.verdicts.settle([found.members], found.stamp, SAME)
    assert held(register, ids[0], ids[1]) is Judgement.SUGGESTED


def test_what_is_settled_already_gets_no_second_word(register: Register, ids: list[str]) -> None:
    register.judging.judge(alike(ids[0], ids[1]), Judgement.SAME, "minh", "đã xem")
    found = group(register, ids[0])
    assert (ids[0], ids[1]) not in register.verdicts.settle([found.members], found.stamp, SAME)
    pair = register.judging.of(ids[0], ids[1])
    assert pair
    assert (pair.person, pair.why) == ("minh", "đã xem")


def test_unsure_leaves_every_open_pair_as_seen(register: Register, ids: list[str]) -> None:
    found = group(register, ids[0])
    register.verdicts.settle([found.members], found.stamp, Saying(Judgement.UNSURE, "lan"))
    assert [held(register, a, b) for a, b in pairwise(ids[:4])] == ["unsure"] * 3
    assert not any(link.waits_for("lan") for link in group(register, ids[0]).links)


def test_what_the_machine_found_stays_beside_the_word(register: Register, ids: list[str]) -> None:
    found = group(register, ids[0])
    register.verdicts.settle([found.members], found.stamp, SAME)
    pair = register.judging.of(ids[1], ids[2])
    assert pair
    assert (pair.score, pair.reasons[0].code) == (0.6, "same-title")


def test_a_text_that_very_many_fill_in_makes_no_group(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("register.groups._LONGEST", 3)
    dossier_id = received(register)
    register.save(dossier_id, result(*(reading(n, f"Dòng {n}") for n in range(1, 8))))
    keys = [f"{dossier_id}-00{n}" for n in range(1, 8)]
    pairs = [Comparison(id_a=a, id_b=b, score=0.9, verdict="same") for a, b in pairwise(keys)]
    register.save_pairs(pairs, keys)
    assert register.verdicts.group(keys[0]) is None
    assert len([one for one in register.queue.pieces(50) if one.kind == "pair"]) == 6


def test_everything_ever_said_of_two_is_told(register: Register, ids: list[str]) -> None:
    for said, person in ((Judgement.DIFFERENT, "lan"), (Judgement.SERIES, "minh"), (Judgement.SAME, "lan")):
        register.judging.judge(alike(ids[0], ids[1]), said, person)
    told = register.judging.ever_said(ids[1], ids[0])
    assert [(str(word.judgement), word.person, live) for word, live in told] == [
        ("same", "lan", True),
        ("series", "minh", True),
        ("different", "lan", False),
    ]
