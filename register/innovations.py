"""Innovations and what was read of them: a new reading supersedes, a person's outlives every rerun."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

import sqlalchemy as sa

from register import audit, pairs
from register.clock import now
from register.db import batches
from register.gone import without
from register.search import index
from register.slots import Row, assign, principal, row_of
from register.status import settle
from register.tables import innovation, reading
from register.unsettled import mark
from schemas.dossier import DossierResult
from schemas.innovation import Accepted, Reading, Status
from schemas.text import fold

_BRIEF = "2:"
_SEEN = (
    *(innovation.c.id, innovation.c.slot, innovation.c.programme, innovation.c.phase),
    *(reading.c.digest, reading.c.live, reading.c.person, reading.c.title, reading.c.principal),
    *(reading.c.sha256, reading.c.page, reading.c.row, reading.c.derived),
)


@dataclass(frozen=True, slots=True)
class Revision:
    """One reading as it was kept; `person` is who accepted it, null when a machine read it."""

    reading: Reading
    live: bool
    at: Any
    engine: str
    person: str | None


def save(connection: sa.Connection, dossier_id: str, result: DossierResult) -> None:
    """Gives every reading its innovation. Rows that are not seen any more step back unless a person accepted them."""
    kept = _kept(connection, dossier_id)
    slots = assign({slot: k.row for slot, k in kept.items()}, [row_of(r) for r in result.readings])
    found = dict(zip(slots, result.readings, strict=True))
    _name(connection, dossier_id, found, kept, result.letter.programme)
    changed = {s: r for s, r in found.items() if s not in kept or not _says(kept[s].machine, r) or not kept[s].live}
    _put(connection, dossier_id, changed, kept, result.engine)
    if result.readings or result.error is None:
        _withdraw(connection, [k.id for slot, k in kept.items() if slot not in found])
    settle(connection, [_id(dossier_id, slot) for slot in {*found, *kept}])


def accept(connection: sa.Connection, innovation_id: str, accepted: Accepted, person: str) -> None:
    """Puts a person's values in force, beside what was read; nothing is left to check."""
    before = live_reading(connection, innovation_id)
    after = before.model_copy(update={"accepted": accepted, "review_fields": []})
    change = {"before": before.accepted.model_dump(mode="json"), "after": accepted.model_dump(mode="json")}
    put_in_force(connection, innovation_id, after, person)
    audit.note(connection, "accepted", innovation_id, change, person)
    settle(connection, [innovation_id])


def put_in_force(connection: sa.Connection, innovation_id: str, item: Reading, person: str) -> int:
    """A person's word about a row, which reruns no longer change; the number of the reading. What follows is settled
    by the caller.
    """
    _retire(connection, [innovation_id])
    row = _row(innovation_id, item, {"live": True, "engine": "", "person": person})
    key = connection.scalar(reading.insert().values(row).returning(reading.c.id))
    _name_phase(connection, innovation_id, item.phase)
    return int(key or 0)


def bring_back(connection: sa.Connection, innovation_id: str, reading_id: int) -> None:
    """Puts an earlier reading in force again; of a machine's the newest, should it have read again since."""
    own = reading.c.innovation_id == innovation_id
    before = connection.execute(sa.select(reading).where(own, reading.c.id == reading_id)).one()
    if before.person is None and not before.derived:
        before = connection.execute(_newest(innovation_id, reading.c.person.is_(None) & ~reading.c.derived)).one()
    _retire(connection, [innovation_id])
    values = {**before._mapping, "live": True, "at": now()}
    del values["id"]
    connection.execute(reading.insert(), [values])  # a line of its own: the history stays in the order of time
    _name_phase(connection, innovation_id, Reading.model_validate(before.data).phase)


def follow(connection: sa.Connection, innovation_id: str, wanted: Reading | None) -> bool:
    """Puts in force what follows from other versions of the row, or with None what was read.

    Never over a person's word. Returns whether that changed anything.
    """
    live = connection.execute(_newest(innovation_id, reading.c.live)).one_or_none()
    if live is None or live.person is not None:
        return False
    read = connection.execute(_newest(innovation_id, reading.c.person.is_(None) & ~reading.c.derived)).one()
    item = without(connection, innovation_id, wanted or Reading.model_validate(read.data))
    _name_phase(connection, innovation_id, item.phase)
    if _says(live.digest, item):
        return False
    _retire(connection, [innovation_id])
    held = {"live": True, "engine": read.engine, "person": None, "derived": wanted is not None}
    connection.execute(reading.insert(), [_row(innovation_id, item, held)])
    return True


