"""The nightly run looks after the register: a check, a backup by setting, and trouble is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from register import Register
from sovang.runs import nightly
from sovang.settings import Settings
from tests.register.builders import saved


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    register = Register.open(tmp_path / "data")
    saved(register)
    register.close()
    return Settings(data=tmp_path / "data", backup=tmp_path / "kho", backup_keep=2)


def original(settings: Settings) -> Path:
    return next((settings.data / "originals").glob("??/??/*"))


def test_a_night_ends_with_a_check_and_a_backup(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(3):
        assert nightly(settings, plain=True, as_json=False) == 0
    out = capsys.readouterr().out
    assert "Kiểm tra đêm: sổ, nhật ký và bản gốc nguyên vẹn" in out
    assert f"vào {settings.backup}: 1 bản gốc" in out
    assert settings.backup is not None
    assert len(list(settings.backup.glob("*.manifest"))) == 2


def test_damage_is_told_the_same_night(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    original(settings).unlink()
    assert nightly(settings, plain=True, as_json=False) == 1
    out = capsys.readouterr().out
    assert "CẦN XỬ LÝ NGAY" in out
    assert "Mất tệp gốc" in out
    assert "Thiếu hoặc hỏng 1 bản gốc" in out


def test_a_backup_that_fails_is_told_and_the_night_is_done(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert settings.backup is not None
    settings.backup.write_text("no folder")
    assert nightly(settings, plain=True, as_json=False) == 1
    assert "Chưa sao lưu được" in capsys.readouterr().out


def test_without_the_setting_nothing_is_backed_up(settings: Settings, tmp_path: Path) -> None:
    assert nightly(settings.model_copy(update={"backup": None}), plain=True, as_json=False) == 0
    assert not (tmp_path / "kho").exists()
    assert not (settings.data / "backups").exists()
