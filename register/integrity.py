"""The database's own check of its files."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from register.problem import Problem
from register.tables import metadata

_MOST = 20


def check(connection: sa.Connection, *, quick: bool = False) -> Iterator[Problem]:
    """SQLite's check of its file; on PostgreSQL every row is read, and what guards the tables is looked at."""
    found = _sqlite(connection, quick) if connection.dialect.name == "sqlite" else _postgresql(connection, quick)
    for line in found:
        message = f"Cơ sở dữ liệu hỏng ({line}): dừng dùng, khôi phục từ bản sao lưu gần nhất (`sovang restore`)."
        yield Problem("database", "sovang.db", message)


def _sqlite(connection: sa.Connection, quick: bool) -> Iterator[str]:
    pragma = "quick_check" if quick else "integrity_check"
    try:
        yield from (str(row[0]) for row in connection.exec_driver_sql(f"PRAGMA {pragma}({_MOST})") if row[0] != "ok")
    except DBAPIError as error:
        yield str(error.orig)


def _postgresql(connection: sa.Connection, quick: bool) -> Iterator[str]:
    for name in connection.scalars(sa.text(_IDLE_INDEXES)):
        yield f"chỉ mục {name} không dùng được: REINDEX INDEX {name}"
    for name in connection.scalars(sa.text(_IDLE_CHECKS)):
        yield f"ràng buộc {name} bị tắt hoặc chưa kiểm"
    for table in [] if quick else metadata.sorted_tables:
        try:
            with connection.begin_nested():
                whole = sa.text(f'SELECT sum(length(t::text)) FROM "{table.name}" t')  # noqa: S608  # our own name
                connection.execute(whole)
        except DBAPIError as error:
            yield f"bảng {table.name} không đọc được ({type(error.orig).__name__})"


_IDLE_INDEXES = """SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE NOT (i.indisvalid AND i.indisready) AND pg_table_is_visible(i.indrelid)"""
_IDLE_CHECKS = """SELECT conname FROM pg_constraint WHERE NOT convalidated AND pg_table_is_visible(conrelid)
    UNION SELECT tgname FROM pg_trigger WHERE tgenabled <> 'O' AND pg_table_is_visible(tgrelid)"""
