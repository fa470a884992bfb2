"""Rows that people called one innovation, put together: planned, applied and undone, each in one transaction.

Nothing is edited: the survivor gets a reading of its own that says what all say together, the others step back as
duplicates, and what every member was before is kept, so that undoing it restores exactly that.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import sqlalchemy as sa

from register import audit, innovations, lines, mates
from register.clock import now
from register.completion import conclude_for
from register.db import batches
from register.gone import without
from register.judging_tables import merged, merging
from register.status import settle
from register.tables import PAIR_LIVE, dossier, innovation, pair, reading
from schemas.errors import SovangError
from schemas.graphs import Forest
from schemas.innovation import Reading, Status
from schemas.match import Judgement
from schemas.merge import CELLS, Merged, Side, merge


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be put together. `readings`: what was in force of each member when this was made."""

    survivor: str
    readings: Mapping[str, int]
    told: Mapping[str, str]
    result: Merged

    @property
    def members(self) -> list[str]:
        return sorted(self.readings)


def plan(connection: sa.Connection, asked: Sequence[str], keep: str | None, told: Mapping[str, str]) -> Plan:
    """`asked`: one innovation, with all that people called the same, or several of those. Raises SovangError.

    `keep`: which one stays, else the earliest; `told`: cell → the innovation that a person takes it from.
    """
    rows = _rows(connection, _members(connection, asked))
    ids = [row.id for row in rows]
    if len(ids) < 2:
        raise SovangError(f"{ids[0]} chưa được kết luận trùng với sáng kiến nào: xem `sovang pairs`.")
    if mixed := sorted({*mates.homes(connection, ids).keys()} & {*ids}):
        raise SovangError(f"{', '.join(mixed)} đã gộp rồi: bỏ gộp trước (`sovang merge {mixed[0]} --undo`).")
    _known("--keep", [] if keep is None else [keep], ids)
    _known("--set", told.values(), ids)
    if wrong := sorted({*told} - CELLS.keys()):
        raise SovangError(f"Không có mục {', '.join(wrong)}: ghi một trong {', '.join(CELLS)}.")
    survivor = keep or ids[0]
    if any(row.status == Status.REJECTED and row.id == survivor for row in rows):
        raise SovangError(f"{survivor} đã bị loại khỏi sổ: chọn dòng khác để giữ bằng --keep.")
    sides = [Side(row.id, Reading.model_validate(row.data), bool(row.person), row.received_at) for row in rows]
    result = merge(sides, survivor, told)
    result = replace(result, reading=without(connection, survivor, result.reading))
    return Plan(survivor, {row.id: row.reading for row in rows}, dict(told), result)


def apply(connection: sa.Connection, wanted: Plan, person: str, reason: str) -> None:
    """Raises SovangError when a member has changed since the plan was made: its person has not seen that."""
    fresh = plan(connection, wanted.members, wanted.survivor, wanted.told)
    if fresh.readings != wanted.readings:
        raise SovangError("Có sáng kiến vừa thay đổi sau khi bạn xem: hãy xem lại rồi gộp.")
    before = {row.id: row for row in _rows(connection, wanted.members)}
    merged_reading = innovations.put_in_force(connection, wanted.survivor, wanted.result.reading, person)
    row = {"live": True, "survivor_id": wanted.survivor, "reading_id": merged_reading, "person": person, "at": now()}
    sources = {choice.field: choice.source for choice in wanted.result.choices}
    values = {**row, "sources": sources, "told": {**wanted.told}, "reason": reason}
    key = connection.scalar(merging.insert().values(values).returning(merging.c.id))
    kept = [
        {"merging_id": key, "innovation_id": one, "live": True, "reading_id": was.reading}
        | {"status": was.status, "status_by": was.status_by}
        for one, was in before.items()
    ]
    connection.execute(merged.insert(), kept)
    others = [one for one in wanted.members if one != wanted.survivor]
    closed = {"status": Status.DUPLICATE, "status_by": person, "compared": None}
    for batch in batches(others):
        connection.execute(innovation.update().where(innovation.c.id.in_(batch)).values(closed))
    detail = {"members": wanted.members, "sources": sources, "told": {**wanted.told}, "reason": reason}
    audit.note(connection, "merged", wanted.survivor, detail, person)
    _settle(connection, wanted.members)


def answered_since(connection: sa.Connection, innovation_id: str) -> str | None:
    """The one that stands for all, where a person has changed it since; None else. Raises SovangError."""
    one = _merging_of(connection, innovation_id)
    mine = sa.select(reading.c.id, reading.c.person).where(reading.c.live, reading.c.innovation_id == one.survivor_id)
    held = connection.execute(mine).one()
    return str(one.survivor_id) if held.person and held.id != one.reading_id else None


def _merging_of(connection: sa.Connection, innovation_id: str) -> sa.Row[Any]:
    """The one in force that an innovation is part of. Raises SovangError."""
    mine = sa.select(merged.c.merging_id).where(merged.c.live, merged.c.innovation_id == innovation_id)
    one = connection.execute(sa.select(merging).where(merging.c.live, merging.c.id.in_(mine))).one_or_none()
    if one is None:
        raise SovangError(f"{innovation_id} không nằm trong lần gộp nào: không có gì để bỏ.")
    return one


