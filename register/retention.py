"""Whose time is over: fields of all authors of dossiers whose programmes ended long enough ago."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from register import audit
from register.db import Database, batches
from register.erasing import Erased, Work, erase
from register.erasure_tables import erasure
from register.tables import dossier, innovation
from schemas.retention import Retention
from schemas.source import Channel
from schemas.written import OFFICE

_SUBJECT = "retention"


@dataclass(frozen=True, slots=True)
class Due:
    """A dossier and the fields that are to go from it. `end`: the last day of its last programme."""

    dossier: str
    fields: tuple[str, ...]
    end: dt.date
    programmes: tuple[str, ...] = ()


class Terms:
    """The register's part for how long things are kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, retention: Retention, ends: Mapping[str, dt.date], today: dt.date) -> list[Due]:
        """`ends`: programme → its last day. Rows of no known programme end on the day that they came in."""
        with self._database.read() as connection:
            last, named = _last_days(connection, ends)
            done = _done(connection)
        found = []
        for key, end in sorted(last.items()):
            fields = tuple(f for f in retention.due(end, today) if f not in done.get(key, set()))
            if fields:
                found.append(Due(key, fields, end, tuple(sorted(named.get(key, set())))))
        return found

    def apply(self, due: Sequence[Due], why: str, person: str, told: Callable[[int], None] = lambda _: None) -> Erased:
        """A few hundred dossiers at a time, each time in one transaction: what was stopped goes on when run again."""
        out = Erased()
        groups: dict[tuple[str, ...], list[str]] = {}
        for one in due:
            groups.setdefault(one.fields, []).append(one.dossier)
        for fields, dossiers in sorted(groups.items()):
            for batch in batches(dossiers):
                done = self._apply(batch, fields, why, person)
                out.line = done.line
                for table, count in done.changed.items():
                    out.changed[table] = out.changed.get(table, 0) + count
                told(len(batch))
        return out

    def _apply(self, dossiers: Sequence[str], fields: Sequence[str], why: str, person: str) -> Erased:
        with self._database.write() as connection:

            def note(detail: dict[str, Any]) -> int:
                return audit.note(
                    connection, "retention", _SUBJECT, {**detail, "fields": [*fields], "why": why}, person
                )

            return erase(connection, Work(dossiers, fields=fields), note)


def _last_days(
    connection: sa.Connection, ends: Mapping[str, dt.date]
) -> tuple[dict[str, dt.date], dict[str, set[str]]]:
    columns = (dossier.c.id, dossier.c.received_at, innovation.c.programme)
    listed = dossier.c.channel == Channel.IMPORT  # a list of which no row could be taken in is kept beside the register
    query = sa.select(*columns).join_from(dossier, innovation, isouter=True).distinct()
    query = query.where(innovation.c.id.is_not(None) | listed)
    last: dict[str, dt.date] = {}
    named: dict[str, set[str]] = {}
    for key, received_at, programme in connection.execute(query).tuples():
        end = ends.get(programme or "") or received_at.astimezone(OFFICE).date()
        last[key] = max(last.get(key, end), end)
        named.setdefault(key, set()).add(programme or "")
    return last, named


def _done(connection: sa.Connection) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key, fields in connection.execute(sa.select(erasure.c.dossier_id, erasure.c.fields)).tuples():
        found.setdefault(key, set()).update(fields)
    return found
