"""Whether the machine is well, as an administrator reads it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from register import Register
from register.verify import nightly, note_verified
from review.services import Machine, Services
from schemas.account import Role
from schemas.errors import SovangError
from tests.review.browser import Browser

Browsers = Callable[..., Browser]
PATH = "/thiet-lap/may"
CHECKS = [
    {"name": "Tesseract tiếng Việt", "ok": False, "found": "chưa cài", "advice": "Chạy make setup."},
    {"name": "Chỉ mục so trùng", "ok": True, "found": "120 sáng kiến", "advice": ""},
]


class Box:
    """Stands for the machine and for the child that looks at everything."""

    facts = Machine(free=3 * 2**30, data="/d", tools=[("Tesseract", True), ("LibreOffice", False)])
    broken = False

    def machine(self) -> Machine:
        return self.facts

    def checks(self) -> list[dict[str, Any]]:
        if self.broken:
            raise SovangError("Việc này không xong.")
        return CHECKS


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def services(box: Box) -> Services:
    return Services(machine=box.machine, checks=box.checks)


def test_what_is_missing_is_told_with_the_next_step(browser: Browsers) -> None:
    text = browser(role=Role.ADMIN).get(PATH).text
    for said in ("Chưa đêm nào chạy", "Chưa có bản sao lưu nào", "Còn 3,0 GB", "Máy không tìm thấy", "chưa kiểm"):
        assert said in text


def test_a_night_a_backup_and_a_check_are_told_with_their_age(browser: Browsers, register: Register, box: Box) -> None:
    with register.run("nightly"):
        pass
    nightly(register.database, register.files)
    now = dt.datetime.now(dt.UTC)
    box.facts = Machine(free=2**40, data="/d", backup=("/luu", now - dt.timedelta(hours=9)))
    mine = browser(role=Role.ADMIN)
    text = mine.get(PATH).text
    assert "nguyên vẹn" in text
    assert "theo kịp" in text
    assert "Sao lưu ngay" not in text
    box.facts = Machine(free=2**40, data="/d", low=True, backup=("/luu", now - dt.timedelta(days=9)))
    text = mine.get(PATH).text
    assert "9 ngày trước" in text
    assert "sắp đầy" in text


def test_a_register_that_was_found_damaged_is_told(browser: Browsers, register: Register) -> None:
    note_verified(register.database, 2, "sovang")
    assert "2 chỗ sai" in browser(role=Role.ADMIN).get(PATH).text


def test_everything_is_looked_at_on_request(browser: Browsers, box: Box) -> None:
    mine = browser(role=Role.ADMIN)
    assert "120 sáng kiến" not in mine.get(PATH).text
    assert mine.post(PATH).status_code == 303
    text = mine.get(PATH).text
    assert "120 sáng kiến" in text
    assert "Chạy make setup" in text
    box.broken = True
    mine.post(PATH)
    assert "Việc này không xong" in mine.get(PATH).text
