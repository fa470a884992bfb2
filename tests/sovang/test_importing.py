"""`sovang import` as it is typed: what it tells, and what it makes up for."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from flows import matching
from register import Register
from sovang.cli import app

HEADS = ["TT", "Họ và tên", "Năm sinh", "Đơn vị công tác", "Tên sáng kiến", "Tóm tắt nội dung"]
SUMMARY = "Hàn khung thép góc, lắp bánh xe và móc treo để ống mềm không gập khi kéo quanh xưởng gỗ."
ROWS = [
    [1, "Lò Thị Mẫu", 1980, "Xưởng gỗ Mẫu", "Giá treo ống mềm tránh gập", SUMMARY],
    [2, "Hồ Văn Thử", 1975, "Trạm Y tế", "Lò sấy dược liệu bằng khí nóng", "Sấy thuốc nam bằng khí nóng tuần hoàn."],
]


def sovang(data: Path, *words: object) -> Result:
    return CliRunner().invoke(app, [*map(str, words), "--data", str(data)])


def listed(path: Path, *rows: list[Any]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([HEADS, *rows])
    return path


def test_the_duplicates_that_were_found_are_told(tmp_path: Path) -> None:
    first = sovang(tmp_path / "d", "import", listed(tmp_path / "a.csv", *ROWS))
    assert "So trùng: không thấy cặp nghi trùng mới." in first.output
    again = [3, "Lò Thị Mẫu", 1980, "Xưởng gỗ Mẫu", "Giá treo ống mềm tránh gập", SUMMARY + " Dùng cả ở kho."]
    second = sovang(tmp_path / "d", "import", listed(tmp_path / "b.csv", again))
    assert "So trùng: 1 cặp nghi trùng mới, xem `sovang pairs`." in second.output
    assert json.loads(sovang(tmp_path / "d", "import", tmp_path / "b.csv", "--json").stdout)["pairs"] is None


@pytest.mark.parametrize("next_one", ["import", "match"])
def test_one_that_was_killed_while_comparing_is_ended_by_the_next_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, next_one: str
) -> None:
    data, path = tmp_path / "d", listed(tmp_path / "a.csv", *ROWS, [3, *ROWS[0][1:]])

    def killed(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(matching, "match", killed)
        assert sovang(data, "import", path).exit_code != 0
    told = sovang(data, "status").output
    assert "Chờ so trùng: 3 sáng kiến" in told
    assert "`sovang match`" in told
    done = sovang(data, "import", path) if next_one == "import" else sovang(data, "match")
    assert done.exit_code == 0
    assert "cặp nghi trùng mới" in done.output.lower()
    assert "Chờ so trùng" not in sovang(data, "status").output
    register = Register.open(data)
    assert len(register.pairs()) == 1
    register.close()


def test_trying_leaves_nothing_where_nothing_is(tmp_path: Path) -> None:
    done = sovang(tmp_path / "d", "import", listed(tmp_path / "a.csv", *ROWS), "--dry-run")
    assert "Sẽ nhập 2 sáng kiến" in done.output
    assert "So trùng" not in done.output
    assert not (tmp_path / "d").exists()
