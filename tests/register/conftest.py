"""A real register for every test: SQLite in a file, and PostgreSQL too where its programs are installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from register import Register
from register.db import Database


@pytest.fixture
def register(tmp_path: Path, url: str | None) -> Iterator[Register]:
    opened = Register.open(tmp_path / "data", url)
    yield opened
    opened.close()


@pytest.fixture
def database(register: Register) -> Database:
    return register.database
