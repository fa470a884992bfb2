"""The schema's history against the tables that the code talks about."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from register import Register
from register.audit import COUNTER
from register.db import Database
from register.migrations import newest, upgrade
from register.tables import audit, metadata
from schemas.errors import SetupError
from schemas.version import Versions
from tests.register.builders import saved


def test_migrations_make_exactly_the_tables_in_use(database: Database) -> None:
    with database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def _back_to_the_first_release(connection: sa.Connection) -> None:
    """The same rows in the tables of revision 0001."""
    kept = [(table, connection.execute(sa.select(table)).mappings().all()) for table in metadata.sorted_tables]
    metadata.drop_all(connection)
    connection.execute(sa.text("DROP TABLE alembic_version"))
    config = Config()
    config.set_main_option("script_location", "register:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")
    there = sa.inspect(connection)
    for table, rows in kept:
        if table.name == "counter":
            rows = [row for row in rows if row["name"] != COUNTER]  # noqa: PLW2901
        if rows and there.has_table(table.name):
            names = {column["name"] for column in there.get_columns(table.name)}
            old = [{k: v for k, v in row.items() if k in names} for row in rows]
            if table.name == "audit":
                connection.execute(_OLD_AUDIT.insert(), _sealed_as_before(old))
            else:
                connection.execute(table.insert(), old)


_OLD_AUDIT = sa.table(
    "audit",
    *(sa.column(name, audit.c[name].type) for name in ("id", "at", "who", "action", "subject", "hash")),
    sa.column("detail", sa.JSON),
)


def _sealed_as_before(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Lines of the first release: the detail within, and the hash over it."""
    out, before = [], ""
    for row in rows:
        line = {**row, "detail": {"thử": row["id"]}}
        content = [line["id"], line["at"].astimezone(UTC).isoformat()]
        content += [line[key] for key in ("who", "action", "subject", "detail")]
        before = hashlib.sha256((before + json.dumps(content, sort_keys=True)).encode()).hexdigest()
        out.append({**line, "hash": before})
    return out


def test_a_filled_register_of_the_first_release_goes_on(register: Register) -> None:
    ids = saved(register)
    register.accept(ids[0], register.reading(ids[0]).accepted, "thu")
    before = list(register.innovations())
    with register.database.write() as connection:
        _back_to_the_first_release(connection)
    upgrade(register.database)
    with register.database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    assert list(register.innovations()) == before
    assert register.verify() == []
    lines = register.audit()
    assert [(line["action"], line["detail"]) for line in lines[:3]] == [
        ("received", {"thử": 1}),
        ("read", {"thử": 2}),
        ("accepted", {"thử": 3}),
    ]
    assert (lines[3]["action"], lines[3]["detail"]["broken"]) == ("resealed", 0)
    register.sent_again.save(Versions())
    assert list(register.innovations()) == before


def test_an_audit_that_was_broken_before_is_told_after_it_too(register: Register) -> None:
    saved(register)
    with register.database.write() as connection:
        _back_to_the_first_release(connection)
        connection.execute(_OLD_AUDIT.update().where(_OLD_AUDIT.c.id == 2).values(who="khac"))
    upgrade(register.database)
    assert [(p.what, p.subject) for p in register.verify()] == [("audit", "2")]


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    Register.open(tmp_path).close()
    before = (tmp_path / "sovang.db").stat().st_mtime_ns
    Register.open(tmp_path).close()
    assert (tmp_path / "sovang.db").stat().st_mtime_ns == before


def test_a_register_of_a_newer_version_is_left_alone(database: Database) -> None:
    with database.write() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SetupError, match="phiên bản phần mềm mới hơn"):
        upgrade(database)


def test_a_file_that_is_no_database_stops_with_advice(tmp_path: Path) -> None:
    (tmp_path / "sovang.db").write_bytes(b"not a database at all, by any means" * 100)
    with pytest.raises(SetupError, match="Không mở được sổ"):
        Register.open(tmp_path)


def test_an_unknown_kind_of_database_stops_with_advice(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="Địa chỉ cơ sở dữ liệu không dùng được"):
        Register.open(tmp_path, "nosuchdb://localhost/x")


def test_the_newest_file_is_the_end_of_the_chain() -> None:
    config = Config()
    config.set_main_option("script_location", "register:migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == newest()
