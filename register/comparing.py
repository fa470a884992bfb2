"""What the matcher's index has to hold of the register: which innovations, in which reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from register import views
from register.db import Database, batches
from register.tables import dossier, innovation, reading
from schemas.match import Record

_IN_FORCE = sa.select(innovation.c.id, reading.c.id.label("stamp")).join_from(innovation, reading).where(reading.c.live)


class Comparing:
    """A stamp is the number of a reading: another number, another content. Every method is one short transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stamps(self) -> dict[str, int]:
        """Every innovation in force, in the order the dossiers came."""
        order = (dossier.c.received_at, dossier.c.id, innovation.c.slot)
        return self._stamps(_IN_FORCE.join(dossier).order_by(*order))

    def uncompared(self) -> dict[str, int]:
        """Those whose reading in force was never compared, in the order of their ids."""
        return self._stamps(_IN_FORCE.where(innovation.c.compared.is_(None)).order_by(innovation.c.id))

    def stamps_of(self, innovation_ids: Sequence[str]) -> dict[str, int]:
        """Those of these that are in force."""
        found: dict[str, int] = {}
        for batch in batches(sorted(innovation_ids)):
            found |= self._stamps(_IN_FORCE.where(innovation.c.id.in_(batch)))
        return found

    def total(self) -> tuple[int, int]:
        """How many are in force, and the sum of their stamps."""
        query = sa.select(sa.func.count(), sa.func.sum(reading.c.id)).where(reading.c.live)
        with self._database.read() as connection:
            count, total = connection.execute(query).one()
        return count, int(total or 0)

    def records(self, innovation_ids: Sequence[str]) -> Iterator[list[Record]]:
        """Those of these that are in force, in the order given, some at a time."""
        for batch in batches(innovation_ids):
            with self._database.read() as connection:
                found = {record.id: record for record in views.records_named(connection, batch)}
            yield [found[key] for key in batch if key in found]

    def _stamps(self, query: sa.Select[Any]) -> dict[str, int]:
        with self._database.read() as connection:
            return dict(connection.execute(query).tuples().all())
