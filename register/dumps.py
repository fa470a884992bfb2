"""A database as one file while others work in it, and back: SQLite's online backup, PostgreSQL's own programs."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

import sqlalchemy as sa

from register.db import Database
from schemas.errors import SetupError

_PACKAGE = "Cài gói postgresql-client cùng bản với máy chủ hoặc mới hơn (chạy `make setup`)."


def dump(database: Database, out: Path) -> None:
    """One moment's whole content. Nobody waits for it. Raises SetupError."""
    if database.engine.dialect.name == "sqlite":
        _dump_sqlite(database, out)
    else:
        options = ["--format=custom", "--no-owner", "--no-privileges", "--file", str(out)]
        _run("pg_dump", options, database.engine.url)


def load(source: Path, database: Database) -> None:
    """Fills an empty PostgreSQL database, wholly or not at all. Raises SetupError."""
    options = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", "--dbname"]
    url = database.engine.url
    _run("pg_restore", [*options, url.database or "", str(source)], url)


def _dump_sqlite(database: Database, out: Path) -> None:
    copy = sqlite3.connect(out)
    raw = database.engine.raw_connection()
    try:
        source = raw.driver_connection
        assert isinstance(source, sqlite3.Connection)
        source.backup(copy)  # in one step: in steps it would begin anew whenever somebody writes
        copy.execute("PRAGMA journal_mode=DELETE")
        said = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    finally:
        raw.close()
        copy.close()
    if said != "ok":
        raise SetupError(f"Sổ có chỗ hỏng ({said}), chưa sao lưu được. Chạy `sovang verify`, lấy lại từ bản cũ.")


def _run(program: str, options: list[str], url: sa.URL) -> None:
    found = shutil.which(program) or next(
        iter(sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))[::-1]), None
    )
    if found is None:
        raise SetupError(f"Máy này thiếu {program}. {_PACKAGE}")
    done = subprocess.run(
        [found, *options], env={**os.environ, **_environment(url)}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = next((line for line in done.stderr.splitlines() if "error" in line.lower()), done.stderr.strip()[:200])
        step = _PACKAGE if "version mismatch" in done.stderr else "Kiểm tra địa chỉ, quyền và ổ đĩa của PostgreSQL."
        raise SetupError(f"{program} không làm được: {said}. {step}")


def _environment(url: sa.URL) -> dict[str, str]:
    """How libpq is told where to go: never on a command line, which every user of the machine can read."""
    socket = url.query.get("unix_sock")
    host = str(Path(str(socket)).parent) if socket else url.host
    said = {
        "PGHOST": host,
        "PGPORT": str(url.port) if url.port else None,
        "PGUSER": url.username,
        "PGPASSWORD": str(url.password) if url.password else None,
        "PGDATABASE": url.database,
        "PGCONNECT_TIMEOUT": "15",
    }
    return {name: value for name, value in said.items() if value}
