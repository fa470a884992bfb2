"""Every route is in the table of who may use it, and the gate keeps to the table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from register import Register
from review.access import ACCESS, ANYBODY
from review.app import create_app
from review.desk import Desk
from review.pages import PAGES
from schemas.account import Role
from tests.review.api.routes import API
from tests.review.browser import OWN, Browser


def routes(app: FastAPI) -> list[APIRoute]:
    """The routes of all screens; an app that has others than these is told by the test of the table."""
    found = [*app.routes, *(route for router in PAGES for route in router.routes)]
    # The JSON interface has a gate of its own: tests/review/api/test_gate.py asks it.
    return [route for route in found if isinstance(route, APIRoute)]


def ask(client: TestClient, route: APIRoute) -> int:
    """The status of a request with empty values; forms are not even looked at before the gate lets one through."""
    path = route.path
    for name in route.param_convertors:
        path = path.replace("{" + name + "}", "x")
    return client.request(next(iter(route.methods)), path, headers=OWN).status_code


def test_every_route_has_its_line_and_every_line_its_route(register: Register) -> None:
    app = create_app(Desk(register, Path("pages")))
    names = [route.name for route in routes(app)]
    assert sorted([*names, *(route.name for route in API)]) == sorted(ACCESS)
    assert len(app.routes) == len(PAGES) + 2, "static files and the JSON interface are all beside the screens"


def test_nobody_else_sees_a_page_before_signing_in(client: TestClient) -> None:
    for route in routes(client.app):  # type: ignore[arg-type]
        if ACCESS[route.name] is not ANYBODY:
            assert ask(client, route) == 303, route.name


@pytest.mark.parametrize("role", Role)
def test_a_role_gets_what_the_table_grants_and_nothing_else(role: Role, browser: Callable[..., Browser]) -> None:
    client = browser(f"ai.{role}", role).client
    for route in routes(client.app):  # type: ignore[arg-type]
        granted = ACCESS[route.name] is ANYBODY or role in ACCESS[route.name]
        status = ask(client, route)
        if not granted:
            assert status == 403, f"{role} was let into {route.name}"
        elif "GET" in route.methods:
            assert status != 403, f"{role} was kept out of {route.name}"


def test_a_route_that_is_not_in_the_table_is_denied_to_all(register: Register, browser: Callable[..., Browser]) -> None:
    client = browser(role=Role.ADMIN).client
    app = client.app
    assert isinstance(app, FastAPI)
    app.add_api_route("/quen", lambda: "bí mật", name="forgotten")
    answer = client.get("/quen", headers=OWN)
    assert answer.status_code == 403
    assert "bí mật" not in answer.text
