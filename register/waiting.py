"""The day's figures: what came in since a moment, and what waits, of the whole register or of some units only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from register.db import Database
from register.search.tables import search_entry
from register.tables import PAIR_LIVE, dossier, innovation, outcome, pair, reading
from register.unit_tables import filing
from schemas.dossier import DossierStatus
from schemas.innovation import Status
from schemas.match import Judgement

_UNREAD = (DossierStatus.RECEIVED, DossierStatus.READING)
_LISTED = 6
_BROKEN = outcome.c.error.is_not(None)
_HELD = (dossier.c.status == DossierStatus.INCOMPLETE) | outcome.c.unknown


@dataclass(frozen=True, slots=True)
class Arrived:
    """`unread`: dossiers of these that are not read yet."""

    dossiers: int
    rows: int
    unread: int


@dataclass(frozen=True, slots=True)
class Held:
    """A dossier that waits for somebody. `columns`: for the columns of a table; `why`: what could not be read."""

    id: str
    name: str
    status: str
    columns: bool
    why: str


@dataclass(frozen=True, slots=True)
class Waits:
    """`fields` of rows and letters; `held`: dossiers that wait for papers or for a table's columns; `failed`: those of
    which something could not be read; `listed`: the newest of both.
    """

    fields: int
    pairs: int
    held: int
    failed: int
    registered: int
    listed: Sequence[Held]


class Waiting:
    """Every method is one short transaction. `units`: of the catalogue, none for all."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def arrived(self, since: dt.datetime, units: Sequence[str] = ()) -> Arrived:
        came = _of_units(sa.select(dossier.c.id).where(dossier.c.received_at >= since), units)
        rows = sa.select(innovation.c.id).join_from(innovation, reading)
        with self._database.read() as connection:
            return Arrived(
                _count(connection, came),
                _count(connection, rows.where(reading.c.live, innovation.c.dossier_id.in_(came))),
                _count(connection, came.where(dossier.c.status.in_(_UNREAD))),
            )

    def waits(self, units: Sequence[str] = ()) -> Waits:
        columns = (dossier.c.id, dossier.c.source_name, dossier.c.status, outcome.c.unknown, outcome.c.error)
        papers = _of_units(sa.select(*columns).join_from(dossier, outcome).where(outcome.c.live), units)
        newest = papers.where(_BROKEN | _HELD).order_by(dossier.c.received_at.desc(), dossier.c.id.desc())
        asks = _of_units(
            sa.select(sa.func.sum(outcome.c.asks)).join_from(outcome, dossier).where(outcome.c.live), units
        )
        entry = search_entry.c
        doubts = sa.select(sa.func.sum(entry.doubts)).where(entry.doubts > 0, entry.status == Status.NEEDS_REVIEW.value)
        registered = sa.select(entry.n).where(entry.status == Status.REGISTERED.value)
        if units:
            doubts, registered = (query.where(entry.unit_id.in_(units)) for query in (doubts, registered))
        with self._database.read() as connection:
            return Waits(
                fields=(connection.scalar(doubts) or 0) + (connection.scalar(asks) or 0),
                pairs=_count(connection, _pairs(units)),
                held=_count(connection, papers.where(_HELD, ~_BROKEN)),
                failed=_count(connection, papers.where(_BROKEN)),
                registered=_count(connection, registered),
                listed=[_held(row) for row in connection.execute(newest.limit(_LISTED))],
            )


def _held(row: sa.Row[Any]) -> Held:
    return Held(row.id, row.source_name, str(row.status), row.unknown, (row.error or {}).get("message", ""))


def _pairs(units: Sequence[str]) -> sa.Select[Any]:
    """Both ends of a pair lie within `units`."""
    open_ = (pair.c.judgement == Judgement.SUGGESTED) | pair.c.proposed.is_not(None) | pair.c.reopened.is_not(None)
    found = sa.select(pair.c.id_a).where(PAIR_LIVE, open_)
    mine = sa.select(search_entry.c.innovation_id).where(search_entry.c.unit_id.in_(units))
    return found.where(pair.c.id_a.in_(mine), pair.c.id_b.in_(mine)) if units else found


def _of_units(query: sa.Select[Any], units: Sequence[str]) -> sa.Select[Any]:
    mine = sa.select(filing.c.dossier_id).where(filing.c.live, filing.c.unit_id.in_(units))
    return query.where(dossier.c.id.in_(mine)) if units else query


def _count(connection: sa.Connection, query: sa.Select[Any]) -> int:
    return connection.scalar(sa.select(sa.func.count()).select_from(query.subquery())) or 0
