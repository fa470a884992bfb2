"""A person's answers about rows: put in force at once, told to whoever answers second, taken back with one call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from register import audit, completion, innovations
from register.db import Database
from register.status import settle
from register.tables import dossier, innovation, reading
from register.unit_tables import filing
from schemas.answer import Answer, answered
from schemas.errors import SovangError
from schemas.innovation import Reading, Status


class Overtaken(SovangError):
    """Somebody or something else changed the row since it was shown."""

    def __init__(self, by: str | None, at: dt.datetime) -> None:
        who = by or "lượt đọc lại của máy"
        super().__init__(f"Dòng này đã được {who} sửa lúc {at.astimezone():%H:%M %d/%m/%Y}. Xem lại rồi trả lời.")
        self.by, self.at = by, at


@dataclass(frozen=True, slots=True)
class Row:
    """One innovation as a reviewer sees it. `version` names the reading in force: an answer is given to that one."""

    id: str
    version: int
    reading: Reading
    status: Status
    dossier: str
    source_name: str
    unit_id: str | None
    person: str | None  # whose word is in force; None: as a machine read it
    at: dt.datetime


class Answers:
    """Every method is one short transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def row(self, innovation_id: str) -> Row | None:
        """None for an unknown or withdrawn innovation."""
        with self._database.read() as connection:
            return _row(connection, innovation_id)

    def give(self, innovation_id: str, version: int, answers: Sequence[Answer], person: str) -> Row:
        """Puts answers in force. Raises Overtaken, and LookupError for an unknown innovation."""
        with self._database.write() as connection:
            before = _expected(connection, innovation_id, version)
            after = answered(before.reading, answers)
            detail = {
                "asked": [one.asked for one in answers],
                "before": before.reading.accepted.model_dump(mode="json"),
                "after": after.accepted.model_dump(mode="json"),
            }
            innovations.put_in_force(connection, innovation_id, after, person)
            audit.note(connection, "answered", innovation_id, detail, person)
            return _after(connection, innovation_id)

    def take_back(self, innovation_id: str, version: int, person: str) -> Row:
        """Puts in force again what held before one's own last answer.

        Raises Overtaken when it is not the last word any more, LookupError when there is nothing to take back.
        """
        with self._database.write() as connection:
            now = _expected(connection, innovation_id, version)
            if now.person != person:
                raise Overtaken(now.person, now.at)
            older = sa.select(reading).where(reading.c.innovation_id == innovation_id, reading.c.id < version)
            before = connection.execute(older.order_by(reading.c.id.desc()).limit(1)).one_or_none()
            if before is None:
                raise LookupError(innovation_id)
            innovations.bring_back(connection, innovation_id, before.id)
            audit.note(connection, "took-back", innovation_id, {"version": before.id}, person)
            return _after(connection, innovation_id)


def _after(connection: sa.Connection, innovation_id: str) -> Row:
    settle(connection, [innovation_id])
    completion.conclude_for(connection, [innovation_id])
    row = _row(connection, innovation_id)
    if row is None:
        raise LookupError(innovation_id)
    return row


def _expected(connection: sa.Connection, innovation_id: str, version: int) -> Row:
    row = _row(connection, innovation_id)
    if row is None:
        raise LookupError(innovation_id)
    if row.version != version:
        raise Overtaken(row.person, row.at)
    return row


def _row(connection: sa.Connection, innovation_id: str) -> Row | None:
    columns = (innovation.c.status, innovation.c.dossier_id, dossier.c.source_name, filing.c.unit_id)
    filed = (filing.c.dossier_id == innovation.c.dossier_id) & filing.c.live
    joined = sa.select(reading, *columns).join_from(reading, innovation).join(dossier).outerjoin(filing, filed)
    query = joined.where(reading.c.live, innovation.c.id == innovation_id)
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return Row(
        id=innovation_id,
        version=row.id,
        reading=Reading.model_validate(row.data),
        status=Status(row.status),
        dossier=row.dossier_id,
        source_name=row.source_name,
        unit_id=row.unit_id,
        person=row.person,
        at=row.at,
    )
