"""The newest rows that match, from PostgreSQL's GIN: it knows no order, so the newest blocks are asked first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from register.search.expression import Expression, as_tsquery, in_blocks
from register.search.facets import BLOCKS
from register.search.ranges import Ranges, top
from register.search.tables import search_entry

_FEW = 2_000  # rows that are taken at once, in no order; where more match, the newest block is looked at first
_RARE = 5_000  # rows within ranges that are rather looked at one by one than sought by words


@dataclass(frozen=True, slots=True)
class _Search:
    connection: sa.Connection
    found: Expression | None
    ranges: Ranges
    last: int

    def rows(self, most: int | None = _FEW, block: tuple[str, int] | None = None) -> list[int]:
        """Newest first, and up to one more than `most`; with more, some are left out. `block`: kind and number."""
        e, found = search_entry.c, self.found
        query = sa.select(e.n).where(e.n <= self.last, *self.ranges.conditions())
        if block is not None:
            kind, number = block
            found = None if found is None else in_blocks(found, kind, [number])
            if found is None:
                query = query.where(e.n.between(number << BLOCKS[kind], ((number + 1) << BLOCKS[kind]) - 1))
        if found is not None:
            query = query.where(e.words.op("@@")(sa.text("CAST(:query AS tsquery)")))
        values = {} if found is None else {"query": as_tsquery(found)}
        query = query if most is None else query.limit(most + 1)
        return sorted(self.connection.scalars(query, values), reverse=True)

    def within(self) -> list[int] | None:
        """All that match, where few are within the ranges; else None."""
        e, conditions = search_entry.c, self.ranges.conditions()
        some = sa.select(e.n).where(*conditions).limit(_RARE + 1).subquery()
        if (self.connection.scalar(sa.select(sa.func.count()).select_from(some)) or 0) > _RARE:
            return None
        mine = sa.select(e.n, e.words).where(*conditions, e.n <= self.last).cte("mine").prefix_with("MATERIALIZED")
        query = sa.select(mine.c.n)
        if self.found is not None:
            query = query.where(mine.c.words.op("@@")(sa.text("CAST(:query AS tsquery)")))
        values = {} if self.found is None else {"query": as_tsquery(self.found)}
        return sorted(self.connection.scalars(query, values), reverse=True)


def newest(
    connection: sa.Connection, found: Expression | None, ranges: Ranges, below: int | None, limit: int
) -> list[int]:
    """Numbers of at most `limit` rows that match, the newest first, all below `below`."""
    highest = top(connection, ranges) or 0
    search = _Search(connection, found, ranges, highest if below is None else min(highest, below - 1))
    bottom = search.last >> BLOCKS["x"]  # the newest block; with the one before it at least one is whole
    rows = search.rows(None, ("x", bottom))
    if len(rows) < limit and bottom:
        rows += search.rows(None, ("x", bottom - 1))
    if len(rows) >= limit or bottom <= 1:
        return rows[:limit]
    few = search.within() if ranges else None
    if few is None and found is not None and len(some := search.rows()) <= _FEW:
        few = some
    if few is not None:
        return few[:limit]
    out: list[int] = []
    for part in _parts(search):
        out += part
        if len(out) >= limit:
            break
    return out[:limit]


def _parts(search: _Search) -> Iterator[list[int]]:
    """All that match, block by block from the newest down; a block with many is looked at in its parts."""
    kinds = sorted(BLOCKS, key=lambda kind: -BLOCKS[kind])  # the widest first
    if search.found is None:
        kinds = kinds[-1:]  # a narrow range of the primary key, with nothing but columns to compare

    def within(level: int, number: int) -> Iterator[list[int]]:
        narrowest = level == len(kinds) - 1
        rows = search.rows(None if narrowest else _FEW, (kinds[level], number))
        if narrowest or len(rows) <= _FEW:
            yield rows
            return
        shift = BLOCKS[kinds[level]] - BLOCKS[kinds[level + 1]]
        for part in range(((number + 1) << shift) - 1, (number << shift) - 1, -1):
            if part << BLOCKS[kinds[level + 1]] <= search.last:
                yield from within(level + 1, part)

    for number in range(search.last >> BLOCKS[kinds[0]], -1, -1):
        yield from within(0, number)
