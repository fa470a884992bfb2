"""Innovations and what was read of them: a new reading supersedes, a person's outlives every rerun."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from register import audit, pairs
from register.clock import now
from register.slots import Row, assign, principal, row_of
from register.status import settle
from register.tables import innovation, reading
from schemas.dossier import DossierResult
from schemas.innovation import Accepted, Reading


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
    latest = _latest(connection, dossier_id)
    slots = assign({slot: row for slot, (_, row) in latest.items()}, [row_of(r) for r in result.readings])
    for slot, item in zip(slots, result.readings, strict=True):
        innovation_id = latest[slot][0] if slot in latest else _create(connection, dossier_id, slot)
        _keep(connection, innovation_id, item, result.engine)
        settle_programme(connection, innovation_id, item, result.letter.programme)
    unseen = [latest[slot][0] for slot in latest if slot not in slots]
    if result.readings or result.error is None:
        _withdraw(connection, unseen)
    settle(connection, [f"{dossier_id}-{slot:03d}" for slot in {*slots, *latest}])


def settle_programme(connection: sa.Connection, innovation_id: str, item: Reading, letters: str | None) -> None:
    values = {"programme": item.programme or letters, "phase": item.phase}
    connection.execute(innovation.update().where(innovation.c.id == innovation_id).values(values))


def accept(connection: sa.Connection, innovation_id: str, accepted: Accepted, person: str) -> None:
    """Puts a person's values in force, beside what was read; nothing is left to check."""
    before = live_reading(connection, innovation_id)
    after = before.model_copy(update={"accepted": accepted, "review_fields": []})
    change = {"before": before.accepted.model_dump(mode="json"), "after": accepted.model_dump(mode="json")}
    _supersede(connection, innovation_id, after, "", person)
    audit.note(connection, "accepted", innovation_id, change, person)
    settle(connection, [innovation_id])


def live_reading(connection: sa.Connection, innovation_id: str) -> Reading:
    """Raises NoResultFound for an unknown or withdrawn innovation."""
    live = reading.c.live & (reading.c.innovation_id == innovation_id)
    return Reading.model_validate(connection.execute(sa.select(reading.c.data).where(live)).scalar_one())


def history(connection: sa.Connection, innovation_id: str) -> list[Revision]:
    """Every reading that was ever kept, oldest first."""
    query = sa.select(reading).where(reading.c.innovation_id == innovation_id).order_by(reading.c.id)
    rows = connection.execute(query)
    return [Revision(Reading.model_validate(r.data), r.live, r.at, r.engine, r.person) for r in rows]


def _latest(connection: sa.Connection, dossier_id: str) -> dict[int, tuple[str, Row]]:
    """slot → (id, row) by the newest machine reading of each innovation, withdrawn ones too: they may come back."""
    query = (
        sa.select(innovation.c.id, innovation.c.slot, reading.c.data)
        .join_from(innovation, reading)
        .where(innovation.c.dossier_id == dossier_id, reading.c.person.is_(None))
        .order_by(reading.c.id)
    )
    return {r.slot: (r.id, row_of(Reading.model_validate(r.data))) for r in connection.execute(query)}


def _create(connection: sa.Connection, dossier_id: str, slot: int) -> str:
    innovation_id = f"{dossier_id}-{slot:03d}"
    row = {"id": innovation_id, "dossier_id": dossier_id, "slot": slot, "status": "needs_review", "created_at": now()}
    connection.execute(innovation.insert().values(row))
    return innovation_id


def _keep(connection: sa.Connection, innovation_id: str, item: Reading, engine: str) -> None:
    """Puts a machine's reading in force, unless it is the one in force or a person has spoken."""
    query = sa.select(reading.c.digest, reading.c.live, reading.c.person)
    kept = connection.execute(query.where(reading.c.innovation_id == innovation_id).order_by(reading.c.id)).all()
    digest = _digest(item)
    if any(r.live and r.person for r in kept):
        machine = [r.digest for r in kept if not r.person]
        if digest not in machine[-1:]:
            _insert(connection, innovation_id, item, {"live": False, "engine": engine, "person": None})
    elif not any(r.live and r.digest == digest for r in kept):
        _supersede(connection, innovation_id, item, engine, None)


def _withdraw(connection: sa.Connection, innovation_ids: list[str]) -> None:
    if not innovation_ids:
        return
    unaccepted = reading.c.live & reading.c.person.is_(None) & reading.c.innovation_id.in_(innovation_ids)
    gone = connection.scalars(reading.update().where(unaccepted).values(live=False).returning(reading.c.innovation_id))
    left = sorted(gone)
    pairs.drop_suggestions(connection, left)
    for innovation_id in left:
        audit.note(connection, "withdrawn", innovation_id)


def _supersede(connection: sa.Connection, innovation_id: str, item: Reading, engine: str, person: str | None) -> None:
    live = reading.c.live & (reading.c.innovation_id == innovation_id)
    connection.execute(reading.update().where(live).values(live=False))
    _insert(connection, innovation_id, item, {"live": True, "engine": engine, "person": person})
    connection.execute(innovation.update().where(innovation.c.id == innovation_id).values(compared=None))


def _insert(connection: sa.Connection, innovation_id: str, item: Reading, values: dict[str, object]) -> None:
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
    row = {"innovation_id": innovation_id, "digest": _digest(item), "at": now(), "data": item.model_dump(mode="json")}
    connection.execute(reading.insert().values(**row, **values, **found, **place))


def _digest(item: Reading) -> str:
    content = json.dumps(item.model_dump(mode="json"), sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()
