"""Names, titles and senders of what the register holds, without what was read: quick for a register of any size."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from register import lines
from register.db import Database, among, batches
from register.search.tables import tally
from register.tables import arrival, audit, dossier, dossier_version, innovation, outcome, pair, reading, row_version
from register.unit_tables import filing
from schemas.dossier import Letter
from schemas.finding import ACROSS, Finding


@dataclass(frozen=True, slots=True)
class Sending:
    """A dossier as far as quotas need it. `rows`: its innovations in force; `told`: what several dossiers gave."""

    dossier: str
    letter: dict[str, object]  # schemas.dossier.Letter, not checked
    rows: int
    told: list[Finding]

    @property
    def unit(self) -> str:
        return str(self.letter.get("issuing_unit") or "")

    @property
    def programme(self) -> str:
        return str(self.letter.get("programme") or "")

    def whole_letter(self) -> Letter:
        return Letter.model_validate(self.letter)


@dataclass(frozen=True, slots=True)
class Titled:
    """An innovation as people call it. `source_name`: what its dossier was dropped as; `ordinal`: its TT."""

    dossier: str
    source_name: str
    ordinal: int
    title: str


class Brief:
    """Every method is one short transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def names(self, dossier_ids: Iterable[str]) -> dict[str, str]:
        """Dossier → the name it was dropped under."""
        found: dict[str, str] = {}
        with self._database.read() as connection:
            for batch in batches(dossier_ids):
                query = sa.select(dossier.c.id, dossier.c.source_name).where(dossier.c.id.in_(batch))
                found.update(connection.execute(query).tuples().all())
        return found

    def titles(self, innovation_ids: Iterable[str]) -> dict[str, Titled]:
        """Those of these innovations that are in force, as people call them."""
        found: dict[str, Titled] = {}
        columns = (innovation.c.id, dossier.c.id, dossier.c.source_name, reading.c.ordinal, reading.c.title)
        query = sa.select(*columns).join_from(innovation, reading).join(dossier).where(reading.c.live)
        with self._database.read() as connection:
            for batch in batches(innovation_ids):
                rows = connection.execute(query.where(innovation.c.id.in_(batch))).tuples()
                found.update((key, Titled(*called)) for key, *called in rows)
        return found

    def changed_at(self) -> dt.datetime | None:
        """When anything that the exports show was last written; None for an empty register."""
        tables = (reading, outcome, pair, row_version, dossier_version, filing, audit)
        columns = (*(table.c.at for table in tables), arrival.c.received_at)
        with self._database.read() as connection:
            newest = (connection.scalar(sa.select(c).order_by(c.table.c.id.desc()).limit(1)) for c in columns)
            return max((at for at in newest if at is not None), default=None)

    def counted(self, dossier_ids: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
        """Dossier → (principal author, title) of its innovations that count."""
        found: dict[str, list[tuple[str, str]]] = {}
        columns = (innovation.c.dossier_id, innovation.c.id, reading.c.principal, reading.c.title)
        query = sa.select(*columns).join_from(innovation, reading).where(_COUNTS).order_by(innovation.c.id)
        with self._database.read() as connection:
            for batch in batches(dossier_ids):
                rows = connection.execute(query.where(innovation.c.dossier_id.in_(batch))).tuples().all()
                surplus = lines.surplus(connection, [key for _, key, _, _ in rows])
                for dossier_id, key, principal, title in rows:
                    if key not in surplus:
                        found.setdefault(dossier_id, []).append((principal, title))
        return found

    def sendings(self, only: Sequence[str] | None = None) -> list[Sending]:
        """Every dossier that was read, in the order they came; or some of them."""
        query = sa.select(dossier.c.id, dossier.c.received_at, outcome.c.letter, outcome.c.findings)
        query = query.join_from(dossier, outcome).where(outcome.c.live)
        numbers = sa.select(tally.c.dossier_id, sa.func.sum(tally.c.innovations)).group_by(tally.c.dossier_id)
        with self._database.read() as connection:
            rows = [row for part in among(query, dossier.c.id, only) for row in connection.execute(part)]
            parts = among(numbers, tally.c.dossier_id, only)
            counted = {key: count for part in parts for key, count in connection.execute(part).tuples()}
        rows.sort(key=lambda row: (row.received_at, row.id))
        return [Sending(r.id, r.letter, counted.get(r.id, 0), _told(r.findings)) for r in rows]


_COUNTS = reading.c.live & innovation.c.status.not_in(lines.CLOSED)


def _told(findings: Iterable[dict[str, object]]) -> list[Finding]:
    return [Finding.model_validate(one) for one in findings if one["code"] in ACROSS]
