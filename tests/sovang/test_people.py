"""`sovang user`, as it is typed: what cannot be meant is refused, and what changes is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from register import Register
from schemas.errors import SetupError
from sovang.cli import app

SECRET = "một câu dài để thử"


def sovang(data: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["user", *words, "--data", str(data)], input=f"{SECRET}\n")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    assert sovang(tmp_path / "d", "add", "lan", "--name", "Trần Thị Lan").exit_code == 0
    return tmp_path / "d"


def test_a_unit_that_is_none_is_refused_with_those_that_may_be_meant(data: Path) -> None:
    for words in (["change", "lan"], ["add", "ba", "--name", "Ba"]):
        done = sovang(data, *words, "--unit", "LDLD-Bac-Kan")
        assert isinstance(done.exception, SetupError)
        assert "Không có đơn vị “LDLD-Bac-Kan”" in str(done.exception)
        assert "Có phải: ldld-bac-kan (Liên đoàn Lao động tỉnh Bắc Kạn)?" in str(done.exception)
    far = sovang(data, "change", "lan", "--unit", "qqqq")
    assert str(far.exception).endswith("Tìm mã: `sovang units list CHỮ`.")
    assert [one.name for one in Register.open(data).accounts.all()] == ["lan"]
    assert "đơn vị: ldld-bac-kan" in sovang(data, "change", "lan", "--unit", "ldld-bac-kan").output
    mixed = sovang(data, "change", "lan", "--unit", "all", "--unit", "ldld-bac-kan")
    assert "không nêu cùng đơn vị khác" in str(mixed.exception)
    assert "đơn vị" not in sovang(data, "change", "lan", "--unit", "all").output


def test_an_empty_change_and_one_against_itself_are_refused(data: Path) -> None:
    assert "Chưa nêu sửa gì" in str(sovang(data, "change", "lan").exception)
    both = sovang(data, "change", "lan", "--disable", "--enable")
    assert both.exit_code == 2
    assert "không cùng lúc" in both.output


def test_what_was_so_before_is_no_change(data: Path) -> None:
    before = len(Register.open(data).audit())
    assert "vốn đã như vậy" in sovang(data, "change", "lan", "--enable", "--name", "Trần Thị Lan").output
    assert len(Register.open(data).audit()) == before
    assert "đã khóa" in sovang(data, "change", "lan", "--disable").output
    assert len(Register.open(data).audit()) == before + 1


def test_a_name_that_cannot_be_is_told_with_the_rule(data: Path) -> None:
    said = str(sovang(data, "add", "Lan", "--name", "Lan").exception)
    assert said == "Tài khoản chưa được: tên đăng nhập gồm 2–40 chữ thường không dấu, số, dấu chấm, gạch."
    assert "--name là họ và tên" in str(sovang(data, "change", "lan", "--name", "").exception)


def test_only_adding_begins_a_register(tmp_path: Path) -> None:
    for words in (["list"], ["password", "lan"], ["change", "lan", "--disable"]):
        assert "Không có sổ nào" in str(sovang(tmp_path / "d", *words).exception)
    assert not (tmp_path / "d").exists()
