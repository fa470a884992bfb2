"""A setting that cannot be used is told with its name, its value and what is allowed."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from schemas.errors import SetupError
from sovang.options import settings_of
from sovang.setting_faults import told, unknown
from sovang.settings import Settings

WRONG = [
    ("RETENTION_PHONE", "hai", "SOVANG_RETENTION_PHONE = “hai”: phải là một số nguyên từ 0 đến 100"),
    ("RETENTION_PHONE", "101", "SOVANG_RETENTION_PHONE = “101”: phải từ 0 đến 100"),
    ("RETENTION_NAME", "2", "SOVANG_RETENTION_NAME: không có thiết lập này; có: SOVANG_RETENTION_PHONE, "),
    ("LIMITS_PAGES", "nhiều", "SOVANG_LIMITS_PAGES = “nhiều”: phải là một số nguyên từ 0 trở lên"),
    ("LIMITS_SECONDS", "-3", "SOVANG_LIMITS_SECONDS = “-3”: phải từ 0 trở lên"),
    ("LIMITS_SECONDS", "x", "SOVANG_LIMITS_SECONDS = “x”: phải là một số từ 0 trở lên"),
    ("WORKERS", "-1", "SOVANG_WORKERS = “-1”: phải từ 0 trở lên"),
    ("BACKUP_KEEP", "1,5", "SOVANG_BACKUP_KEEP = “1,5”: phải là một số nguyên"),
]


@pytest.mark.parametrize(("name", "value", "said"), WRONG, ids=[f"{name}={value}" for name, value, _ in WRONG])
def test_what_is_wrong_with_a_setting(monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str) -> None:
    monkeypatch.setenv(f"SOVANG_{name}", value)
    with pytest.raises(ValidationError) as wrong:
        Settings()
    assert told(wrong.value, Settings).startswith(said)
    with pytest.raises(SetupError, match=r"Sửa biến môi trường ấy\.$"):
        settings_of(None, None)


def test_a_group_takes_no_value_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOVANG_RETENTION", "hai năm")
    with pytest.raises(SetupError, match="Đặt từng mục, như SOVANG_RETENTION_PHONE=2"):
        settings_of(None, None)


def test_a_name_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("SOVANG_DATBASE", "postgresql://x")
    settings_of(None, None)
    assert capsys.readouterr().err == "Không có thiết lập SOVANG_DATBASE: bỏ qua. Có phải SOVANG_DATABASE?\n"
    assert unknown({"SOVANG_DATA": "x", "SOVANG_LIMITS_PAGES": "3", "PATH": "x"}, Settings) == []
