"""What holds for every route of the desk, whatever it does."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from httpx import Response
from starlette.testclient import TestClient

import register.accounts
import review
from register import Register
from review.access import ACCESS, ANYBODY
from review.guard.headers import POLICY
from review.guard.sessions import COOKIE, new_secret
from schemas.account import Role
from tests.review.browser import OWN, Browser
from tests.review.test_access import routes

Browsers = Callable[..., Browser]


def shut(client: TestClient) -> list[APIRoute]:
    """The routes behind the door."""
    return [one for one in routes(client.app) if ACCESS[one.name] is not ANYBODY]  # type: ignore[arg-type]


def ask(client: TestClient, route: APIRoute, headers: dict[str, str], data: dict[str, str] | None = None) -> Response:
    path = re.sub(r"\{[^}]*\}", "x", route.path)
    return client.request(next(iter(route.methods)), path, headers=headers, data=data)


@pytest.mark.parametrize(
    "cookie", ["", "x", new_secret(), "0" * 5000, "%00"], ids=["none", "short", "a secret", "long", "escaped"]
)
def test_a_strangers_session_opens_nothing(client: TestClient, cookie: str) -> None:
    for route in shut(client):
        answer = ask(client, route, {**OWN, "cookie": f"{COOKIE}={cookie}"})
        assert answer.status_code == 303, route.name
        assert answer.headers["location"].startswith("/dang-nhap"), route.name


def test_a_session_that_grew_old_opens_nothing(browser: Browsers, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = browser(role=Role.ADMIN)
    later = dt.datetime.now(dt.UTC) + dt.timedelta(hours=9)
    monkeypatch.setattr(register.accounts, "now", lambda: later)
    for route in shut(mine.client):
        assert ask(mine.client, route, OWN).status_code == 303, route.name


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "https://xau.example"}]
)
def test_no_change_comes_from_another_site(browser: Browsers, headers: dict[str, str]) -> None:
    """Not even with the right token."""
    mine = browser(role=Role.ADMIN)
    token = mine.token()
    for route in shut(mine.client):
        if "POST" in route.methods:
            assert ask(mine.client, route, headers, {"_token": token}).status_code == 403, route.name
    assert mine.get("/").status_code == 200, "still signed in"


def test_no_change_goes_without_the_token(browser: Browsers, register: Register) -> None:
    mine = browser(role=Role.ADMIN)
    before = len(register.audit())
    for route in shut(mine.client):
        if "POST" in route.methods:
            assert ask(mine.client, route, OWN, {"_token": "0" * 64}).status_code == 403, route.name
    assert len(register.audit()) == before


def test_what_changes_something_is_never_asked_by_an_address(client: TestClient) -> None:
    for route in routes(client.app):  # type: ignore[arg-type]
        assert {*route.methods} in ({"GET"}, {"POST"}), route.name


def test_every_answer_is_shut_against_foreign_code_and_sniffing(browser: Browsers) -> None:
    mine = browser(role=Role.ADMIN)
    for route in shut(mine.client):
        headers = ask(mine.client, route, OWN).headers
        assert headers["content-security-policy"] == POLICY, route.name
        assert headers["x-content-type-options"] == "nosniff", route.name
        assert headers["x-frame-options"] == "DENY", route.name
        assert headers["cache-control"] == "no-store", route.name
    assert "unsafe" not in POLICY
    assert "http" not in POLICY


def test_no_page_has_code_or_style_of_its_own() -> None:
    """Such a page would be shown without them: the policy forbids both."""
    for path in Path(review.__file__).parent.joinpath("templates").rglob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", text), path.name


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.ADMIN])
def test_nobody_but_an_administrator_comes_to_the_settings(browser: Browsers, role: Role) -> None:
    mine = browser(role=role)
    settings = [one for one in shut(mine.client) if one.path.startswith(("/thiet-lap", "/tai-khoan"))]
    assert len(settings) > 15
    for route in settings:
        assert ask(mine.client, route, OWN, {"_token": mine.token()}).status_code == 403, route.name
    assert "/thiet-lap" not in mine.get("/").text
