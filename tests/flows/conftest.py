"""One Prefect server for all tests that need a real one: starting it takes longer than all of them."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from flows.prefect_home import settle_prefect


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A server with an empty home of its own. Session scope: the harness deadlocks when it is taken per test."""
    settle_prefect(tmp_path_factory.mktemp("prefect"), None)
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=180):
        yield
    os.environ.pop("PREFECT_HOME", None)
