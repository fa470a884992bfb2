"""The register's innovations one after the other, a few at a time in memory, whatever the register's size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import sqlalchemy as sa

from register import views
from register.db import Database, batches
from register.tables import dossier, innovation, reading
from schemas.dossier import Dossier
from schemas.innovation import Innovation
from schemas.outside import dossier_within, findings_within


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which innovations in force; what is left out does not matter.

    `closed`: whoever gets them may not know that there are other dossiers than these.
    """

    dossiers: Sequence[str] | None = None
    programme: str | None = None
    phase: str | None = None
    statuses: Sequence[str] = ()
    closed: bool = False

    def alone(self, item: Innovation) -> Innovation:
        """The innovation as it may be told of: where it is closed, nothing of other dossiers' innovations."""
        return _alone(item, frozenset(self.dossiers or ())) if self.closed else item

    def dossier_alone(self, item: Dossier) -> Dossier:
        """The same of a dossier."""
        return dossier_within(item, frozenset(self.dossiers or ()).__contains__) if self.closed else item


def dossier_of(innovation_id: str) -> str:
    return innovation_id.rpartition("-")[0]


def _alone(item: Innovation, dossiers: AbstractSet[str]) -> Innovation:
    def known(innovation_id: str | None) -> bool:
        return innovation_id is not None and dossier_of(innovation_id) in dossiers

    return item.model_copy(
        update={
            "duplicate_candidates": [one for one in item.duplicate_candidates if known(one.innovation_id)],
            "submitters": [one for one in item.submitters if one.dossier in dossiers],
            "merged_from": [one for one in item.merged_from if known(one)],
            "merged_fields": {name: one for name, one in item.merged_fields.items() if known(one)},
            "merged_into": item.merged_into if known(item.merged_into) else None,
            "version_of": item.version_of if known(item.version_of) else None,
            "findings": findings_within(item.findings, dossiers.__contains__),
        }
    )


@dataclass(frozen=True, slots=True)
class Secrets:
    """The innovations that hold a technological secret, and their dossiers."""

    innovations: frozenset[str]
    dossiers: frozenset[str]


class Listing:
    """Every step is one short transaction: a long export keeps nobody from writing."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ids(self, wanted: Wanted | None = None) -> list[str]:
        """By dossier as they came, and by their place in it."""
        wanted = wanted or Wanted()
        query = sa.select(innovation.c.id).join_from(innovation, reading).join(dossier).where(reading.c.live)
        for column, value in ((innovation.c.programme, wanted.programme), (innovation.c.phase, wanted.phase)):
            query = query if value is None else query.where(column == value)
        if wanted.statuses:
            query = query.where(innovation.c.status.in_(wanted.statuses))
        query = query.order_by(dossier.c.received_at, dossier.c.id, innovation.c.slot)
        with self._database.read() as connection:
            if wanted.dossiers is None:
                return list(connection.scalars(query))
            ordered = views.dossier_ids(connection, wanted.dossiers)
            parts = (query.where(dossier.c.id.in_(batch)) for batch in batches(ordered))
            return [key for part in parts for key in connection.scalars(part)]

    def innovations(self, wanted: Wanted | None = None) -> Iterator[Innovation]:
        part = wanted or Wanted()
        return map(part.alone, self.shown(self.ids(part)))

    def shown(self, innovation_ids: Iterable[str]) -> Iterator[Innovation]:
        """Those of these that are in force; of each few hundred in the order of `ids`."""
        for batch in batches(innovation_ids):
            with self._database.read() as connection:
                found = views.innovations(connection, batch)
            yield from found

    def in_order(self, innovation_ids: Iterable[str]) -> Iterator[Innovation]:
        """Those of these that are in force, in the given order."""
        for batch in batches(innovation_ids):
            found = {item.id: item for item in self.shown(batch)}
            yield from (found[key] for key in batch if key in found)

    def secrets(self) -> Secrets:
        closed = reading.c.data["accepted"]["confidential"].as_boolean()
        query = sa.select(innovation.c.id, innovation.c.dossier_id).join_from(innovation, reading)
        with self._database.read() as connection:
            found = connection.execute(query.where(reading.c.live, closed)).tuples().all()
        return Secrets(frozenset(key for key, _ in found), frozenset(key for _, key in found))
