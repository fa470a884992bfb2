"""Rows that a person keyed in from paper: in force at once as a person's word, taken back by whoever keyed them."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import sqlalchemy as sa

from register import audit, completion, dossiers, innovations, outcomes
from register.answers import Overtaken
from register.clock import now
from register.db import Database
from register.slots import row_of
from register.status import settle
from register.tables import dossier, innovation, reading
from schemas.dossier import DossierResult, DossierStatus, Letter
from schemas.errors import SovangError
from schemas.innovation import Reading, Status
from schemas.source import Channel
from schemas.text import fold

ENGINE = "keyed"


class AlreadyThere(SovangError):
    """The dossier has a row of this title and author."""

    def __init__(self, innovation_id: str, title: str) -> None:
        super().__init__(f"Hồ sơ đã có dòng này: “{title}”. Đúng là hai sáng kiến thì đánh dấu “vẫn thêm” rồi lưu lại.")
        self.innovation = innovation_id


class Keying:
    """Every method is one short transaction. What was keyed has `source.row` 0: no table's row is it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, name: str, letter: Letter, at: dt.datetime, person: str) -> str:
        """Lists a dossier of paper that is not in any file; what its letter says is `person`'s word."""
        drop = dossiers.drop_of(name, Channel.KEYED, at)
        with self._database.write() as connection:
            key = dossiers.add(connection, dossiers.content_key(f"{name}\n{uuid4()}", []), drop, [])
            status = DossierStatus.NEEDS_REVIEW
            outcomes.save(connection, key, DossierResult(letter=letter, status=status, engine=ENGINE))
            dossiers.end(connection, key, status)
            completion.conclude(connection, [key])
            detail = {"number": letter.number, "unit": letter.issuing_unit}
            audit.note(connection, "keyed-dossier", key, detail, person)
        return key

    def add(self, dossier_id: str, item: Reading, person: str, *, anyway: bool = False) -> str:
        """Puts a row in force after the dossier's last one; the row's id.

        Raises AlreadyThere unless it is to be added `anyway`, and LookupError for an unknown dossier.
        """
        with self._database.write() as connection:
            letter = outcomes.letters(connection, [dossier_id]).get(dossier_id, Letter())
            if connection.scalar(sa.select(dossier.c.id).where(dossier.c.id == dossier_id)) is None:
                raise LookupError(dossier_id)
            if not anyway:
                _refuse_twice(connection, dossier_id, item)
            last = sa.select(sa.func.max(innovation.c.slot)).where(innovation.c.dossier_id == dossier_id)
            slot = (connection.scalar(last) or 0) + 1
            key = f"{dossier_id}-{slot:03d}"
            named = {"programme": item.programme or letter.programme, "phase": item.phase}
            row = {"id": key, "dossier_id": dossier_id, "slot": slot, "created_at": now(), **named}
            connection.execute(innovation.insert().values(**row, status=Status.NEEDS_REVIEW))
            innovations.put_in_force(connection, key, item, person)
            settle(connection, [key])
            completion.conclude(connection, [dossier_id])
            detail = {"asked": ["*"], "after": item.accepted.model_dump(mode="json")}
            audit.note(connection, "keyed", key, detail, person)
        return key

    def take_back(self, innovation_id: str, version: int, person: str) -> bool:
        """Withdraws a row that one keyed oneself; False when the machine has read it since, whose reading then holds.

        Raises Overtaken when somebody spoke after that, and LookupError for what was not keyed.
        """
        own = sa.select(reading).where(reading.c.innovation_id == innovation_id).order_by(reading.c.id)
        with self._database.write() as connection:
            rows = connection.execute(own).all()
            live = next((row for row in rows if row.live), None)
            spoken = [row for row in rows if row.person is not None]
            if live is None or not spoken or rows[0].id != spoken[0].id or live.row != 0:
                raise LookupError(innovation_id)
            if live.id != version or live.person != person or len(spoken) > 1:
                raise Overtaken(live.person, live.at)
            read = [row.id for row in rows if row.person is None and not row.derived]
            if read:
                innovations.bring_back(connection, innovation_id, read[-1])
            else:
                innovations.withdraw(connection, innovation_id)
            settle(connection, [innovation_id])
            completion.conclude(connection, [innovation_id.rpartition("-")[0]])
            audit.note(connection, "keyed-took-back", innovation_id, {"version": version}, person)
        return not read

    def done(self, dossier_id: str, person: str) -> bool:
        """A person's word that a dossier which could not be read is keyed in whole; False where it does not wait so."""
        with self._database.write() as connection:
            status = connection.scalar(sa.select(dossier.c.status).where(dossier.c.id == dossier_id))
            before = outcomes.load(connection, [dossier_id]).get(dossier_id)
            if status != DossierStatus.SET_ASIDE or before is None:
                return False
            parts = [part.model_copy(update={"error": None}) for part in before.parts]
            after = {"error": None, "parts": parts, "status": DossierStatus.NEEDS_REVIEW}
            outcomes.put(connection, dossier_id, before.model_copy(update=after))
            dossiers.end(connection, dossier_id, DossierStatus.NEEDS_REVIEW)
            completion.conclude(connection, [dossier_id])
            code = str(before.error.code) if before.error else ""
            audit.note(connection, "keyed-in-full", dossier_id, {"code": code}, person)
        return True


def _refuse_twice(connection: sa.Connection, dossier_id: str, item: Reading) -> None:
    wanted = row_of(item)
    query = sa.select(innovation.c.id, reading.c.title, reading.c.principal).join_from(innovation, reading)
    for key, title, principal in connection.execute(
        query.where(reading.c.live, innovation.c.dossier_id == dossier_id).order_by(innovation.c.slot)
    ).tuples():
        if (fold(title), fold(principal)) == (wanted.title, wanted.principal):
            raise AlreadyThere(key, title)
