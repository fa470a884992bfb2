"""A desk on an empty register, and people who sign in to it as a browser would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from register import Register
from review.app import create_app
from review.desk import Desk
from review.guard import passwords
from review.services import Services
from schemas.account import Account, Role
from tests.review.browser import Browser

PASSWORD = "trâu ơi ta bảo"
_HASHES: dict[str, str] = {}


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    opened = Register.open(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def services() -> Services:
    """What the desk is handed; a test that needs more than nothing has its own."""
    return Services()


@pytest.fixture
def client(register: Register, services: Services, tmp_path: Path) -> Iterator[TestClient]:
    app = create_app(Desk(register, tmp_path / "data" / "pages", services, office="LĐLĐ tỉnh Vân Sơn", most=2**20))
    with TestClient(app, follow_redirects=False, raise_server_exceptions=False) as started:
        yield started


@pytest.fixture
def person(register: Register) -> Callable[..., Account]:
    """Makes an account; the slow hash is made once for all tests."""

    def made(name: str = "lan", role: Role = Role.REVIEWER, **more: object) -> Account:
        account = Account.model_validate({"name": name, "shown": f"Bà {name.title()}", "role": role, **more})
        kept = _HASHES.setdefault(PASSWORD, passwords.hashed(PASSWORD, "ai đó"))
        register.accounts.put(account, "thử", kept)
        return account

    return made


@pytest.fixture
def browser(client: TestClient, person: Callable[..., Account]) -> Callable[..., Browser]:
    """Somebody signed in, in a browser of his own."""

    def signed_in(name: str = "lan", role: Role = Role.REVIEWER, **more: object) -> Browser:
        person(name, role, **more)
        fresh = TestClient(client.app, follow_redirects=False, raise_server_exceptions=False)
        opened = Browser(fresh)
        assert opened.sign_in(name, PASSWORD).status_code == 303
        return opened

    return signed_in
