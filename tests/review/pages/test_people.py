from __future__ import annotations

from collections.abc import Callable

import pytest

from register import Register
from schemas.account import Account, Role
from tests.review.browser import Browser
from tests.review.conftest import PASSWORD

NEW = {"name": "minh.tu", "shown": "Đỗ Minh Tú", "role": "entry", "password": "gió đưa cành trúc"}
Browsers = Callable[..., Browser]


def account(register: Register, name: str) -> Account:
    known = register.accounts.find(name)
    assert known
    return known.account


def test_an_administrator_adds_a_person_who_can_sign_in(browser: Browsers, register: Register) -> None:
    mine = browser(role=Role.ADMIN)
    assert mine.post("/tai-khoan", NEW).status_code == 303
    assert account(register, "minh.tu").role is Role.ENTRY
    assert "Đỗ Minh Tú" in mine.get("/tai-khoan").text
    assert mine.sign_in("minh.tu", NEW["password"]).status_code == 303


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": "Tú"}, "Tên đăng nhập gồm"),
        ({"shown": "  "}, "Tên đăng nhập gồm"),
        ({"password": "ngắn"}, "Mật khẩu cần từ"),
        ({"name": "lan"}, "đã có người dùng"),
    ],
)
def test_a_wrong_entry_is_told_and_what_was_typed_stays(
    browser: Browsers, register: Register, wrong: dict[str, str], told: str
) -> None:
    answer = browser(role=Role.ADMIN).post("/tai-khoan", NEW | wrong)
    assert answer.status_code == 422
    assert told in answer.text
    assert "Minh Tú" in answer.text or "shown" in wrong
    assert [one.name for one in register.accounts.all()] == ["lan"]


def test_the_last_administrator_cannot_lock_the_door_behind_himself(browser: Browsers, register: Register) -> None:
    mine = browser(role=Role.ADMIN)
    for values in ({"role": "viewer"}, {"role": "admin", "disabled": "true"}):
        answer = mine.post("/tai-khoan/lan", {"shown": "Lan", **values})
        assert answer.status_code == 409
        assert "ít nhất một người quản trị" in answer.text
    browser("hai", Role.ADMIN)
    assert mine.post("/tai-khoan/lan", {"shown": "Lan", "role": "viewer"}).status_code == 303
    assert account(register, "lan").role is Role.VIEWER


def test_scope_and_lock_are_kept_with_who_set_them(browser: Browsers, register: Register) -> None:
    browser("minh")
    mine = browser(role=Role.ADMIN)
    values = {"shown": "Minh", "role": "reviewer", "units": "dv-1\n dv-2", "disabled": "true"}
    assert mine.post("/tai-khoan/minh", values).status_code == 303
    after = account(register, "minh")
    assert after.units == ("dv-1", "dv-2")
    assert after.disabled
    assert register.audit("minh")[-1]["who"] == "lan"
    assert mine.get("/tai-khoan/khong.co").status_code == 404


def test_one_changes_ones_own_settings_and_nothing_else(browser: Browsers, register: Register) -> None:
    mine = browser(role=Role.VIEWER)
    assert mine.post("/toi", {"lang": "en", "blind": "true", "role": "admin"}).status_code == 303
    after = account(register, "lan")
    assert (after.lang, after.keys, after.blind, after.role) == ("en", False, True, Role.VIEWER)
    assert mine.get("/").status_code == 200


def test_a_new_password_of_ones_own_needs_the_old_one(browser: Browsers) -> None:
    mine, new = browser(), "sáng ra bờ suối"
    assert mine.post("/toi/mat-khau", {"old": "không phải", "password": new}).status_code == 403
    assert mine.post("/toi/mat-khau", {"old": PASSWORD, "password": "ngắn"}).status_code == 422
    assert mine.post("/toi/mat-khau", {"old": PASSWORD, "password": new}).status_code == 303
    assert mine.get("/").status_code == 303
    assert mine.sign_in("lan", new).status_code == 303
