from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from httpx import Response
from starlette.testclient import TestClient

from register import Register
from schemas.account import Account, Role
from tests.review.browser import OWN, Browser
from tests.review.conftest import PASSWORD

NEW = {"name": "minh.tu", "shown": "Đỗ Minh Tú", "role": "entry"}
CHOSEN = "gió đưa cành trúc"
Browsers = Callable[..., Browser]


def account(register: Register, name: str) -> Account:
    known = register.accounts.find(name)
    assert known
    return known.account


def one_time(answer: Response) -> str:
    """The password that a page shows once."""
    found = re.search(r'class="secret">([a-z0-9-]{19})<', answer.text)
    assert found, answer.text
    return found[1]


def fresh(mine: Browser) -> Browser:
    """The same desk in another browser."""
    return Browser(TestClient(mine.client.app, follow_redirects=False, raise_server_exceptions=False))


def test_a_new_person_signs_in_once_with_what_the_machine_chose_and_then_with_an_own_password(
    browser: Browsers, register: Register
) -> None:
    mine = browser(role=Role.ADMIN)
    given = one_time(mine.post("/tai-khoan", NEW))
    assert account(register, "minh.tu").role is Role.ENTRY
    assert "Đỗ Minh Tú" in mine.get("/tai-khoan").text
    assert given not in mine.get("/tai-khoan/minh.tu").text, "it is shown once"
    theirs = fresh(mine)
    assert theirs.sign_in("minh.tu", given).status_code == 303
    for path in ("/", "/so", "/viec", "/nhan"):
        assert theirs.get(path).headers["location"] == "/toi", "nothing before the password is changed"
    assert "chỉ dùng một lần" in theirs.get("/toi").text
    posting = {"_token": theirs.token("/toi")}
    assert theirs.client.post("/toi", data=posting, headers=OWN).headers["location"] == "/toi"
    asked = {**posting, "old": given, "password": given}
    assert theirs.client.post("/toi/mat-khau", data=asked, headers=OWN).status_code == 422, "the same is no new one"
    assert theirs.client.post("/toi/mat-khau", data=asked | {"password": CHOSEN}, headers=OWN).status_code == 303
    assert theirs.sign_in("minh.tu", given).status_code == 403
    assert theirs.sign_in("minh.tu", CHOSEN).status_code == 303
    assert theirs.get("/").status_code == 200


def test_a_forgotten_password_is_replaced_by_one_for_one_sign_in(browser: Browsers, register: Register) -> None:
    theirs, mine = browser("minh"), browser(role=Role.ADMIN)
    given = one_time(mine.post("/tai-khoan/minh/mat-khau"))
    assert theirs.get("/").status_code == 303, "every session has ended"
    assert theirs.sign_in("minh", PASSWORD).status_code == 403
    assert theirs.sign_in("minh", given).status_code == 303
    assert theirs.get("/").headers["location"] == "/toi"
    assert "chờ đổi mật khẩu" in mine.get("/tai-khoan").text
    assert given not in json.dumps(register.audit("minh"), default=str), "nobody can read it in the audit"


def test_whoever_is_locked_out_is_seen_and_let_in_again(browser: Browsers, register: Register) -> None:
    mine, theirs = browser(role=Role.ADMIN), browser("minh")
    other = fresh(theirs)
    assert [other.sign_in("minh", "sai") for _ in range(5)][-1].status_code == 403
    assert "tạm khóa" in mine.get("/tai-khoan").text
    assert "Đang tạm khóa" in mine.get("/tai-khoan/minh").text
    assert other.sign_in("minh", PASSWORD).status_code == 429
    assert mine.post("/tai-khoan/minh/bo-khoa").status_code == 303
    assert "tạm khóa" not in mine.get("/tai-khoan").text
    assert other.sign_in("minh", PASSWORD).status_code == 303
    assert [one["action"] for one in register.audit("minh") if one["who"] == "lan"] == ["unlocked"]


def test_sessions_are_seen_and_ended(browser: Browsers, register: Register) -> None:
    theirs, mine = browser("minh"), browser(role=Role.ADMIN)
    assert "Ngắt mọi máy" in mine.get("/tai-khoan/minh").text
    assert "chưa lần nào" not in mine.get("/tai-khoan").text
    assert mine.post("/tai-khoan/minh/ngat").status_code == 303
    assert theirs.get("/").status_code == 303
    assert "Ngắt mọi máy" not in mine.get("/tai-khoan/minh").text
    assert register.audit("minh")[-1]["detail"] == {"sessions": 1}
    assert mine.post("/tai-khoan/khong.co/ngat").status_code == 404
    assert mine.post("/tai-khoan/khong.co/bo-khoa").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": "Tú"}, "Tên đăng nhập gồm"),
        ({"shown": "  "}, "Tên đăng nhập gồm"),
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


def test_who_governs_sees_every_unit(browser: Browsers, register: Register) -> None:
    browser("minh")
    answer = browser(role=Role.ADMIN).post("/tai-khoan/minh", {"shown": "Minh", "role": "admin", "units": "dv-1"})
    assert answer.status_code == 422
    assert "thấy mọi đơn vị" in answer.text
    assert account(register, "minh").role is Role.REVIEWER


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
