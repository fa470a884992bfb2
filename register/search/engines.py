"""The newest rows that match, from each database's own index, without ever going through all that match."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import sqlalchemy as sa

from register.search.expression import Expression, as_fts5, as_tsquery, in_blocks
from register.search.facets import BLOCKS
from register.search.tables import WORDS, search_entry

_FEW = 2_000  # rows that PostgreSQL gives at once, in no order; where more match, the newest block is looked at first


def newest(connection: sa.Connection, found: Expression | None, below: int | None, limit: int) -> list[int]:
    """Numbers of at most `limit` rows that match, the newest first, all below `below`; None matches all."""
    if found is None:
        query = sa.select(search_entry.c.n).order_by(search_entry.c.n.desc()).limit(limit)
        return list(connection.scalars(query if below is None else query.where(search_entry.c.n < below)))
    engine: Callable[..., list[int]] = _lite if connection.dialect.name == "sqlite" else _postgres
    return engine(connection, found, below, limit)


def _lite(connection: sa.Connection, found: Expression, below: int | None, limit: int) -> list[int]:
    # FTS5 goes through its lists from the newest row down and stops at the limit.
    sql = f"SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"  # noqa: S608
    values = (as_fts5(found), 2**62 if below is None else below, limit)
    return [row[0] for row in connection.exec_driver_sql(sql, values)]


def _postgres(connection: sa.Connection, found: Expression, below: int | None, limit: int) -> list[int]:
    top = connection.scalar(sa.select(sa.func.max(search_entry.c.n))) or 0
    last = top if below is None else min(top, below - 1)
    bottom = (last >> BLOCKS["x"]) - 1  # the newest block and the one before it, which is whole
    rows = _some(connection, in_blocks(found, "x", range(max(bottom, 0), bottom + 2)), last)
    if len(rows) >= limit or bottom <= 0:
        return rows[:limit]
    every = _some(connection, found, last)
    if len(every) <= _FEW:
        return every[:limit]
    out: list[int] = []
    for part in _parts(connection, found, last):
        out += part
        if len(out) >= limit:
            break
    return out[:limit]


def _some(connection: sa.Connection, found: Expression, last: int) -> list[int]:
    """Up to one more than a few that match, newest first; with more, some are left out."""
    matching = search_entry.c.words.op("@@")(sa.text("CAST(:query AS tsquery)"))
    query = sa.select(search_entry.c.n).where(matching, search_entry.c.n <= last).limit(_FEW + 1)
    return sorted(connection.scalars(query, {"query": as_tsquery(found)}), reverse=True)


def _parts(connection: sa.Connection, found: Expression, last: int) -> Iterator[list[int]]:
    """All that match, block by block from the newest down; a block with many is looked at in its parts."""
    kinds = sorted(BLOCKS, key=lambda kind: -BLOCKS[kind])  # the widest first

    def within(level: int, number: int) -> Iterator[list[int]]:
        rows = _some(connection, in_blocks(found, kinds[level], [number]), last)
        if len(rows) <= _FEW or level == len(kinds) - 1:
            yield rows if len(rows) <= _FEW else _whole(connection, in_blocks(found, kinds[level], [number]), last)
            return
        shift = BLOCKS[kinds[level]] - BLOCKS[kinds[level + 1]]
        for part in range(((number + 1) << shift) - 1, (number << shift) - 1, -1):
            if part << BLOCKS[kinds[level + 1]] <= last:
                yield from within(level + 1, part)

    for number in range(last >> BLOCKS[kinds[0]], -1, -1):
        yield from within(0, number)


def _whole(connection: sa.Connection, found: Expression, last: int) -> list[int]:
    """Every row of the narrowest block that matches."""
    matching = search_entry.c.words.op("@@")(sa.text("CAST(:query AS tsquery)"))
    query = sa.select(search_entry.c.n).where(matching, search_entry.c.n <= last)
    return sorted(connection.scalars(query, {"query": as_tsquery(found)}), reverse=True)
