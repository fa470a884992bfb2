"""The desk as the command serves it: what is uploaded is read by a run of its own."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from register import Register
from review.app import create_app
from review.desk import Desk
from review.guard import passwords
from schemas.account import Account, Role
from schemas.errors import SetupError
from sovang.background import Background
from sovang.desk import desk, services_of
from sovang.settings import Settings
from tests.flows.makers import DRYER, dossier
from tests.review.browser import OWN, Browser

PASSWORD = "trâu ơi ta bảo"


def test_without_an_account_nobody_could_sign_in(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="sovang user add"):
        desk(Settings(data=tmp_path / "data"), "127.0.0.1", 0)


def test_an_uploaded_dossier_is_read_and_its_rows_appear(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    register = Register.open(settings.data)
    account = Account(name="lan", shown="Lan", role=Role.ENTRY)
    register.accounts.put(account, "thử", passwords.hashed(PASSWORD, "lan"))
    made = dossier(tmp_path / "ho-so.docx", DRYER)
    try:
        with TestClient(create_app(Desk(register, settings.data / "pages", services_of(settings, register)))) as client:
            mine = Browser(client)
            mine.sign_in("lan", PASSWORD)
            files = [("files", ("Hồ sơ.docx", made.read_bytes()))]
            client.post("/nhan", data={"_token": mine.token()}, files=files, headers=OWN)
            key = next(register.dossiers()).id
            end = time.monotonic() + 120
            while register.pending() and time.monotonic() < end:
                time.sleep(0.2)
            assert "dòng" in mine.get(f"/nhan/xem?hs={key}").text
        assert [one.dossier.channel for one in register.innovations()] == ["upload"]
    finally:
        register.close()


def test_one_run_at_a_time_and_another_when_more_came_meanwhile(tmp_path: Path) -> None:
    log, left = tmp_path / "log", [True, True, False]
    code = "import os; open(os.environ['LOG'], 'a').write('x')"
    background = Background([], {"LOG": str(log)}, lambda: left.pop(0), code)
    background.wake()
    background.wake()
    end = time.monotonic() + 60
    while left and time.monotonic() < end:
        time.sleep(0.05)
    assert left == []
    assert log.read_text("utf-8").count("x") >= 3
