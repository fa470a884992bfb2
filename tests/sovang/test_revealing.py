"""`sovang export`: phones are whole for a reason only, and that is kept."""

from __future__ import annotations

import getpass
from pathlib import Path

import pytest

from register import Register
from sovang.cli import main
from tests.register.builders import saved


def test_a_table_is_masked_unless_a_reason_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register = Register.open(tmp_path / "data")
    saved(register)
    for out, words in (("kín.csv", []), ("rõ.csv", ["--reveal", "gọi xác minh"])):
        path = str(tmp_path / out)
        arguments = ["export", "innovations", "--out", path, "--data", str(tmp_path / "data"), *words]
        monkeypatch.setattr("sys.argv", ["sovang", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        assert not ended.value.code
    assert "0900 000 001" not in (tmp_path / "kín.csv").read_text("utf-8")
    assert "0900 *** *01" in (tmp_path / "kín.csv").read_text("utf-8")
    assert "0900 000 001" in (tmp_path / "rõ.csv").read_text("utf-8")
    told = [(line["who"], line["action"], line["detail"]) for line in register.audit("innovations")]
    register.close()
    me = getpass.getuser()
    assert told == [
        (me, "exported", {"form": "csv", "rows": 3, "why": ""}),
        (me, "revealed", {"form": "csv", "rows": 3, "why": "gọi xác minh"}),
    ]
