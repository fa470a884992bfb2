"""Signing in: the right password only, locked after some wrong ones, sessions that end when they should."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

import register.accounts
from register import Register
from review.guard import passwords
from schemas.account import Account, Role
from tests.review.browser import OWN, Browser
from tests.review.conftest import PASSWORD

People = Callable[..., Account]


def later(monkeypatch: pytest.MonkeyPatch, **more: float) -> None:
    moved = dt.datetime.now(dt.UTC) + dt.timedelta(**more)
    monkeypatch.setattr(register.accounts, "now", lambda: moved)


def test_the_right_password_opens_the_desk_where_one_wanted_to_go(client: TestClient, person: People) -> None:
    person()
    assert client.get("/", headers=OWN).headers["location"] == "/dang-nhap?ve=/"
    answer = Browser(client).sign_in("Lan ", PASSWORD, ve="/?trang=2")
    assert answer.headers["location"] == "/?trang=2"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("ve", ["https://xau.example/", "//xau.example", "/\\xau.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(client: TestClient, person: People, ve: str) -> None:
    person()
    assert Browser(client).sign_in("lan", PASSWORD, ve=ve).headers["location"] == "/"


@pytest.mark.parametrize(("name", "password"), [("lan", "trâu ơi ta bả"), ("lan", ""), ("khong.ai", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_are_told_the_same(
    client: TestClient, person: People, name: str, password: str
) -> None:
    person()
    answer = Browser(client).sign_in(name, password or "x")
    assert answer.status_code == 403
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in answer.text
    assert "set-cookie" not in answer.headers


def test_a_disabled_account_and_one_without_a_password_stay_out(
    client: TestClient, person: People, register: Register
) -> None:
    person("cu", disabled=True)
    register.accounts.put(Account(name="moi", shown="Mới", role=Role.ADMIN), "thử")
    assert Browser(client).sign_in("cu", PASSWORD).status_code == 403
    assert Browser(client).sign_in("moi", "").status_code in (403, 422)


def test_after_five_wrong_tries_even_the_right_password_waits(
    client: TestClient, person: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    person()
    mine = Browser(client)
    assert [mine.sign_in("lan", f"sai {n}").status_code for n in range(6)] == [403] * 5 + [429]
    assert mine.sign_in("lan", PASSWORD).status_code == 429
    later(monkeypatch, minutes=16)
    assert mine.sign_in("lan", PASSWORD).status_code == 303


def test_one_address_cannot_try_many_names(client: TestClient, person: People) -> None:
    person("khac")
    mine = Browser(client)
    codes = [mine.sign_in(f"ai{n}", "thử bừa").status_code for n in range(21)]
    assert codes == [403] * 20 + [429]
    assert mine.sign_in("khac", PASSWORD).status_code == 429


def test_signing_out_ends_the_session_on_the_server(browser: Callable[..., Browser]) -> None:
    mine = browser()
    cookie = mine.client.cookies["sovang"]
    assert mine.post("/dang-xuat").status_code == 303
    mine.client.cookies.set("sovang", cookie)
    assert mine.get("/").status_code == 303


def test_a_cookie_that_was_there_before_signing_in_is_not_taken_over(client: TestClient, person: People) -> None:
    person()
    client.cookies.set("sovang", "cua-ke-gian")
    Browser(client).sign_in("lan", PASSWORD)
    other = TestClient(client.app, follow_redirects=False)
    other.cookies.set("sovang", "cua-ke-gian")
    assert other.get("/").status_code == 303


@pytest.mark.parametrize("change", [{"role": Role.VIEWER}, {"units": ("don-vi-1",)}, {"disabled": True}])
def test_a_change_of_power_ends_open_sessions(
    browser: Callable[..., Browser], register: Register, change: dict[str, object]
) -> None:
    mine = browser()
    before = register.accounts.find("lan")
    assert before
    register.accounts.put(before.account.model_copy(update=change), "thử")
    assert mine.get("/").status_code == 303


def test_a_new_password_ends_open_sessions(browser: Callable[..., Browser], register: Register) -> None:
    mine, known = browser(), register.accounts.find("lan")
    assert known
    register.accounts.put(known.account, "thử", passwords.hashed("một câu mới toanh", "lan"))
    assert mine.get("/").status_code == 303


def test_a_session_lives_while_it_is_used_and_no_longer(
    browser: Callable[..., Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = browser()
    for hours in (7, 14, 21):
        later(monkeypatch, hours=hours)
        assert mine.get("/").status_code == 200
    later(monkeypatch, hours=30)
    assert mine.get("/").status_code == 303


def test_the_register_keeps_neither_password_nor_token(browser: Callable[..., Browser], register: Register) -> None:
    mine = browser()
    secret = mine.client.cookies["sovang"]
    kept = (register.files.root.parent / "sovang.db").read_bytes()
    kept += b"".join(path.read_bytes() for path in register.files.root.parent.glob("sovang.db-*"))
    assert secret.encode() not in kept
    assert PASSWORD.encode() not in kept
