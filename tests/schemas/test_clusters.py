"""Groups within what people said; the same whatever the order."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.clusters import MOST_DOUBTFUL, MOST_SURE, Clusters, Edge, cluster
from schemas.graphs import Ends, Forest, bridges, ordered


def members(found: Clusters) -> list[list[str]]:
    return [list(group.members) for group in found.groups]


def sure(*pairs: str) -> list[Edge]:
    return [Edge(pair[0], pair[1], 0.95, True) for pair in pairs]


def test_pairs_that_touch_become_one_group() -> None:
    assert members(cluster(sure("cb", "ab", "xy"))) == [["a", "b", "c"], ["x", "y"]]
    assert members(cluster([])) == []


def test_one_word_parts_two_that_a_chain_joins_at_its_weakest_link() -> None:
    chain = [Edge("a", "b", 0.99, True), Edge("b", "c", 0.7), Edge("c", "d", 0.8)]
    assert members(cluster(chain)) == [["a", "b", "c", "d"]]
    found = cluster(chain, cannot=[("d", "a")])
    assert members(found) == [["a", "b"], ["c", "d"]]
    assert found.parted == {("b", "c")}


def test_a_doubtful_link_gives_way_before_a_sure_one_of_a_lower_score() -> None:
    chain = [Edge("a", "b", 0.9, True), Edge("b", "c", 0.95)]
    assert members(cluster(chain, cannot=[("a", "c")])) == [["a", "b"]]


def test_what_a_person_called_one_always_joins() -> None:
    found = cluster(sure("ab"), must=[("b", "c"), ("c", "d")], cannot=[("a", "d")])
    assert members(found) == [["b", "c", "d"]]
    assert found.parted == {("a", "b")}
    found = cluster([], must=[("b", "c"), ("c", "d")], cannot=[("b", "d")])
    assert members(found) == [["b", "c", "d"]]
    assert found.conflicts == {("b", "d")}


def test_a_template_of_many_strangers_makes_no_group() -> None:
    rows = [f"r{n:02}" for n in range(58)]
    template = [Edge(a, b, 0.6 + 0.0005 * (len(a) + n % 7)) for n, (a, b) in enumerate(combinations(rows, 2))]
    found = cluster([*template, *sure("xy"), Edge("r01", "r02", 0.97, True)])
    assert members(found) == [["r01", "r02"], ["x", "y"]]
    assert len(found.crowded) == len(template) - 1
    few = [edge for edge in template if max(edge.ends) < f"r{MOST_DOUBTFUL:02}"]
    assert members(cluster(few)) == [rows[:MOST_DOUBTFUL]]


def test_a_long_chain_of_sure_pairs_falls_apart_and_a_crowd_alike_one_by_one_does_not() -> None:
    rows = [f"r{n:02}" for n in range(MOST_SURE + 6)]
    chain = [Edge(a, b, 0.9 + 0.09 * (n % 3), True) for n, (a, b) in enumerate(pairwise(rows))]
    assert max(len(group) for group in members(cluster(chain))) <= MOST_SURE
    crowd = [Edge(a, b, 0.95, True) for a, b in combinations(rows, 2)]
    assert members(cluster(crowd)) == [rows]


def test_weak_bridges_are_marked() -> None:
    two = [*sure("ab", "bc", "ac", "xy", "yz", "xz"), Edge("c", "x", 0.6)]
    assert [group.bridges for group in cluster(two).groups] == [{("c", "x")}]
    assert cluster([*two, Edge("a", "z", 0.6)]).groups[0].bridges == frozenset()
    assert cluster([Edge("a", "b", 0.6)]).groups[0].bridges == frozenset(), "two records are no chain"
    assert cluster(two, must=[("c", "x")]).groups[0].bridges == frozenset(), "a person's word is no weak link"


IDS = st.sampled_from("abcdefghij")
PAIRS = st.lists(st.tuples(IDS, IDS).filter(lambda ends: ends[0] != ends[1]), max_size=6)
EDGES = st.lists(
    st.builds(Edge, IDS, IDS, st.sampled_from([0.4, 0.5, 0.7, 0.9, 0.98]), st.booleans()).filter(
        lambda edge: edge.one != edge.other
    ),
    max_size=25,
)


@given(EDGES, PAIRS, PAIRS, st.randoms())
def test_order_makes_no_difference(
    edges: list[Edge], must: list[Ends], cannot: list[Ends], chance: random.Random
) -> None:
    found = cluster(edges, must, cannot)
    turned = [Edge(e.other, e.one, e.score, e.sure) if chance.random() < 0.5 else e for e in edges]
    for items in (turned, must, cannot):
        chance.shuffle(items)
    assert cluster([*turned, *turned[:3]], must, cannot) == found
    assert all(group.id == group.members[0] == min(group.members) for group in found.groups)


@given(EDGES, PAIRS, PAIRS)
def test_peoples_words_hold(edges: list[Edge], must: list[Ends], cannot: list[Ends]) -> None:
    found = cluster(edges, must, cannot)
    home = {member: group.id for group in found.groups for member in group.members}
    assert len(home) == sum(len(group.members) for group in found.groups)
    said = Forest()
    for ends in must:
        said.join(*ends)
        assert home[ends[0]] == home[ends[1]]
    for one, other in cannot:
        conflict = said.together(one, other)
        assert (ordered(one, other) in found.conflicts) == conflict
        assert conflict or one not in home or home[one] != home.get(other)


@given(EDGES, PAIRS)
def test_every_pair_joins_or_is_told_why_not(edges: list[Edge], cannot: list[Ends]) -> None:
    found = cluster(edges, (), cannot)
    home = {member: group.id for group in found.groups for member in group.members}
    apart = {ordered(*ends) for ends in cannot}
    for edge in edges:
        alone = edge.one not in home or home[edge.one] != home.get(edge.other)
        told = edge.ends in found.parted or edge.ends in found.crowded or edge.ends in apart
        assert alone == told


@given(EDGES)
def test_without_a_bridge_the_group_falls_apart(edges: list[Edge]) -> None:
    ends = {edge.ends for edge in edges}
    weak = bridges(ends)
    for one, other in ends:
        rest = Forest()
        for pair in ends - {(one, other)}:
            rest.join(*pair)
        assert ((one, other) in weak) == (not rest.together(one, other))


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).filter(lambda p: p[0] != p[1]), max_size=200))
def test_doubt_alone_holds_few_together(pairs: list[tuple[int, int]]) -> None:
    found = cluster(Edge(f"{a:02}", f"{b:02}", 0.4 + (a * b % 11) / 20) for a, b in pairs)
    assert all(len(group.members) <= MOST_DOUBTFUL for group in found.groups)
