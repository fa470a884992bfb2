"""What tests of every part share: threads kept few, and a register's tables on SQLite and PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None)  # a machine at work elsewhere is no failure
settings.load_profile("house")

# Debian's Tesseract would start a thread for every core, in every worker.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[object]:
    """A `tests.postgres.Server`, one for each worker; started when its first test asks."""
    from tests import postgres

    found = postgres.programs()
    if found is None:
        pytest.skip(postgres.HOW_TO_GET)
    with postgres.server(found) as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: object) -> Iterator[str]:
    """The address of a PostgreSQL database with an empty register."""
    with postgres_server.database("migrated") as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str | None:
    """Where the register's tables are; None is the usual SQLite file."""
    return None if request.param == "sqlite" else request.getfixturevalue("postgres_url")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """The same without any table yet."""
    if request.param == "sqlite":
        yield None
        return
    with request.getfixturevalue("postgres_server").database() as url:
        yield url