def undo(connection: sa.Connection, innovation_id: str, person: str) -> list[str]:
    """Takes apart what this innovation was put together in; returns its members. Raises SovangError."""
    one = _merging_of(connection, innovation_id)
    members = connection.execute(sa.select(merged).where(merged.c.merging_id == one.id)).all()
    in_force = connection.scalar(
        sa.select(reading.c.id).where(reading.c.live, reading.c.innovation_id == one.survivor_id)
    )
    connection.execute(merging.update().where(merging.c.id == one.id).values(live=False))
    connection.execute(merged.update().where(merged.c.merging_id == one.id).values(live=False))
    for row in members:
        mine = innovation.c.id == row.innovation_id
        connection.execute(innovation.update().where(mine).values(compared=None))
        was = (row.status, row.status_by) if row.innovation_id == one.survivor_id else (Status.DUPLICATE, one.person)
        as_put = innovation.c.status_by.is_(None) if was[1] is None else innovation.c.status_by == was[1]
        as_put &= sa.true() if was[1] is None else innovation.c.status == was[0]  # else a person has decided since
        values = {"status": row.status, "status_by": row.status_by}
        connection.execute(innovation.update().where(mine, as_put).values(values))
        if row.innovation_id == one.survivor_id:
            innovations.bring_back(connection, row.innovation_id, row.reading_id)
    ids = sorted(row.innovation_id for row in members)
    detail = {"members": ids, "accepted_since": in_force != one.reading_id}
    audit.note(connection, "merge-undone", one.survivor_id, detail, person)
    _settle(connection, ids)
    return ids


@dataclass(frozen=True, slots=True)
class Done:
    """What was put together, and stands. `members`: the survivor among them."""

    survivor: str
    members: list[str]
    person: str
    at: dt.datetime
    reason: str


def done(connection: sa.Connection, most: int, innovation_id: str | None = None) -> list[Done]:
    """What is put together now, the newest first; or what one innovation was put together in."""
    query = sa.select(merging).where(merging.c.live)
    if innovation_id is not None:
        mine = sa.select(merged.c.merging_id).where(merged.c.live, merged.c.innovation_id == innovation_id)
        query = query.where(merging.c.id.in_(mine))
    rows = connection.execute(query.order_by(merging.c.id.desc()).limit(most)).all()
    of: dict[int, list[str]] = {}
    inner = sa.select(merged.c.merging_id, merged.c.innovation_id).order_by(merged.c.innovation_id)
    for batch in batches([row.id for row in rows]):
        for key, member in connection.execute(inner.where(merged.c.merging_id.in_(batch))).tuples():
            of.setdefault(key, []).append(member)
    return [Done(row.survivor_id, of[row.id], row.person, row.at, row.reason) for row in rows]


def waiting(connection: sa.Connection, most: int | None = None) -> list[list[str]]:
    """Groups that people called one innovation and that are not put together yet; all, or some of them."""
    query = sa.select(pair.c.id_a, pair.c.id_b).where(PAIR_LIVE, pair.c.judgement == Judgement.SAME)
    ends = connection.execute(query.order_by(pair.c.id_a, pair.c.id_b)).tuples().all()
    home = mates.homes(connection, {end for both in ends for end in both})
    open_ = [both for both in ends if home.get(both[0], both[0]) != home.get(both[1], both[1])]
    every, forest = lines.whole(connection, {end for both in ends for end in both}), Forest()
    for one, other in (*ends, *lines.roots(connection, every).items()):
        forest.join(one, other)
    asked = {*islice(dict.fromkeys(forest.root(both[0]) for both in open_), most)}
    together = [group for group in forest.groups() if forest.root(group[0]) in asked]
    replaced, waits = lines.aside(connection, {one for group in together for one in group})
    found = [sorted({*group} - replaced - waits) for group in together]
    return sorted(group for group in found if len(group) > 1)


def _members(connection: sa.Connection, asked: Sequence[str]) -> list[str]:
    """The versions that count of what was asked for, or of all that people called the same as the one asked for."""
    first = _counting(connection, asked)
    known, fresh = {*first}, {*first}
    while fresh:
        every = lines.whole(connection, fresh)
        mine = pair.c.id_a.in_(every) | pair.c.id_b.in_(every)
        query = sa.select(pair.c.id_a, pair.c.id_b).where(PAIR_LIVE, pair.c.judgement == Judgement.SAME, mine)
        fresh = {*_counting(connection, {end for both in connection.execute(query).tuples() for end in both})} - known
        known |= fresh
    if len(first) == 1:
        return sorted(known)
    alone = sorted({*first} - {*_members(connection, [first[0]])})
    if alone:
        raise SovangError(
            f"Chưa ai kết luận {', '.join(alone)} trùng với {first[0]}: dùng `sovang pairs … --same` trước."
        )
    return sorted(first)


def _counting(connection: sa.Connection, innovation_ids: Iterable[str]) -> list[str]:
    """Of each row the version that counts."""
    found = lines.whole(connection, innovation_ids)
    replaced, waits = lines.aside(connection, found)
    return sorted(found - replaced - waits)


def _rows(connection: sa.Connection, ids: Sequence[str]) -> list[sa.Row[Any]]:
    """Members with their readings in force, the earliest first. Raises SovangError for those that are not in force."""
    columns = (innovation.c.id, innovation.c.status, innovation.c.status_by, dossier.c.received_at)
    query = sa.select(*columns, reading.c.id.label("reading"), reading.c.data, reading.c.person)
    query = query.join_from(innovation, reading).join(dossier).where(reading.c.live, innovation.c.id.in_(ids))
    rows = connection.execute(query.order_by(dossier.c.received_at, innovation.c.id)).all()
    if missing := sorted({*ids} - {row.id for row in rows}):
        raise SovangError(f"Không có sáng kiến {', '.join(missing)} trong sổ: xem mã bằng `sovang find`.")
    return list(rows)


def _known(option: str, given: Iterable[str], ids: Sequence[str]) -> None:
    if wrong := sorted({*given} - {*ids}):
        raise SovangError(f"{option}: {', '.join(wrong)} không nằm trong nhóm {', '.join(ids)}.")


def _settle(connection: sa.Connection, ids: Sequence[str]) -> None:
    settle(connection, ids)
    conclude_for(connection, ids)
