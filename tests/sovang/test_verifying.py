"""`sovang verify`: what it prints and how it exits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from register import Register
from sovang.cli import main
from tests.register.builders import saved


@pytest.fixture
def data(tmp_path: Path) -> Path:
    register = Register.open(tmp_path / "data")
    saved(register)
    register.close()
    return tmp_path / "data"


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["sovang", "verify", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_a_whole_register_and_its_anchor(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "--data", str(data)) == 0
    told = capsys.readouterr().out
    assert "nguyên vẹn" in told
    anchor = next(line for line in told.splitlines() if line.startswith("Mốc nhật ký: ")).removeprefix("Mốc nhật ký: ")
    assert run(monkeypatch, "--data", str(data), "--anchor", anchor, "--quick") == 0
    capsys.readouterr()
    assert run(monkeypatch, "--data", str(data), "--anchor", "9" + anchor, "--json") == 1
    said = json.loads(capsys.readouterr().out)
    assert [p["what"] for p in said["problems"]] == ["anchor"]
    assert said["anchor"] == anchor


def test_a_lost_original_is_one_line_and_exit_1(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lost = next((data / "originals").glob("??/??/*"))
    lost.unlink()
    assert run(monkeypatch, "--data", str(data)) == 1
    assert [line for line in capsys.readouterr().out.splitlines() if lost.name in line and "bản sao lưu" in line]


def test_a_wrong_anchor_is_wrong_usage(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "--data", str(data), "--anchor", "abc") == 2
    assert "viết sai" in capsys.readouterr().err
