from __future__ import annotations

from matchers.clusters import clusters
from schemas.match import Comparison, Kind


def pair(one: str, other: str, verdict: str = "same", kind: Kind = Kind.DUPLICATE) -> Comparison:
    return Comparison.model_validate({"id_a": one, "id_b": other, "score": 0.9, "verdict": verdict, "kind": kind})


def test_what_is_no_duplicate_joins_nothing() -> None:
    found = clusters([pair("a", "b"), pair("b", "c", "different", Kind.SERIES), pair("c", "d", "review")])
    assert [group.members for group in found.groups] == [("a", "b"), ("c", "d")]


def test_people_part_and_join() -> None:
    found = clusters([pair("a", "b"), pair("b", "c")], must=[("c", "d")], cannot=[("a", "c")])
    assert [group.members for group in found.groups] == [("a", "b"), ("c", "d")]
