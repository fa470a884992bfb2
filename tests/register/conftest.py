"""A real register for every test: SQLite in a file, and PostgreSQL too where its programs are installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from register import Register
from register.db import Database
from register.search import checking


@pytest.fixture
def register(tmp_path: Path, url: str | None, request: pytest.FixtureRequest) -> Iterator[Register]:
    opened = Register.open(tmp_path / "data", url)
    yield opened
    if "test_verify" not in request.node.nodeid:  # whatever a test did, what is found and counted is what is in force
        with opened.database.read() as connection:
            assert checking.out_of_step(connection) == []
    opened.close()


@pytest.fixture
def database(register: Register) -> Database:
    return register.database
