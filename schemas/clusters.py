"""Pairs → groups that are one innovation, within what people said.

What a person called one always joins; what a person parted stays apart though a chain of others joins it: it is cut
where it is weakest. A group that only doubtful pairs hold together stays small: a text that half the country fills in
makes no innovation of its fifty users. The same pairs in any order give the same groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from schemas.graphs import Ends, Forest, bridges, ordered

MOST_DOUBTFUL = 6  # sure groups or single records that doubtful pairs may hold together
MOST_SURE = 12  # the same for sure pairs, unless most of the group were found alike one by one
_DENSE, _NEVER = 0.5, 2.0  # share of a group's pairs that were found
_STEP = 0.05  # scores nearer than this are cut together


@dataclass(frozen=True, slots=True)
class Edge:
    """A pair. `sure`: safe to accept without a person."""

    one: str
    other: str
    score: float
    sure: bool = False

    @property
    def ends(self) -> Ends:
        return ordered(self.one, self.other)


@dataclass(frozen=True, slots=True)
class Cluster:
    """`id`: its first member; `bridges`: doubtful pairs without which a group of three and more falls apart."""

    id: str
    members: tuple[str, ...]
    bridges: frozenset[Ends] = frozenset()


@dataclass(frozen=True, slots=True)
class Clusters:
    """Groups of two and more, by id, and the pairs that join none.

    `parted`: where a chain between two that people parted was cut; `crowded`: of a group that would be too large;
    `conflicts`: parted by one person's word, joined by others'.
    """

    groups: list[Cluster] = field(default_factory=list)
    parted: frozenset[Ends] = frozenset()
    crowded: frozenset[Ends] = frozenset()
    conflicts: frozenset[Ends] = frozenset()


def cluster(edges: Iterable[Edge], must: Iterable[Ends] = (), cannot: Iterable[Ends] = ()) -> Clusters:
    """`must`: what people called one; `cannot`: what they parted."""
    joined, apart = {ordered(*ends) for ends in must}, {ordered(*ends) for ends in cannot}
    found = [edge for edge in _strongest(edges) if edge.ends not in joined | apart]
    forest = Forest()
    for ends in sorted(joined):
        forest.join(*ends)
    conflicts = {ends for ends in apart if forest.root(ends[0]) == forest.root(ends[1])}
    for ends in sorted(apart - conflicts):
        forest.part(*ends)
    sure = [edge for edge in found if edge.sure]
    left = _join(forest, sure, _uncrowded(sure, forest, MOST_SURE, _DENSE))
    doubtful = [edge for edge in found if not edge.sure]
    left |= _join(forest, doubtful, _uncrowded(doubtful, forest, MOST_DOUBTFUL, _NEVER))
    alone = {edge.ends: left[edge.ends] for edge in found if edge.ends in left and not forest.together(*edge.ends)}
    groups = _marked(forest.groups(), found, joined, alone)
    parted = {ends for ends, refused in alone.items() if refused}
    return Clusters(groups, frozenset(parted), frozenset(alone.keys() - parted), frozenset(conflicts))


def _strongest(edges: Iterable[Edge]) -> list[Edge]:
    """Each pair once, the best first; ties in order of their ends."""
    best: dict[Ends, Edge] = {}
    for edge in edges:
        known = best.get(edge.ends)
        if edge.one != edge.other and (known is None or (edge.sure, edge.score) > (known.sure, known.score)):
            best[edge.ends] = edge
    return sorted(best.values(), key=lambda edge: (not edge.sure, -edge.score, edge.ends))


def _join(forest: Forest, edges: Sequence[Edge], kept: set[Ends]) -> dict[Ends, bool]:
    """Joins the strongest first, so that what people's words refuse is the weakest link of its chain.

    Returns what joined nothing, and whether that was for people's words.
    """
    refused = {edge.ends for edge in edges if edge.ends in kept and not forest.join(edge.one, edge.other)}
    return {edge.ends: edge.ends in refused for edge in edges if edge.ends in refused or edge.ends not in kept}


def _uncrowded(edges: Sequence[Edge], forest: Forest, most: int, dense: float) -> set[Ends]:
    """The pairs that are left when every group that would be too large has lost its weakest ones."""
    kept: set[Ends] = set()
    waiting = [list(edges)]
    while waiting:
        for group in _grouped(waiting.pop(), forest):
            pairs = {ordered(forest.root(edge.one), forest.root(edge.other)) for edge in group}
            size = len({root for ends in pairs for root in ends})
            if size <= most or len(pairs) >= dense * size * (size - 1) / 2:
                kept |= {edge.ends for edge in group}
            else:
                weakest = min(edge.score for edge in group)
                waiting.append([edge for edge in group if edge.score >= weakest + _STEP])
    return kept


def _grouped(edges: Sequence[Edge], forest: Forest) -> list[list[Edge]]:
    """By the groups that they would make of what is joined already."""
    loose = Forest()
    for edge in edges:
        loose.join(forest.root(edge.one), forest.root(edge.other))
    found: dict[str, list[Edge]] = {}
    for edge in edges:
        found.setdefault(loose.root(forest.root(edge.one)), []).append(edge)
    return list(found.values())


def _marked(groups: list[list[str]], found: Sequence[Edge], joined: set[Ends], alone: Iterable[Ends]) -> list[Cluster]:
    inner = {*joined, *(edge.ends for edge in found)} - {*alone}
    doubtful = {edge.ends for edge in found if not edge.sure}
    home = {member: members[0] for members in groups for member in members}
    weak: dict[str, set[Ends]] = {}
    for ends in bridges(inner) & doubtful:
        weak.setdefault(home[ends[0]], set()).add(ends)
    return [
        Cluster(members[0], tuple(members), frozenset(weak.get(members[0], ()) if len(members) > 2 else ()))
        for members in groups
    ]
