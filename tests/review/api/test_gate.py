"""Only a living token opens anything, and no further than its account's role and units."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from register import Register, tokens
from register.tables import metadata
from review.access import ACCESS
from schemas.account import Account, Role
from tests.review.api.routes import API, ask
from tests.review.browser import Browser

Programs = Callable[..., TestClient]


def test_without_a_token_nothing_is_told(client: TestClient) -> None:
    for route in API:
        answer = ask(client, route)
        assert answer.status_code == 401, route.name
        assert answer.json()["error"]["code"] == "no-token"
        assert answer.headers["www-authenticate"] == "Bearer"


def test_a_session_opens_only_the_description(browser: Callable[..., Browser]) -> None:
    mine = browser(role=Role.ADMIN).client
    for route in API:
        assert ask(mine, route).status_code == (200 if route.name == "api_description" else 401), route.name


@pytest.mark.parametrize("role", Role)
def test_a_token_gets_what_the_table_grants_its_role(role: Role, program: Programs) -> None:
    mine = program(role)
    for route in API:
        status = ask(mine, route).status_code
        assert (status == 403) == (role not in ACCESS[route.name]), f"{role} {route.name} {status}"
        assert status != 401


def test_an_ended_or_an_old_token_opens_nothing(
    program: Programs, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = program()
    assert mine.get("/api/v1/innovations").status_code == 200
    [held] = register.tokens.of("may")
    later = held.until + dt.timedelta(seconds=1)
    monkeypatch.setattr(tokens, "now", lambda: later)
    assert mine.get("/api/v1/innovations").status_code == 401
    monkeypatch.undo()
    register.tokens.end(held.id, "may", "may")
    assert mine.get("/api/v1/innovations").status_code == 401


def test_a_token_dies_with_its_account_and_with_a_password_set_by_another(
    program: Programs, register: Register, person: Callable[..., Account]
) -> None:
    mine = program(name="lan")
    register.accounts.put(account("lan"), "lan", "đổi của mình")
    assert mine.get("/api/v1/innovations").status_code == 200
    register.accounts.put(account("lan", disabled=True), "quan.tri")
    assert mine.get("/api/v1/innovations").status_code == 401
    register.accounts.put(account("lan"), "quan.tri")
    assert mine.get("/api/v1/innovations").status_code == 200
    register.accounts.put(account("lan"), "quan.tri", "đặt lại")
    assert mine.get("/api/v1/innovations").status_code == 401


def test_a_role_that_shrinks_binds_the_token_at_once(program: Programs, register: Register) -> None:
    mine = program(Role.ENTRY, name="lan")
    assert mine.post("/api/v1/dossiers", files={"files": ("a.txt", b"x")}).status_code != 403
    register.accounts.put(account("lan", role=Role.VIEWER), "quan.tri")
    assert mine.post("/api/v1/dossiers", files={"files": ("a.txt", b"x")}).status_code == 403


def test_no_secret_is_kept(program: Programs, register: Register) -> None:
    mine = program()
    secret = mine.headers["authorization"].removeprefix("Bearer ")
    with register.database.read() as connection:
        rows = [row for table in metadata.sorted_tables for row in connection.execute(sa.select(table))]
    dump = "\n".join(map(str, rows))
    assert "máy thử" in dump
    assert secret not in dump


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/khong-co", 404, "not-found"),
        ("DELETE", "/api/v1/innovations", 405, "method-not-allowed"),
        ("GET", "/api/v1/innovations?limit=nhieu", 422, "invalid"),
        ("GET", "/api/v1/innovations?khong-biet=1", 422, "invalid"),
        ("GET", "/api/v1/innovations/HS2021-00001-001", 404, "not-found"),
        ("GET", "/api/v1/dossiers/HS2021-00001", 404, "not-found"),
        ("GET", "/api/v1/exports/tranh", 422, "invalid"),
    ],
)
def test_every_error_is_json_with_a_code_and_a_vietnamese_line(
    program: Programs, method: str, path: str, status: int, code: str
) -> None:
    answer = program().request(method, path)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert len(answer.json()["error"]["message"]) > 10


def test_our_own_fault_is_json_too(program: Programs, register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = program()
    monkeypatch.setattr(register, "finder", None)
    answer = mine.get("/api/v1/innovations")
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "internal-error"


def account(name: str, role: Role = Role.REVIEWER, **more: object) -> Account:
    return Account.model_validate({"name": name, "shown": "Bà Lan", "role": role, **more})
