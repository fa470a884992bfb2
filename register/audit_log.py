"""The audit as people look it up: the newest first, page by page, by person, days and kinds of acts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from register import audit, chain
from register.db import Database
from register.problem import Problem
from register.tables import audit as lines
from schemas.written import OFFICE

_LOOKED_AT = 500  # newest lines of the chain: enough to see at once that somebody was at the end of it


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked for; what is left out does not matter. `before`: only lines with a lower number."""

    who: str = ""
    actions: Sequence[str] = ()
    subject: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    before: int = 0
    limit: int = 50


class AuditLog:
    """Reads only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, looked: Looked) -> tuple[list[dict[str, Any]], int]:
        """Lines, the newest first, and the number to go on before; 0 at the end."""
        query = audit.joined().order_by(lines.c.id.desc()).limit(looked.limit + 1)
        for column, value in ((lines.c.who, looked.who), (lines.c.subject, looked.subject)):
            query = query.where(column == value) if value else query
        if looked.actions:
            query = query.where(lines.c.action.in_(looked.actions))
        with self._database.read() as connection:
            newest = audit.head(connection)[0]
            until = newest + 1 if looked.last is None else _first_at(connection, looked.last + dt.timedelta(days=1))
            query = query.where(lines.c.id < min(until, looked.before or until))
            if looked.first is not None:
                query = query.where(lines.c.id >= _first_at(connection, looked.first))
            found = [audit.told(row) for row in connection.execute(query).mappings()]
        more = found[looked.limit - 1]["id"] if len(found) > looked.limit else 0
        return found[: looked.limit], more

    def problems(self) -> list[Problem]:
        """What is wrong at the chain's end."""
        with self._database.read() as connection:
            return list(chain.check(connection, _LOOKED_AT))

    def latest(self, action: str) -> dict[str, Any] | None:
        """The newest line of an act."""
        found, _ = self.page(Looked(actions=[action], limit=1))
        return found[0] if found else None


def _first_at(connection: sa.Connection, day: dt.date) -> int:
    """The number of the first line of a day, or the one after the last: numbers grow with time, so halving finds it."""
    start = dt.datetime.combine(day, dt.time(), OFFICE)
    low, high = 1, audit.head(connection)[0] + 1
    while low < high:
        middle = (low + high) // 2
        at = connection.execute(
            sa.select(lines.c.id, lines.c.at).where(lines.c.id >= middle).order_by(lines.c.id).limit(1)
        ).one_or_none()
        if at is None or at.at >= start:
            high = middle
        else:
            low = at.id + 1
    return low
