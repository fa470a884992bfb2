"""A program with a token of somebody's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from register import Register
from review.guard import sessions
from schemas.account import Account, Role
from schemas.units.filing import Filing
from tests.register.builders import saved


@pytest.fixture
def program(client: TestClient, register: Register, person: Callable[..., Account]) -> Callable[..., TestClient]:
    """A client without cookies that sends a fresh token of an account with each call."""

    def made(role: Role = Role.REVIEWER, name: str = "may", **more: object) -> TestClient:
        person(name, role, **more)
        secret = sessions.new_token()
        register.tokens.make(sessions.digest(secret), name, "máy thử", name)
        headers = {"authorization": f"Bearer {secret}"}
        return TestClient(client.app, headers=headers, follow_redirects=False, raise_server_exceptions=False)

    return made


@pytest.fixture
def two_units(register: Register) -> tuple[list[str], list[str]]:
    """Rows of unit dv-1, and rows of another one."""
    own, others = saved(register), saved(register, b"khac")
    register.units.file([Filing(dossier_id=own[0][:-4], unit_id="dv-1", text="Xưởng Mẫu", basis="thử", chance=1.0)])
    return own, others
