"""The newest rows that match, from each database's own index, without ever going through all that match."""

from __future__ import annotations

import sqlalchemy as sa

from register.search import postgres
from register.search.expression import Expression, as_fts5
from register.search.ranges import Ranges
from register.search.tables import WORDS, search_entry

NO_RANGES = Ranges()


def newest(
    connection: sa.Connection, found: Expression | None, below: int | None, limit: int, ranges: Ranges = NO_RANGES
) -> list[int]:
    """Numbers of at most `limit` rows that match, the newest first, all below `below`; None matches all.

    `ranges`: for PostgreSQL only; FTS5 finds days and amounts by their tokens.
    """
    if found is None and not ranges:
        query = sa.select(search_entry.c.n).order_by(search_entry.c.n.desc()).limit(limit)
        return list(connection.scalars(query if below is None else query.where(search_entry.c.n < below)))
    if connection.dialect.name == "sqlite":
        return _lite(connection, found or "", below, limit)
    return postgres.newest(connection, found, ranges, below, limit)


def _lite(connection: sa.Connection, found: Expression, below: int | None, limit: int) -> list[int]:
    # FTS5 goes through its lists from the newest row down and stops at the limit.
    sql = f"SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"  # noqa: S608
    values = (as_fts5(found), 2**62 if below is None else below, limit)
    return [row[0] for row in connection.exec_driver_sql(sql, values)]
