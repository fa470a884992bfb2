"""Groups of three and more innovations that may be one, worked out around some of them instead of for a whole register.

A group lies within one chain of pairs, so all pairs of that chain give the same groups as all pairs there are.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from register.db import batches
from register.tables import PAIR_LIVE, pair
from schemas.clusters import Cluster, Edge, cluster
from schemas.graphs import Ends, Forest
from schemas.match import APART, Judgement, Kind

_LONGEST = 500  # innovations of a chain; a longer one is no group but a text that all fill in
_COLUMNS = ("id_a", "id_b", "score", "verdict", "kind", "judgement", "person", "proposed", "reopened", "at")


@dataclass(frozen=True, slots=True)
class Link:
    """One pair of a group, as a machine found it or as a person judged it."""

    ends: Ends
    score: float
    judgement: Judgement
    person: str | None
    proposed: str | None
    reopened: str | None
    at: dt.datetime
    weak: bool = False  # without it the group falls apart

    def waits_for(self, person: str) -> bool:
        """Whether this person can settle it: whoever called it copied cannot be the second one too."""
        mine = bool(person) and (self.proposed or "").casefold() == person.casefold()
        return bool(self.reopened) or (not mine and (self.judgement == Judgement.SUGGESTED or bool(self.proposed)))


@dataclass(frozen=True, slots=True)
class Group:
    """`links`: every pair in force between its members, the likeliest first."""

    members: tuple[str, ...]
    links: Sequence[Link] = ()

    @property
    def id(self) -> str:
        return self.members[0]

    @property
    def stamp(self) -> str:
        """Changes with whatever is said of the group: an answer is given to what was shown."""
        told = [(*link.ends, str(link.judgement), link.reopened or "", link.at.isoformat()) for link in self.links]
        return hashlib.sha256(repr((self.members, sorted(told))).encode()).hexdigest()[:24]


def around(connection: sa.Connection, innovation_ids: Iterable[str]) -> list[Group]:
    """Groups of three and more that have one of these in them, by their first members."""
    asked = {*innovation_ids}
    rows, loose = _chains(connection, asked)
    found = cluster(
        (Edge(row.id_a, row.id_b, row.score, row.verdict == "same") for row in rows if _alike(row)),
        ((row.id_a, row.id_b) for row in rows if row.judgement == Judgement.SAME),
        ((row.id_a, row.id_b) for row in rows if row.judgement in APART),
    )
    mine = [one for one in found.groups if len(one.members) > 2 and asked & {*one.members}]
    return [Group(one.members, _links(rows, one)) for one in mine if not loose & {*one.members}]


def of_members(connection: sa.Connection, members: Iterable[str]) -> Group:
    """These innovations with the pairs in force between them, whether they make a group or not."""
    ids = tuple(sorted({*members}))
    return Group(ids, _links(_touching(connection, ids), Cluster(ids[0], ids)))


def _links(rows: Iterable[sa.Row[Any]], group: Cluster) -> list[Link]:
    inner = [row for row in rows if row.id_a in group.members and row.id_b in group.members]
    found = [
        Link(
            *((row.id_a, row.id_b), row.score, Judgement(row.judgement), row.person, row.proposed, row.reopened),
            row.at,
            (row.id_a, row.id_b) in group.bridges,
        )
        for row in inner
    ]
    return sorted(found, key=lambda link: (-link.score, link.ends))


def _chains(connection: sa.Connection, asked: set[str]) -> tuple[list[sa.Row[Any]], set[str]]:
    """All pairs of the chains that these are in, and the innovations of chains that were too long to follow."""
    rows: dict[Ends, sa.Row[Any]] = {}
    forest, known, fresh, loose = Forest(), set[str](), {*asked}, set[str]()
    while fresh:
        for row in _touching(connection, sorted(fresh)):
            rows[(row.id_a, row.id_b)] = row
            if _alike(row) or row.judgement == Judgement.SAME:
                forest.join(row.id_a, row.id_b)
        known |= fresh
        chains = forest.groups()
        loose = {end for members in chains if len(members) > _LONGEST for end in members}
        fresh = {end for members in chains for end in members} - known - loose
    return [*rows.values()], loose


def _alike(row: sa.Row[Any]) -> bool:
    return bool(row.kind != Kind.SERIES and row.verdict != "different" and row.judgement not in APART)


def _touching(connection: sa.Connection, ids: Sequence[str]) -> list[sa.Row[Any]]:
    query = sa.select(*(pair.c[name] for name in _COLUMNS)).where(PAIR_LIVE)
    found: dict[Ends, sa.Row[Any]] = {}
    for batch in batches(ids):
        for end in (pair.c.id_a, pair.c.id_b):
            found |= {(row.id_a, row.id_b): row for row in connection.execute(query.where(end.in_(batch)))}
    return [found[key] for key in sorted(found)]
