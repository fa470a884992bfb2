"""An innovation's status: what a person set, else what its reading and its judged pairs say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from register import audit, lines, mates
from register.db import batches
from register.search import index
from register.tables import PAIR_LIVE, dossier, innovation, pair, reading
from register.unsettled import mark, of_rows
from schemas.innovation import Status
from schemas.match import Judgement


def settle(connection: sa.Connection, innovation_ids: Iterable[str]) -> None:
    """Writes the status of each anew, and of its other versions; the same rows always give the same status."""
    given = {*innovation_ids}
    given |= mates.homes(connection, given).keys() | _partners(connection, given)
    every = lines.whole(connection, given)
    mark(connection, of_rows(every))
    for batch in batches(sorted(every)):
        others = {*batch} - given  # which version counts may change: the matcher compares that one
        connection.execute(innovation.update().where(innovation.c.id.in_(others)).values(compared=None))
        later = _later_ones(connection, batch) | lines.aside(connection, batch)[0]
        doubtful = _doubtful_ones(connection, batch) - later
        clear = {*batch} - later - doubtful
        for status, ids in ((Status.DUPLICATE, later), (Status.NEEDS_REVIEW, doubtful), (Status.REGISTERED, clear)):
            unset = innovation.c.id.in_(ids & {*batch}) & innovation.c.status_by.is_(None)
            connection.execute(innovation.update().where(unset).values(status=status))
        index.sync(connection, batch)


def decide(connection: sa.Connection, innovation_id: str, status: Status, person: str) -> None:
    """Sets a status by a person's word; no rerun and no pair changes it again.

    Raises SovangError where another one stands for the row: it would be counted twice.
    """
    if status not in lines.CLOSED:
        mates.forbid_counting(connection, innovation_id)
    one = innovation.c.id == innovation_id
    before = connection.execute(sa.select(innovation.c.status).where(one)).scalar_one()
    connection.execute(innovation.update().where(one).values(status=status, status_by=person))
    audit.note(connection, "decided", innovation_id, {"before": before, "after": str(status)}, person)
    settle(connection, [innovation_id])


def _doubtful_ones(connection: sa.Connection, innovation_ids: Sequence[str]) -> set[str]:
    doubtful = reading.c.live & (reading.c.doubts > 0) & reading.c.innovation_id.in_(innovation_ids)
    return set(connection.scalars(sa.select(reading.c.innovation_id).where(doubtful)))


def _later_ones(connection: sa.Connection, innovation_ids: Sequence[str]) -> set[str]:
    """Those that a person called the same as one that came earlier; all versions of a row came with its first."""
    touching = pair.c.id_a.in_(innovation_ids) | pair.c.id_b.in_(innovation_ids)
    query = sa.select(pair.c.id_a, pair.c.id_b).where(PAIR_LIVE, pair.c.judgement == Judgement.SAME, touching)
    same = connection.execute(query).tuples().all()
    ends = {end for ends in same for end in ends}
    root = lines.roots(connection, {*ends, *innovation_ids})
    home = _homes(connection, {*ends, *innovation_ids, *root, *root.values()})
    times = _received(connection, {*ends, *root.values(), *home.values()})
    there = {root.get(key, key) for key in _in_force(connection, lines.whole(connection, ends))}
    later = {first for first, survivor in home.items() if first != survivor}
    for one, two in same:
        rows = root.get(one, one), root.get(two, two)
        if not there.issuperset(rows):
            continue  # nothing comes after a row that was withdrawn
        first, second = (home.get(row, row) for row in rows)
        if first != second:
            later.add(max(first, second, key=lambda key: (times[key], key)))
        elif rows[0] == rows[1]:  # two versions of one row; of two rows put together one stands for both
            later.add(max(one, two, key=lambda key: (times[key], key)))
    return {key for key in innovation_ids if key in later or (root.get(key) in later)}


def _partners(connection: sa.Connection, innovation_ids: set[str]) -> set[str]:
    """Those that a person called the same as one of these: whether they count hangs on it."""
    found: set[str] = set()
    for batch in batches(sorted(innovation_ids)):
        for own, other in ((pair.c.id_a, pair.c.id_b), (pair.c.id_b, pair.c.id_a)):
            same = sa.select(other).where(PAIR_LIVE, pair.c.judgement == Judgement.SAME, own.in_(batch))
            found.update(connection.scalars(same))
    return found


def _in_force(connection: sa.Connection, innovation_ids: set[str]) -> set[str]:
    found: set[str] = set()
    for batch in batches(sorted(innovation_ids)):
        live = reading.c.live & reading.c.innovation_id.in_(batch)
        found.update(connection.scalars(sa.select(reading.c.innovation_id).where(live)))
    return found


def _homes(connection: sa.Connection, innovation_ids: set[str]) -> dict[str, str]:
    """First version of a row that was put together with others → that of the row that stands for all."""
    found = mates.homes(connection, innovation_ids)
    root = lines.roots(connection, {*found, *found.values()})
    return {root.get(member, member): root.get(survivor, survivor) for member, survivor in found.items()}


def _received(connection: sa.Connection, innovation_ids: set[str]) -> dict[str, dt.datetime]:
    found: dict[str, dt.datetime] = {}
    for batch in batches(sorted(innovation_ids)):
        query = sa.select(innovation.c.id, dossier.c.received_at).join_from(innovation, dossier)
        found.update(connection.execute(query.where(innovation.c.id.in_(batch))).tuples().all())
    return found