def _name_phase(connection: sa.Connection, innovation_id: str, phase: str | None) -> None:
    other = (innovation.c.id == innovation_id) & innovation.c.phase.is_distinct_from(phase)
    connection.execute(innovation.update().where(other).values(phase=phase))


def _newest(innovation_id: str, which: sa.ColumnElement[bool]) -> sa.Select[Any]:
    own = sa.select(reading).where(reading.c.innovation_id == innovation_id, which)
    return own.order_by(reading.c.id.desc()).limit(1)


def live_reading(connection: sa.Connection, innovation_id: str) -> Reading:
    """Raises NoResultFound for an unknown or withdrawn innovation."""
    live = reading.c.live & (reading.c.innovation_id == innovation_id)
    return Reading.model_validate(connection.execute(sa.select(reading.c.data).where(live)).scalar_one())


def history(connection: sa.Connection, innovation_id: str) -> list[Revision]:
    """Every reading that was ever kept, oldest first."""
    query = sa.select(reading).where(reading.c.innovation_id == innovation_id).order_by(reading.c.id)
    rows = connection.execute(query)
    return [Revision(Reading.model_validate(r.data), r.live, r.at, r.engine, r.person) for r in rows]


def append(connection: sa.Connection, dossier_id: str, rows: Sequence[tuple[Reading, str | None]], person: str) -> None:
    """Adds readings after the dossier's last one. A status that is given is `person`'s word."""
    last = sa.select(sa.func.max(innovation.c.slot)).where(innovation.c.dossier_id == dossier_id)
    first, moment = (connection.scalar(last) or 0) + 1, now()
    held: list[dict[str, object]] = []
    read: list[dict[str, Any]] = []
    ids = [_id(dossier_id, slot) for slot in range(first, first + len(rows))]
    for slot, key, (item, status) in zip(count(first), ids, rows, strict=False):
        own = {"id": key, "dossier_id": dossier_id, "slot": slot, "created_at": moment}
        said = status if status in (Status.DUPLICATE, Status.REJECTED) else None
        found = Status.NEEDS_REVIEW if item.review_fields else Status.REGISTERED
        place = {"programme": item.programme, "phase": item.phase}
        held.append({**own, **place, "status": said or found, "status_by": person if said else None})
        read.append(_row(key, item, {"live": True, "engine": "import", "person": None}))
    if held:
        connection.execute(innovation.insert(), held)
        connection.execute(reading.insert(), read)
        index.enter(connection, {key: row["data"] for key, row in zip(ids, read, strict=True)})
        mark(connection, [dossier_id])


@dataclass(slots=True)
class _Kept:
    """What is known of one innovation: its newest machine reading, and whether it or a person's is in force."""

    id: str
    named: tuple[str | None, str | None]  # programme, phase
    row: Row
    machine: str = ""  # digest
    live: bool = False
    person: str | None = None  # of the reading in force


def _kept(connection: sa.Connection, dossier_id: str) -> dict[int, _Kept]:
    """By slot; withdrawn innovations too: they may come back."""
    query = sa.select(*_SEEN).join_from(innovation, reading).where(innovation.c.dossier_id == dossier_id)
    found: dict[int, _Kept] = {}
    for r in connection.execute(query.order_by(reading.c.id)):
        row = Row((r.sha256, r.page, r.row), fold(r.title), fold(r.principal))
        kept = found.setdefault(r.slot, _Kept(r.id, (r.programme, r.phase), row))
        if r.live:
            kept.live, kept.person = True, r.person
        if r.person is None and not r.derived:
            kept.row, kept.machine = row, r.digest
    return found


def _name(
    connection: sa.Connection,
    dossier_id: str,
    found: dict[int, Reading],
    kept: dict[int, _Kept],
    letters: str | None,
) -> None:
    """Makes new innovations, and gives old ones the programme and phase that hold now."""
    names = {slot: (r.programme or letters, r.phase) for slot, r in found.items()}
    common = {"dossier_id": dossier_id, "status": Status.NEEDS_REVIEW, "created_at": now()}
    new = [
        {"id": _id(dossier_id, slot), "slot": slot, "programme": named[0], "phase": named[1], **common}
        for slot, named in names.items()
        if slot not in kept
    ]
    if new:
        connection.execute(innovation.insert(), new)
    for slot, named in names.items():
        if slot in kept and kept[slot].named != named:
            values = {"programme": named[0], "phase": named[1]}
            connection.execute(innovation.update().where(innovation.c.id == kept[slot].id).values(values))


