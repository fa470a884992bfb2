"""A register's tables copied to another database: all of them, verified, or a copy that nobody can open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from register import audit, chain, runs
from register.bulk import Sum, checksum, number_on, pages, put
from register.db import Database
from register.migrations import upgrade
from register.problem import Problem
from register.search import index
from register.tables import counter, metadata
from register.unfinished import COPY
from schemas.errors import SetupError

LEASE = "pipeline"
_OWN = counter.c.name.in_([COPY, index.MARK])  # what each database has for itself


@dataclass(frozen=True, slots=True)
class Moved:
    """Table → its rows, in the order they were copied; `problems`: what was wrong with the audit before."""

    tables: dict[str, Sum]
    problems: list[Problem]

    @property
    def rows(self) -> int:
        return sum(one.rows for one in self.tables.values())


def move(source: Database, target: Database, person: str, told: Callable[[str, int], None]) -> Moved:
    """Copies every table and compares what arrived. `told`: table and rows so far.

    Nobody writes to the source meanwhile, and nothing in it changes. Raises SetupError for a target that holds
    anything but an unfinished copy, and when what arrived differs; runs.Busy while a run is at work.
    """
    if _same(source, target):
        raise SetupError("--to chính là cơ sở dữ liệu đang dùng. Nêu một cơ sở dữ liệu khác, còn trống.")
    _make_ready(target)
    with source.write() as old:  # waits for its turn; then it stands still
        runs.refuse_beside(old, LEASE)
        with target.write() as new:
            new.execute(counter.insert().values(name=COPY, value=1))
        sums = {table.name: _copy(old, target, table, told) for table in _tables()}
        with target.write() as new:
            _compare(new, sums)
            number_on(new, _tables())
            new.execute(counter.delete().where(counter.c.name == COPY))
            problems = _same_chain(old, new)
            moved = Moved(sums, problems)
            audit.note(new, "moved", "register", {"from": old.dialect.name, "rows": moved.rows}, person)
    index.catch_up(target)
    return moved


def _same(source: Database, target: Database) -> bool:
    return _place(source.engine.url) == _place(target.engine.url)


def _place(url: sa.URL) -> tuple[object, ...]:
    if url.get_backend_name() == "sqlite":
        return ("sqlite", Path(url.database or "").resolve())
    return (url.get_backend_name(), url.host, url.port, url.database, url.query)


def _make_ready(target: Database) -> None:
    """An empty register, or the remains of an unfinished copy taken away. Raises SetupError for anything else."""
    with target.read() as connection:
        there = {*sa.inspect(connection).get_table_names()}
        ours = "alembic_version" in there or not there
        if ours and counter.name in there:
            filled = _filled(connection, there)
            unfinished = connection.scalar(sa.select(counter.c.value).where(counter.c.name == COPY))
            ours = not filled or bool(unfinished)
    if not ours:
        raise SetupError(f"Cơ sở dữ liệu đích đã có dữ liệu ({target.shown}). Nêu một cơ sở dữ liệu còn trống ở --to.")
    upgrade(target)
    with target.write() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())


def _tables() -> list[sa.Table]:
    """All but what is made of the others; each after those it points to."""
    return [table for table in metadata.sorted_tables if not table.info.get("derived")]


def _where(table: sa.Table) -> sa.ColumnElement[bool] | None:
    return ~_OWN if table is counter else None


def _filled(connection: sa.Connection, there: set[str]) -> bool:
    tables = [table for table in _tables() if table.name in there and table is not counter]
    return any(connection.execute(sa.select(sa.literal(1)).select_from(t).limit(1)).first() for t in tables)


def _copy(old: sa.Connection, target: Database, table: sa.Table, told: Callable[[str, int], None]) -> Sum:
    out = Sum()
    for rows in pages(old, table, _where(table)):
        with target.write() as new:
            put(new, table, rows)
        out.add(rows)
        told(table.name, out.rows)
    return out


def _compare(new: sa.Connection, sums: dict[str, Sum]) -> None:
    """Raises SetupError naming what does not agree; the copy then stays marked as unfinished."""
    for table in _tables():
        found = checksum(new, table, _where(table))
        if found != sums[table.name]:
            raise SetupError(
                f"Bảng {table.name} chép sang không khớp ({found.rows} dòng, sổ cũ {sums[table.name].rows} dòng). "
                "Sổ cũ vẫn nguyên; chạy lại `sovang move`, vẫn lỗi thì báo người phụ trách."
            )


def _same_chain(old: sa.Connection, new: sa.Connection) -> list[Problem]:
    """The audit is as whole as it was; gives what was wrong with it. Raises SetupError."""
    before = list(chain.check(old))
    if list(chain.check(new)) != before or audit.head(old) != audit.head(new):
        raise SetupError("Nhật ký chép sang không khớp. Sổ cũ vẫn nguyên; chạy lại `sovang move`.")
    return before
