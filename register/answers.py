"""A person's answers about rows: put in force at once, told to whoever answers second, taken back with one call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from register import audit, completion, innovations
from register.db import Database
from register.judging_tables import merging
from register.status import settle
from register.tables import dossier, innovation, reading
from register.unit_tables import filing
from schemas.answer import Answer, answered
from schemas.errors import SovangError
from schemas.innovation import Reading, Status
from schemas.written import moment


class Overtaken(SovangError):
    """Somebody or something else changed the row since it was shown."""

    def __init__(self, by: str | None, at: dt.datetime) -> None:
        who = by or "lượt đọc lại của máy"
        super().__init__(f"Dòng này đã được {who} sửa lúc {moment(at)}. Xem lại rồi trả lời.")
        self.by, self.at = by, at


class PutTogether(Overtaken):
    """What is in force was put together of several rows: that is taken apart as a whole."""

    def __init__(self, by: str | None, at: dt.datetime) -> None:
        super().__init__(by, at)
        self.args = (
            "Dòng này gộp từ nhiều dòng: muốn trở lại như trước khi gộp thì bỏ gộp (`sovang merge MÃ --undo`).",
        )


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
            before = expected(connection, innovation_id, version)
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

        Raises Overtaken when it is not the last word any more, PutTogether for what putting rows together gave, and
        LookupError when there is nothing to take back.
        """
        with self._database.write() as connection:
            now = expected(connection, innovation_id, version)
            if now.person != person:
                raise Overtaken(now.person, now.at)
            if _is_put_together(connection, innovation_id):
                raise PutTogether(now.person, now.at)
            before = _held_before(connection, innovation_id, version)
            if before is None:
                raise LookupError(innovation_id)
            innovations.bring_back(connection, innovation_id, before)
            audit.note(connection, "took-back", innovation_id, {"version": before}, person)
            return _after(connection, innovation_id)


def _held_before(connection: sa.Connection, innovation_id: str, version: int) -> int | None:
    """The reading under that of `version`. What a machine read beside a person's word never held, and what was brought
    back stands where it stood.
    """
    columns = (reading.c.id, reading.c.person, reading.c.digest, reading.c.derived)
    query = sa.select(*columns).where(reading.c.innovation_id == innovation_id, reading.c.id <= version)
    held: list[sa.Row[tuple[int, str | None, str, bool]]] = []
    read = ""  # digest of the machine's last reading: only another one is kept, so the same again was brought back
    for row in connection.execute(query.order_by(reading.c.id)):
        machine = row.person is None and not row.derived
        if machine and held and held[-1].person and row.digest != read:
            read = row.digest
            continue
        read = row.digest if machine else read
        if row.person is None:
            held = [row]
        elif [(one.digest, one.person) for one in held[-2:-1]] == [(row.digest, row.person)]:
            held = [*held[:-2], row]
        else:
            held.append(row)
    return held[-2].id if len(held) > 1 else None


def _is_put_together(connection: sa.Connection, innovation_id: str) -> bool:
    """Whether what is in force of a row that stands for several is what they say together."""
    whole = reading.alias()
    query = sa.select(merging.c.id).join_from(merging, whole, whole.c.id == merging.c.reading_id)
    query = query.join(reading, (reading.c.innovation_id == merging.c.survivor_id) & reading.c.live)
    same = (whole.c.digest == reading.c.digest) & (merging.c.survivor_id == innovation_id)
    return connection.scalar(query.where(merging.c.live, same)) is not None


def _after(connection: sa.Connection, innovation_id: str) -> Row:
    settle(connection, [innovation_id])
    completion.conclude_for(connection, [innovation_id])
    row = _row(connection, innovation_id)
    if row is None:
        raise LookupError(innovation_id)
    return row


def expected(connection: sa.Connection, innovation_id: str, version: int) -> Row:
    """The row as it was shown. Raises Overtaken, and LookupError for an unknown innovation."""
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