def named_anew(connection: sa.Connection, dossier_id: str, before: str | None, after: str | None) -> None:
    """Gives the rows that had their letter's programme the one that holds now."""
    mine = (innovation.c.dossier_id == dossier_id) & innovation.c.programme.is_not_distinct_from(before)
    ids = sorted(connection.scalars(sa.select(innovation.c.id).where(mine)))
    connection.execute(innovation.update().where(mine).values(programme=after))
    settle(connection, ids)


def _put(
    connection: sa.Connection, dossier_id: str, changed: dict[int, Reading], kept: dict[int, _Kept], engine: str
) -> None:
    """Puts machine readings in force; beside a person's reading they are kept only."""
    spoken = {slot for slot in changed if slot in kept and kept[slot].person}
    _retire(connection, [kept[slot].id for slot in changed if slot in kept and slot not in spoken])
    rows = [
        _row(_id(dossier_id, slot), item, {"live": slot not in spoken, "engine": engine, "person": None})
        for slot, item in changed.items()
    ]
    if rows:
        connection.execute(reading.insert(), rows)


def _withdraw(connection: sa.Connection, innovation_ids: list[str]) -> None:
    for batch in batches(innovation_ids):
        unaccepted = reading.c.live & reading.c.person.is_(None) & reading.c.innovation_id.in_(batch)
        gone = sorted(connection.scalars(sa.select(reading.c.innovation_id).where(unaccepted)))
        _retire(connection, gone)
        connection.execute(innovation.update().where(innovation.c.id.in_(gone)).values(compared=""))
        pairs.drop_suggestions(connection, gone)
        for innovation_id in gone:
            audit.note(connection, "withdrawn", innovation_id)


def withdraw(connection: sa.Connection, innovation_id: str) -> None:
    """Takes a row out of force whoever spoke of it; what follows is settled by the caller."""
    _retire(connection, [innovation_id])
    connection.execute(innovation.update().where(innovation.c.id == innovation_id).values(compared=""))
    pairs.drop_suggestions(connection, [innovation_id])


def _retire(connection: sa.Connection, innovation_ids: list[str]) -> None:
    """Takes the readings in force out of force; what follows them was never compared."""
    for batch in batches(innovation_ids):
        live = reading.c.live & reading.c.innovation_id.in_(batch)
        connection.execute(reading.update().where(live).values(live=False))
        connection.execute(innovation.update().where(innovation.c.id.in_(batch)).values(compared=None))


def _row(innovation_id: str, item: Reading, values: dict[str, object]) -> dict[str, object]:
    accepted, source = item.accepted, item.source
    author = principal(accepted.authors)
    found = {
        "title": accepted.title,
        "principal": author.full_name if author else "",
        "unit": author.workplace if author else "",
        "phone": author.phone if author else None,
        "ordinal": accepted.ordinal,
        "doubts": len(item.review_fields),
    }
    place = {"sha256": source.sha256, "page": source.page, "row": source.row}
    data = item.model_dump(mode="json", exclude_defaults=True)
    row = {"innovation_id": innovation_id, "digest": f"{_BRIEF}{hashed(data)}", "at": now(), "data": data}
    return {**row, **values, **found, **place}


def columns_of(item: Reading) -> dict[str, object]:
    """The columns that follow from a reading, for what was erased from it."""
    return {k: v for k, v in _row("", item, {}).items() if k not in ("innovation_id", "at")}


def hashed(data: object) -> str:
    """Of what is stored; a digest that begins with `_BRIEF` is of values without their defaults."""
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def _says(digest: str, item: Reading) -> bool:
    """Whether a kept digest is that of this reading, also one of earlier versions."""
    brief = digest.startswith(_BRIEF)
    return digest.removeprefix(_BRIEF) == hashed(item.model_dump(mode="json", exclude_defaults=brief))


def _id(dossier_id: str, slot: int) -> str:
    return f"{dossier_id}-{slot:03d}"
