"""The office itself and the matcher's thresholds: shown with what each choice means, kept with who set it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from register import Register
from review.app import create_app
from review.desk import Desk
from review.services import Machine, Services
from schemas.account import Account, Role
from schemas.office import ABOUT, MATCHING, Thresholds
from tests.review.browser import Browser
from tests.review.conftest import PASSWORD

Browsers = Callable[..., Browser]
FIGURES = {"precision": 0.874, "recall": 0.992, "same": 1.0, "review": 25.6}


def tried(chosen: Thresholds | None) -> dict[str, Any]:
    now = chosen.model_dump() if chosen else {"review": 0.3, "same": 0.86}
    pairs = [(0.2, now["same"]), (0.3, now["same"]), (now["review"], 0.86), (now["review"], 1.01)]
    rows = [{"review": a, "same": b, "figures": FIGURES} for a, b in dict.fromkeys([*pairs, tuple(now.values())])]
    return {"model": "x", "shipped": {"review": 0.3, "same": 0.86}, "now": now, "trials": rows}


@pytest.fixture
def services() -> Services:
    return Services(thresholds=tried, machine=lambda: Machine(set={"province": "Lai Châu"}))


def version(mine: Browser, path: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', mine.get(path).text)
    assert found
    return found[1]


def test_each_threshold_is_shown_with_what_it_means(browser: Browsers) -> None:
    text = browser(role=Role.ADMIN).get("/thiet-lap/nguong").text
    for said in ("87,4 %", "99,2 %", "25,6", "đang dùng", "mặc định", "không bao giờ chắc", "<polyline"):
        assert said in text


def test_a_threshold_is_kept_with_who_set_it_and_taken_back(browser: Browsers, register: Register) -> None:
    mine, path = browser(role=Role.ADMIN), "/thiet-lap/nguong"
    values = {"version": version(mine, path), "review": "0.2", "same": "1.01", "action": "save"}
    answer = mine.post(path, values)
    assert answer.headers["location"] == "/thiet-lap/nguong?xong=1"
    assert "lượt so trùng tới" in mine.get(answer.headers["location"]).text
    kept = register.settings.get(MATCHING)
    assert kept
    assert (kept.data, kept.person) == ({"review": 0.2, "same": 1.01}, "lan")
    assert mine.post(path, {"version": version(mine, path), "action": "shipped"}).status_code == 303
    assert "Về mặc định" not in mine.get(path).text
    lines = register.audit(MATCHING)
    assert [line["who"] for line in lines] == ["lan", "lan"]
    assert lines[-1]["detail"] == {"before": {"review": 0.2, "same": 1.01}, "after": None}


def test_the_second_of_two_administrators_is_told(browser: Browsers, register: Register) -> None:
    mine, path = browser(role=Role.ADMIN), "/thiet-lap/nguong"
    before = version(mine, path)
    register.settings.put(MATCHING, {"review": 0.4, "same": 0.9}, 0, "minh")
    answer = mine.post(path, {"version": before, "review": "0.2", "same": "0.86"})
    assert answer.status_code == 409
    assert "minh vừa sửa mục này" in answer.text
    kept = register.settings.get(MATCHING)
    assert kept
    assert kept.data == {"review": 0.4, "same": 0.9}


@pytest.mark.parametrize("wrong", [{"review": "x"}, {"review": "0"}, {"same": "5"}, {"review": ""}, {"same": "nan"}])
def test_what_is_no_threshold_changes_nothing(browser: Browsers, register: Register, wrong: dict[str, str]) -> None:
    answer = browser(role=Role.ADMIN).post(
        "/thiet-lap/nguong", {"version": "0", "review": "0.3", "same": "0.9"} | wrong
    )
    assert answer.status_code == 422
    assert "Chọn một ngưỡng" in answer.text
    assert register.settings.get(MATCHING) is None


def test_a_desk_that_cannot_reckon_says_so(register: Register, person: Callable[..., Account]) -> None:
    person(role=Role.ADMIN)
    app = create_app(Desk(register, Path("pages")))
    mine = Browser(TestClient(app, follow_redirects=False, raise_server_exceptions=False))
    mine.sign_in("lan", PASSWORD)
    answer = mine.get("/thiet-lap/nguong")
    assert answer.status_code == 200
    assert "không tính được ngưỡng" in answer.text


def test_the_offices_name_and_province_are_kept_and_the_machines_word_is_told(
    browser: Browsers, register: Register
) -> None:
    mine, path = browser(role=Role.ADMIN), "/thiet-lap/co-quan"
    assert "Lai Châu" in mine.get(path).text
    values = {"version": version(mine, path), "name": "  LĐLĐ  tỉnh Vân Sơn ", "province": "Vân Sơn"}
    assert mine.post(path, values).status_code == 303
    kept = register.settings.get(ABOUT)
    assert kept
    assert kept.data == {"name": "LĐLĐ tỉnh Vân Sơn", "province": "Vân Sơn"}
    assert mine.post(path, values | {"name": "Khác"}).status_code == 409


def test_every_setting_is_found_from_the_first_page(browser: Browsers) -> None:
    mine = browser(role=Role.ADMIN)
    paths = {*re.findall(r'href="(/(?:thiet-lap/|tai-khoan)[a-z-]*)"', mine.get("/thiet-lap").text)}
    assert len(paths) == 7
    for path in paths:
        assert mine.get(path).status_code == 200, path
