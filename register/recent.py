"""The newest dossiers, as lists show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from register.db import Database
from register.tables import dossier, innovation, outcome, reading
from register.unit_tables import filing
from register.waiting import Waiting


@dataclass(frozen=True, slots=True)
class Came:
    """`unit`: as filed; `rows`: innovations in force; `doubts`: fields of theirs that a person is asked to check."""

    id: str
    source_name: str
    channel: str
    received_at: dt.datetime
    status: str
    unit: str
    rows: int
    doubts: int


class Recent:
    """Every method is one short transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.waiting = Waiting(database)

    def dossiers(self, most: int, units: Sequence[str] = (), status: str = "", before: str = "") -> list[Came]:
        """The newest first; only those of some units of the catalogue when `units` names any, of one status, and those
        that came before one dossier.
        """
        held = sa.select(dossier, outcome.c.letter).outerjoin(
            outcome, (outcome.c.dossier_id == dossier.c.id) & outcome.c.live
        )
        if units:
            mine = sa.select(filing.c.dossier_id).where(filing.c.live, filing.c.unit_id.in_(units))
            held = held.where(dossier.c.id.in_(mine))
        if status:
            held = held.where(dossier.c.status == status)
        if before:
            mark = sa.select(dossier.c.received_at, dossier.c.id).where(dossier.c.id == before).subquery()
            own, its = sa.tuple_(dossier.c.received_at, dossier.c.id), sa.tuple_(mark.c.received_at, mark.c.id)
            held = held.join(mark, own < its)
        with self._database.read() as connection:
            query = held.order_by(dossier.c.received_at.desc(), dossier.c.id.desc()).limit(most)
            rows = connection.execute(query).all()
            numbers = _numbers(connection, [row.id for row in rows])
        return [
            Came(
                row.id,
                row.source_name,
                row.channel,
                row.received_at,
                str(row.status),
                str((row.letter or {}).get("issuing_unit") or ""),
                *numbers.get(row.id, (0, 0)),
            )
            for row in rows
        ]


def _numbers(connection: sa.Connection, ids: Sequence[str]) -> dict[str, tuple[int, int]]:
    columns = (innovation.c.dossier_id, sa.func.count(), sa.func.sum(reading.c.doubts))
    query = sa.select(*columns).join_from(innovation, reading).where(reading.c.live, innovation.c.dossier_id.in_(ids))
    return {key: (rows, doubts or 0) for key, rows, doubts in connection.execute(query.group_by(columns[0]))}
