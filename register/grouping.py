"""Pairs with the group that they belong to, within what people said of them; some at a time, however many they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from register.db import Database, batches
from register.pairs import Pair
from register.tables import PAIR_LIVE, pair
from schemas.clusters import Clusters, Edge, cluster
from schemas.graphs import Ends
from schemas.match import APART, Judgement, Kind

_WAITS = (pair.c.judgement == Judgement.SUGGESTED) | pair.c.proposed.is_not(None) | pair.c.reopened.is_not(None)


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


@dataclass(frozen=True, slots=True)
class _Groups:
    found: Clusters
    home: dict[str, str]
    bridges: set[Ends]

    def of(self, row: sa.Row[tuple[object, ...]]) -> GroupedPair:
        ends = (row.id_a, row.id_b)
        both = self.home[row.id_a] if self.home.get(row.id_a) == self.home.get(row.id_b, "") else None
        marks = {"cluster": both, "bridge": ends in self.bridges, "parted": ends in self.found.parted}
        marks |= {"crowded": ends in self.found.crowded, "conflict": ends in self.found.conflicts}
        return GroupedPair.model_validate({**row._mapping, **marks})


def grouped(database: Database, *, waiting: bool = False) -> Iterator[GroupedPair]:
    """All of a register's pairs, or those that wait for a person; the likeliest first."""
    listed = sa.select(pair.c.id).where(PAIR_LIVE).order_by(pair.c.score.desc(), pair.c.id_a, pair.c.id_b)
    with database.read() as connection:
        groups = _groups(connection)
        ids = connection.scalars(listed.where(_WAITS) if waiting else listed).all()
    for batch in batches(ids):
        with database.read() as connection:
            found = {row.id: row for row in connection.execute(sa.select(pair).where(pair.c.id.in_(batch)))}
        yield from (groups.of(found[key]) for key in batch)


def how_many(database: Database, *, waiting: bool = False) -> int:
    counted = sa.select(sa.func.count()).select_from(pair).where(PAIR_LIVE)
    with database.read() as connection:
        return connection.scalar(counted.where(_WAITS) if waiting else counted) or 0


def group_of(database: Database, id_a: str, id_b: str) -> GroupedPair | None:
    """One pair; None when the register holds none of the two."""
    low, high = sorted((id_a, id_b))
    with database.read() as connection:
        one = sa.select(pair).where(PAIR_LIVE, pair.c.id_a == low, pair.c.id_b == high)
        row = connection.execute(one).one_or_none()
        return _groups(connection).of(row) if row is not None else None


def _groups(connection: sa.Connection) -> _Groups:
    """What people called one joins, what they parted does not; all else as the machine sees it."""
    columns = (pair.c.id_a, pair.c.id_b, pair.c.score, pair.c.verdict, pair.c.kind, pair.c.judgement)
    rows = connection.execute(sa.select(*columns).where(PAIR_LIVE)).all()
    must = [(row.id_a, row.id_b) for row in rows if row.judgement == Judgement.SAME]
    cannot = [(row.id_a, row.id_b) for row in rows if row.judgement in APART]
    alike = (row for row in rows if row.kind != Kind.SERIES and row.verdict != "different")
    found = cluster((Edge(row.id_a, row.id_b, row.score, row.verdict == "same") for row in alike), must, cannot)
    home = {member: group.id for group in found.groups for member in group.members}
    return _Groups(found, home, {ends for group in found.groups for ends in group.bridges})
