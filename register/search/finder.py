"""Finding innovations page by page. No page costs more than the one before, however many innovations match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from register.db import Database
from register.search.engines import NO_RANGES, newest
from register.search.expression import Expression, all_of, tiers, without
from register.search.query import MOST_WORDS, Hit, Page, Query
from register.search.ranges import Ranges
from register.search.tables import search_entry
from register.search.words import split
from register.tables import reading

_SORTED = 2_000  # of what matches, the newest that are put in order
_KEYS = {"title": search_entry.c.title_key, "name": search_entry.c.name_key, "unit": search_entry.c.unit_key}


class Finder:
    """Every method is one short transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, query: Query) -> Page:
        """The best first: as written before without accents, names and titles before other texts, newest first."""
        with self._database.read() as connection:
            if query.order in _KEYS:
                numbers, more, cut = _in_order(connection, query)
            else:
                numbers, more, cut = _best(connection, query)
            hits = _hits(connection, numbers)
        many = len({*split(query.words, 200)}) > MOST_WORDS
        return Page(hits=hits, more=more, cut=cut or many)


def _wanted(query: Query, ranges: Ranges) -> list[Expression | None]:
    """The tiers, each within the filters; by time alone there is but one. `ranges` are no part of them."""
    identity = query.identity()
    ranked = tiers(query.tokens()) if identity is None else [identity]
    filters = query.filters(ranges=not ranges)
    if query.order != "best" or not ranked:
        ranked = ranked[-1:]
    if not ranked:
        return [filters] if filters is not None or not query.words.strip() else []
    narrowed = [all_of([own, filters]) if filters is not None else own for own in ranked]
    return [without(one, ranked[:place]) for place, one in enumerate(narrowed)]


def _ranges(connection: sa.Connection, query: Query) -> Ranges:
    """What columns are compared with beside the words; on SQLite nothing."""
    return query.ranges() if connection.dialect.name == "postgresql" else NO_RANGES


def _best(connection: sa.Connection, query: Query) -> tuple[list[int], str | None, bool]:
    found: list[int] = []
    tier, below = _cursor(query.after)
    last, ranges = "", _ranges(connection, query)
    for place, wanted in enumerate(_wanted(query, ranges)):
        if place < tier:
            continue
        start = below if place == tier else None
        while True:
            want = query.limit + 1 - len(found)
            numbers = newest(connection, wanted, start, want, ranges)
            exact = _exact(connection, query, numbers)
            for number in exact:
                if len(found) == query.limit:
                    return found, last, False
                found.append(number)
                last = f"{place}.{number}"
            if len(numbers) < want:
                break
            start = numbers[-1]
    return found, None, False


def _exact(connection: sa.Connection, query: Query, numbers: Sequence[int]) -> list[int]:
    """Those whose amount is within the bounds to the đồng: their tokens tell only its first figures."""
    if (query.least is None and query.most is None) or not numbers:
        return list(numbers)
    kept = sa.select(search_entry.c.n).where(search_entry.c.n.in_(numbers))
    if query.least is not None:
        kept = kept.where(search_entry.c.benefit >= query.least)
    if query.most is not None:
        kept = kept.where(search_entry.c.benefit <= query.most)
    good = set(connection.scalars(kept))
    return [number for number in numbers if number in good]


def _in_order(connection: sa.Connection, query: Query) -> tuple[list[int], str | None, bool]:
    """By a sort key: all of the register from an index, of what matches the newest."""
    key = _KEYS[query.order]
    after = _place(connection, query)
    columns = sa.select(search_entry.c.n, key.label("key")).order_by(key, search_entry.c.n)
    ranges, cut = _ranges(connection, query), False
    wanted = _wanted(query, ranges)
    if wanted == [None] and not ranges:
        rows = connection.execute(_beyond(columns, key, after).limit(query.limit + 1)).tuples().all()
    else:
        matching = newest(connection, wanted[0], None, _SORTED + 1, ranges) if wanted else []
        cut = len(matching) > _SORTED
        ids = _exact(connection, query, matching[:_SORTED])
        every = connection.execute(columns.where(search_entry.c.n.in_(ids))).tuples().all()
        rows = [row for row in every if after is None or (row[1], row[0]) > after][: query.limit + 1]
    shown = [number for number, _ in rows[: query.limit]]
    return shown, f"k.{shown[-1]}" if len(rows) > query.limit else None, cut


def _beyond(columns: sa.Select[Any], key: sa.Column[str], after: tuple[str, int] | None) -> sa.Select[Any]:
    if after is None:
        return columns
    return columns.where(sa.tuple_(key, search_entry.c.n) > sa.tuple_(*map(sa.literal, after)))


def _cursor(after: str | None) -> tuple[int, int | None]:
    """(tier, the last number shown); the beginning where there is none or it makes no sense."""
    found = re.fullmatch(r"(\d{1,2})\.(\d{1,9})", after or "")
    return (int(found[1]), int(found[2])) if found else (0, None)


def _place(connection: sa.Connection, query: Query) -> tuple[str, int] | None:
    """The sort key and number after which the page begins."""
    found = re.fullmatch(r"k\.(\d{1,9})", query.after or "")
    if not found:
        return None
    key = connection.scalar(sa.select(_KEYS[query.order]).where(search_entry.c.n == int(found[1])))
    return None if key is None else (key, int(found[1]))


def _hits(connection: sa.Connection, numbers: Sequence[int]) -> list[Hit]:
    query = (
        sa.select(search_entry, reading.c.title, reading.c.unit, reading.c.ordinal, reading.c.data)
        .join(reading, reading.c.id == search_entry.c.reading_id)
        .where(search_entry.c.n.in_(numbers))
    )
    rows = {row["n"]: _hit(row) for row in connection.execute(query).mappings()}
    return [rows[number] for number in numbers if number in rows]


def _hit(row: Any) -> Hit:
    accepted = row["data"].get("accepted") or {}
    authors: Iterable[dict[str, Any]] = accepted.get("authors") or []
    people = [one for one in authors if one.get("full_name")]
    return Hit(
        id=row["innovation_id"],
        dossier=row["dossier_id"],
        ordinal=row["ordinal"],
        title=row["title"],
        authors=[one["full_name"] for one in people],
        phones=[one["phone"] for one in people if one.get("phone")],
        unit=row["sender"] or row["unit"],
        status=row["status"],
        programme=row["programme"],
        phase=row["phase"],
        day=row["day"],
        benefit_vnd=row["benefit"],
        confidential=bool(accepted.get("confidential")),
        summary=accepted.get("summary") or "",
    )
