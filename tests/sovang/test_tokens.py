"""Tokens made and taken back on the command line."""

from __future__ import annotations

import json
from pathlib import Path

from register import Register
from review.guard.sessions import digest
from tests.sovang.test_cli import sovang


def test_a_token_is_shown_once_and_taken_back(tmp_path: Path) -> None:
    at = ("--data", str(tmp_path))
    opened = Register.open(tmp_path)
    try:
        from schemas.account import Account, Role

        opened.accounts.put(Account(name="may", shown="Máy văn thư", role=Role.ENTRY), "thử")
        made = sovang("user", "token", "may", "--label", "văn thư", *at)
        assert made.returncode == 0
        held = opened.tokens.whose(digest(made.stdout.strip()))
        assert held
        assert held.name == "may"
        [listed] = json.loads(sovang("user", "token", "may", "--list", "--json", *at).stdout)
        assert listed["label"] == "văn thư"
        assert made.stdout.strip() not in sovang("user", "token", "may", "--list", *at).stdout
        assert sovang("user", "token", "may", "--revoke", str(listed["id"]), *at).returncode == 0
        assert opened.tokens.whose(digest(made.stdout.strip())) is None
        again = sovang("user", "token", "may", "--revoke", str(listed["id"]), *at)
        assert (again.returncode, "không có mã truy cập" in again.stderr) == (2, True)
        assert sovang("user", "token", "ai", "--label", "x", *at).returncode == 2
        assert sovang("user", "token", "may", *at).returncode == 2
    finally:
        opened.close()
