"""The commands `move`, `backup` and `restore`, as they are typed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from register import Register
from sovang.cli import app, main
from tests.register.builders import saved

RUN = CliRunner()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    register = Register.open(tmp_path / "data")
    saved(register)
    register.close()
    return tmp_path / "data"


def call(*words: object) -> tuple[int, str]:
    done = RUN.invoke(app, [str(word) for word in words])
    return done.exit_code, done.stdout


def count(data: Path, url: str | None = None) -> int:
    register = Register.open(data, url)
    found = len(list(register.innovations()))
    register.close()
    return found


def test_to_postgresql_and_back(data: Path, tmp_path: Path, postgres_server: Any) -> None:
    with postgres_server.database() as url:
        status, out = call("move", "--data", data, "--to", url)
        assert status == 0
        assert "SOVANG_DATABASE=" in out
        assert count(tmp_path / "elsewhere", url) == 3
        (data / "sovang.db").rename(data / "old.db")
        status, out = call("move", "--data", data, "--database", url, "--to", "sqlite", "--json")
        assert status == 0
        assert json.loads(out)["tables"]["innovation"]["rows"] == 3
        assert count(data) == 3


def test_a_wrong_address_is_one_line(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    for address in ("postgresql://x:bi-mat@127.0.0.1:9/sovang", "mysql://x@y/z", "vớ vẩn"):
        monkeypatch.setattr("sys.argv", ["sovang", "move", "--data", str(data), "--to", address])
        with pytest.raises(SystemExit) as end:
            main()
        assert end.value.code == 2
        said = capsys.readouterr().err.strip()
        assert said.startswith("Lỗi: ")
        assert "\n" not in said
        assert "bi-mat" not in said
        assert "--database" not in said, "it was --to"
        assert not re.search(r"connection|module|None", said), "the driver's English"


def test_backup_and_restore_with_a_passphrase(data: Path, tmp_path: Path) -> None:
    secret = tmp_path / "mật khẩu.txt"
    secret.write_text("một câu dài để thử\n", "utf-8")
    status, out = call("backup", "--data", data, "--to", tmp_path / "kho", "--encrypt", secret)
    assert status == 0
    assert "1 bản gốc" in out
    assert call("restore", tmp_path / "kho", "--data", tmp_path / "a")[0] != 0
    assert not (tmp_path / "a").exists()
    status, out = call("restore", tmp_path / "kho", "--data", tmp_path / "b", "--passphrase", secret, "--json")
    assert (status, json.loads(out)["lost"]) == (0, [])
    assert count(tmp_path / "b") == 3


def test_each_command_names_its_own_option_for_a_passphrase(data: Path, tmp_path: Path) -> None:
    secret = tmp_path / "mat-khau.txt"
    secret.write_text("một câu dài để thử\n", "utf-8")
    call("backup", "--data", data, "--to", tmp_path / "plain")
    call("backup", "--data", data, "--to", tmp_path / "sealed", "--encrypt", secret)
    wrong = [
        (("restore", tmp_path / "sealed", "--data", tmp_path / "new"), "--passphrase TỆP", "--encrypt"),
        (
            ("restore", tmp_path / "plain", "--data", tmp_path / "new", "--passphrase", secret),
            "--passphrase",
            "--encrypt",
        ),
        (("backup", "--data", data, "--to", tmp_path / "sealed"), "--encrypt TỆP", "--passphrase"),
        (("backup", "--data", data, "--to", tmp_path / "plain", "--encrypt", secret), "bỏ --encrypt", "--passphrase"),
    ]
    for words, right, other in wrong:
        said = str(RUN.invoke(app, [str(word) for word in words]).exception)
        assert right in said, words
        assert other not in said, words


def test_one_backup_by_its_manifest(data: Path, tmp_path: Path) -> None:
    call("backup", "--data", data, "--to", tmp_path / "kho")
    register = Register.open(data)
    saved(register, b"sau do")
    register.close()
    call("backup", "--data", data, "--to", tmp_path / "kho")
    first, last = sorted((tmp_path / "kho").glob("*.manifest"))
    for manifest, rows in ((first, 3), (last, 6)):
        assert call("restore", manifest, "--data", tmp_path / manifest.stem)[0] == 0
        assert count(tmp_path / manifest.stem) == rows


def test_a_backup_beside_the_register_is_advised_against(data: Path) -> None:
    status, out = call("backup", "--data", data)
    assert status == 0
    assert "cùng ổ với sổ" in out
    assert call("backup", "--data", data)[0] == 0
    assert len(list((data / "backups").glob("*.manifest"))) == 2
