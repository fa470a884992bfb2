"""All rows of a table out of one database and into another, a batch at a time, with a checksum that both can give."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import sqlalchemy as sa

BATCH = 1000
Rows = Sequence[Sequence[Any]]


@dataclass(slots=True)
class Sum:
    """How many rows, and the sum of their SHA-256s: databases may have them in different orders."""

    rows: int = 0
    total: int = 0

    def add(self, rows: Rows) -> None:
        for row in rows:
            digest = hashlib.sha256(json.dumps(list(row), sort_keys=True, default=_plain).encode()).digest()
            self.total = (self.total + int.from_bytes(digest)) % (1 << 256)
        self.rows += len(rows)

    def __str__(self) -> str:
        return f"{self.rows}:{self.total:064x}"


def pages(connection: sa.Connection, table: sa.Table, where: sa.ColumnElement[bool] | None = None) -> Iterator[Rows]:
    """A table's rows by its key, `BATCH` at a time: PostgreSQL's driver would load the whole answer at once."""
    keys = list(table.primary_key.columns)
    places = [list(table.c).index(key) for key in keys]
    query = sa.select(table).order_by(*keys).limit(BATCH)
    query = query if where is None else query.where(where)
    found: Rows = connection.execute(query).all()
    while found:
        yield found
        last = [sa.bindparam(None, found[-1][i], key.type) for i, key in zip(places, keys, strict=True)]
        found = (
            connection.execute(query.where(sa.tuple_(*keys) > sa.tuple_(*last))).all() if len(found) == BATCH else []
        )


def checksum(connection: sa.Connection, table: sa.Table, where: sa.ColumnElement[bool] | None = None) -> Sum:
    out = Sum()
    for rows in pages(connection, table, where):
        out.add(rows)
    return out


def put(connection: sa.Connection, table: sa.Table, rows: Rows) -> None:
    """Inserts rows with a value for every column, in the table's order."""
    if connection.dialect.name != "postgresql":
        names = list(table.c.keys())
        connection.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in rows])
        return
    # One message for all rows: the driver sends each row of an INSERT by itself, which takes ten times as long.
    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(quote(column.name) for column in table.c)
    command = f"COPY {quote(table.name)} ({columns}) FROM STDIN WITH (FORMAT csv)"
    cursor: Any = connection.connection.cursor()
    try:
        cursor.execute(command, stream=BytesIO(_csv(connection.dialect, table, rows)))
    finally:
        cursor.close()


def number_on(connection: sa.Connection, tables: Iterable[sa.Table]) -> None:
    """PostgreSQL's sequences go on after the highest number there is; SQLite finds it by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        for column in table.primary_key.columns:
            found = sa.func.pg_get_serial_sequence(
                connection.dialect.identifier_preparer.quote(table.name), column.name
            )
            name = connection.scalar(sa.select(found))
            if name:
                highest = connection.scalar(sa.select(sa.func.max(column)))
                connection.execute(sa.select(sa.func.setval(name, highest or 1, highest is not None)))


def _csv(dialect: sa.Dialect, table: sa.Table, rows: Rows) -> bytes:
    """Every value quoted, nothing at all for NULL: so no text can be taken for it."""
    into = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in table.c]
    lines = (
        ",".join(_cell(value if f is None else f(value)) for value, f in zip(row, into, strict=True)) for row in rows
    )
    return ("\n".join(lines) + "\n").encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bytes):
        value = f"\\x{value.hex()}"
    text = value.isoformat() if isinstance(value, dt.date) else str(value)
    return '"' + text.replace('"', '""') + '"'


def _plain(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return value.hex() if isinstance(value, bytes) else str(value)
