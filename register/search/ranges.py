"""Days and amounts as PostgreSQL compares them: by columns, as a range of many tokens costs it more than all words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from register.search.tables import search_entry

_NEWEST = sa.text(
    "SELECT max((SELECT max(n) FROM search_entry WHERE day = CAST(d AS date))) "
    "FROM generate_series(CAST(:first AS date), CAST(:last AS date), interval '1 day') AS d"
)


@dataclass(frozen=True, slots=True)
class Ranges:
    """Both ends are included; amounts in đồng, above 0. An empty range matches nothing."""

    days: tuple[dt.date, dt.date] | None = None
    amounts: tuple[int, int] | None = None

    def __bool__(self) -> bool:
        return self.days is not None or self.amounts is not None

    def conditions(self) -> list[sa.ColumnElement[bool]]:
        columns = ((search_entry.c.day, self.days), (search_entry.c.benefit, self.amounts))
        return [column.between(*ends) for column, ends in columns if ends is not None]


def top(connection: sa.Connection, ranges: Ranges) -> int | None:
    """The number of the newest row within the days; None where no row is. Each day is one step down an index."""
    if ranges.days is None:
        highest: int | None = connection.scalar(sa.select(sa.func.max(search_entry.c.n)))
        return highest
    first, last = ranges.days
    ends = connection.execute(sa.select(sa.func.min(search_entry.c.day), sa.func.max(search_entry.c.day))).one()
    if ends[0] is None or max(first, ends[0]) > min(last, ends[1]):
        return None
    days = {"first": max(first, ends[0]), "last": min(last, ends[1])}
    found: int | None = connection.scalar(_NEWEST, days)
    return found
