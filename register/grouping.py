"""Pairs with the group that they belong to, within what people said of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from register.pairs import Pair
from schemas.clusters import Clusters, Edge, cluster
from schemas.match import APART, Judgement, Kind


class GroupedPair(Pair):
    """`cluster`: the first innovation of the group that both are in, null where they are in none together.

    `bridge`: without this doubtful pair the group falls apart. Not joined: `parted`, because a person called two of the
    chain different; `crowded`, because too many are alike. `conflict`: parted by one word, joined by others.
    """

    cluster: str | None = None
    bridge: bool = False
    parted: bool = False
    crowded: bool = False
    conflict: bool = False


def clusters_of(pairs: Iterable[Pair]) -> Clusters:
    """What people called one joins, what they parted does not; all else as the machine sees it."""
    every = list(pairs)
    must = [(p.id_a, p.id_b) for p in every if p.judgement == Judgement.SAME]
    cannot = [(p.id_a, p.id_b) for p in every if p.judgement in APART]
    alike = (p for p in every if p.kind != Kind.SERIES and p.verdict != "different")
    return cluster((Edge(p.id_a, p.id_b, p.score, p.verdict == "same") for p in alike), must, cannot)


def grouped(pairs: Sequence[Pair]) -> list[GroupedPair]:
    """All of a register's pairs, in the order given."""
    found = clusters_of(pairs)
    home = {member: group.id for group in found.groups for member in group.members}
    bridges = {ends for group in found.groups for ends in group.bridges}
    out = []
    for pair in pairs:
        ends = (pair.id_a, pair.id_b)
        both = home[pair.id_a] if home.get(pair.id_a) == home.get(pair.id_b, "") else None
        marks = {"cluster": both, "bridge": ends in bridges, "parted": ends in found.parted}
        marks |= {"crowded": ends in found.crowded, "conflict": ends in found.conflicts}
        out.append(GroupedPair.model_construct(**{**dict(pair), **marks}))
    return out
