from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from register import Register
from review.access import ACCESS
from review.app import create_app
from review.desk import Desk
from review.guard.pace import LIMITS, Limit, Pace
from schemas.account import Account, Role
from tests.review.browser import OWN, Browser
from tests.review.conftest import PASSWORD


class Clock:
    at = 0.0

    def __call__(self) -> float:
        return self.at


def test_a_burst_goes_through_then_so_many_a_second() -> None:
    clock = Clock()
    pace = Pace({"book": Limit(3, 0.5)}, clock)
    assert [pace.wait("book", "lan", "10.0.0.1") for _ in range(4)] == [0, 0, 0, 2]
    assert pace.wait("book", "minh", "10.0.0.1") == 0, "another account"
    assert pace.wait("today", "lan", "10.0.0.1") == 0, "a page without a limit"
    clock.at = 2.0
    assert [pace.wait("book", "lan", "10.0.0.1") for _ in range(2)] == [0, 2]
    clock.at = 1000.0
    assert [pace.wait("book", "lan", "10.0.0.1") for _ in range(4)] == [0, 0, 0, 2], "no more than a burst is saved up"


def test_many_accounts_of_one_address_are_slowed_down_together() -> None:
    pace = Pace({"book": Limit(3, 0.5, many=2)}, Clock())
    assert [pace.wait("book", f"ai{n}", "10.0.0.1") for n in range(7)] == [0] * 6 + [1]
    assert pace.wait("book", "ai0", "10.0.0.2") == 0


def test_it_remembers_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("review.guard.pace._KEPT", 50)
    pace = Pace({"book": Limit(3, 0.5)}, Clock())
    for n in range(200):
        pace.wait("book", f"ai{n}", f"10.0.0.{n}")
    assert len(pace._buckets) == 50


def test_the_limited_routes_are_routes() -> None:
    assert {*LIMITS} <= {*ACCESS}


PATHS = {"signin_try": "/dang-nhap", "book": "/so?q=x", "upload_take": "/nhan"}


@pytest.mark.parametrize("route", sorted(PATHS))
def test_who_goes_too_fast_is_told_in_vietnamese_when_to_come_again(
    register: Register, tmp_path: Path, person: Callable[..., Account], route: str
) -> None:
    person(role=Role.ADMIN)
    pace = Pace({route: Limit(2, 0.1, many=1)}, Clock())
    app = create_app(Desk(register, tmp_path / "pages", pace=pace))
    mine = Browser(TestClient(app, follow_redirects=False, raise_server_exceptions=False))
    mine.sign_in("lan", PASSWORD)
    ask = mine.get if route == "book" else mine.post
    codes = [ask(PATHS[route]) for _ in range(3)]
    assert codes[-1].status_code == 429
    assert codes[-1].headers["retry-after"] == "10"
    assert "Làm quá nhanh" in codes[-1].text
    assert mine.client.get("/", headers=OWN).status_code == 200, "all else goes on"
