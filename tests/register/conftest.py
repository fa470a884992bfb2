"""A real register for every test: SQLite in a file, and PostgreSQL too where its programs are installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

from register import Register
from register.db import Database
from tests.register import postgres


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The server's address; started when the first test asks."""
    found = postgres.programs()
    if found is None:
        pytest.skip(postgres.HOW_TO_GET)
    with ExitStack() as stack:
        yield stack.enter_context(postgres.server(found))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str | None:
    """Where the register's tables are; None is the usual SQLite file."""
    if request.param == "sqlite":
        return None
    address = sa.make_url(request.getfixturevalue("postgres_server")).set(drivername="postgresql+pg8000")
    name = f"t{uuid4().hex}"
    engine = sa.create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return address.set(database=name).render_as_string()


@pytest.fixture
def register(tmp_path: Path, url: str | None) -> Iterator[Register]:
    opened = Register.open(tmp_path / "data", url)
    yield opened
    opened.close()


@pytest.fixture
def database(register: Register) -> Database:
    return register.database
