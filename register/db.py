"""The database behind the register: one writer at a time and short transactions, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from register.driver_faults import cause_of
from register.places import refuse_share
from schemas.errors import SetupError, trouble_with

_T = TypeVar("_T")
BUSY_SECONDS = 60  # a writer waits that long for its turn: an import of a whole register is one transaction
_BATCH = 500
_WRITER = 7_305_521  # advisory lock on PostgreSQL, so that writers queue there as they do on SQLite
# Rows of some 2 KB fill pages of 8 KB and leave a third of those of 4 KB empty; a file keeps the size it began with.
_PRAGMAS = ("page_size=8192", f"busy_timeout={BUSY_SECONDS * 1000}", "foreign_keys=ON", "synchronous=FULL")


class Database:
    """`read()` and `write()` each give a connection inside one transaction; an error rolls all of it back."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)

    @property
    def shown(self) -> str:
        """The address without its password."""
        return self.engine.url.render_as_string()

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """Waits up to `BUSY_SECONDS` for its turn; until it ends nobody else writes."""
        with self.engine.connect() as plain:
            connection = plain.execution_options(writes=True)
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'")
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_WRITER)))
                yield connection

    def place(self) -> str:
        """Where the tables are, as people are told: a file, or an address without its password."""
        url = self.engine.url
        return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)

    def close(self) -> None:
        self.engine.dispose()


def batches(items: Iterable[_T]) -> Iterator[list[_T]]:
    """Few enough for one IN: databases bound the number of values in a statement."""
    rest = iter(items)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def among(query: sa.Select[Any], column: sa.ColumnElement[str], only: Iterable[str] | None) -> list[sa.Select[Any]]:
    """The query as it is, or for some values of a column at a time."""
    return [query] if only is None else [query.where(column.in_(some)) for some in batches(only)]


def sqlite_url(path: Path) -> str:
    return sa.URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)


def _engine(url: str) -> sa.Engine:
    """Raises SetupError for an address that cannot be used."""
    try:
        address = sa.make_url(url)
        if address.drivername in {"postgres", "postgresql"}:
            address = address.set(drivername="postgresql+pg8000")
        lite = address.get_backend_name() == "sqlite"
        options: dict[str, Any] = {"connect_args": {"timeout": BUSY_SECONDS}} if lite else {"pool_pre_ping": True}
        engine = sa.create_engine(address, json_serializer=_json, hide_parameters=True, **options)
    except (sa.exc.ArgumentError, ModuleNotFoundError) as error:
        raise SetupError(
            "Địa chỉ cơ sở dữ liệu không dùng được: chỉ có SQLite và PostgreSQL (postgresql://người-dùng:mật-khẩu@máy/sổ)."
        ) from error
    if lite:
        if address.database and address.database != ":memory:":
            refuse_share(Path(address.database))
        sa.event.listen(engine, "connect", _prepare)
        sa.event.listen(engine, "begin", _begin)
    return engine


def _json(value: object) -> str:
    """Readable UTF-8; half characters from broken file names become `?`, as no database takes them."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace").decode()


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves: the driver's own comes too late to lock
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
    if mode not in {"wal", "memory"}:
        raise SetupError("Thư mục dữ liệu không hỗ trợ ghi an toàn (ổ mạng?). Hãy đặt --data trên ổ đĩa của máy này.")


def _begin(connection: sa.Connection) -> None:
    # A transaction that reads first and writes later fails at once when another wrote between: lock at the start.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def shown(url: str) -> str:
    """A database's address without its password. Raises SetupError for what is none."""
    try:
        address = sa.make_url(url)
    except sa.exc.ArgumentError:
        address = None
    if address is None or (address.drivername.startswith("postgres") and not address.username):
        raise SetupError("Địa chỉ cơ sở dữ liệu viết sai: ghi như postgresql://người-dùng:mật-khẩu@máy/sổ.")
    return address.render_as_string()


@contextmanager
def setup_errors(where: str) -> Iterator[None]:
    """Turns a database that cannot be opened into a SetupError naming `where` (no password)."""
    try:
        yield
    except (DBAPIError, OSError) as error:
        cause = cause_of(error.orig) if isinstance(error, DBAPIError) else trouble_with(error)
        raise SetupError(f"Không mở được sổ tại {where}: {cause}.") from error
