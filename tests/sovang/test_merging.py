"""`sovang merge`: the groups, the preview, doing it and taking it apart."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from register import Register
from register.exports import export
from schemas.errors import SovangError
from schemas.innovation import Author
from schemas.match import Judgement
from sovang.merging import Wanted, applied, listed, planned, undone
from sovang.settings import Settings
from tests.register.builders import NINE, TITLES, alike, reading, received, result


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path)


@pytest.fixture
def ids(tmp_path: Path) -> list[str]:
    register = Register.open(tmp_path)
    one, two = received(register, b"one"), received(register, b"two", NINE.replace(year=2022))
    lan, son = Author(full_name="Lò Thử 1", phone="+84900000001"), Author(full_name="Vừ A Sơn", phone="+84900000002")
    register.save(one, result(reading(1, TITLES[0], summary="Hàn.", authors=[lan, son])))
    register.save(two, result(reading(1, TITLES[0], ("summary",), summary="Hàn thêm cữ chặn.", authors=[son])))
    ids = [f"{one}-001", f"{two}-001"]
    register.judge(alike(*ids), Judgement.SAME, "thu")
    register.close()
    return ids


def test_groups_that_wait(settings: Settings, ids: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    listed(settings, as_json=False)
    told = capsys.readouterr().out
    assert f"1. 2 dòng là một sáng kiến: sovang merge {ids[0]}" in told
    assert f"{ids[1]}: {TITLES[0]} (ho-so)" in told
    applied(settings, Wanted([ids[0]]), "thu", "", as_json=False)
    assert f"Đã gộp {ids[0]}, {ids[1]} thành {ids[0]}." in capsys.readouterr().out
    listed(settings, as_json=True)
    assert json.loads(capsys.readouterr().out) == []


def test_a_preview_shows_every_value_and_writes_nothing(
    settings: Settings, ids: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    planned(settings, Wanted(ids, told=[f"summary={ids[1]}"]), as_json=False)
    told = capsys.readouterr().out
    assert f"Tóm tắt nội dung (summary) ← {ids[1]}: người chọn\n      {ids[0]}: Hàn.\n    → {ids[1]}: Hàn thêm" in told
    assert f"Tên sáng kiến (title) ← {ids[0]}: như nhau" in told
    assert "Còn phải kiểm tra: Tóm tắt nội dung" in told
    assert "90000000" not in told
    planned(settings, Wanted(ids), as_json=True)
    raw = capsys.readouterr().out
    found = json.loads(raw)
    assert (found["survivor"], found["fields"]["summary"]["source"]) == (ids[0], ids[0]), "nobody is asked about it"
    assert "90000000" not in raw
    listed(settings, as_json=True)
    assert json.loads(capsys.readouterr().out) == [ids]


def test_what_is_merged_is_in_the_workbook_and_can_be_taken_apart(
    settings: Settings, ids: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    applied(settings, Wanted(ids, keep=ids[1]), "thu", "cùng máy", as_json=True)
    register = Register.open(tmp_path)
    export(register, "innovations", "xlsx", tmp_path / "so.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "so.xlsx").worksheets[0].values)
    place = rows[0].index("Gộp từ")
    assert [row[place] for row in rows[1:]] == [f"đã gộp vào {ids[1]}", f"{ids[0]} (Công đoàn Xưởng Mẫu)"]
    register.close()
    undone(settings, ids[0], "thu", as_json=False)
    assert "trở lại như trước khi gộp" in capsys.readouterr().out


def test_what_was_answered_after_merging_is_told_when_it_is_undone(
    settings: Settings, ids: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    applied(settings, Wanted(ids), "thu", "", as_json=False)
    register = Register.open(tmp_path)
    accepted = register.reading(ids[0]).accepted
    register.accept(ids[0], accepted.model_copy(update={"title": "Giá treo đã sửa"}), "ba")
    register.close()
    undone(settings, ids[1], "thu", as_json=False)
    assert f"Lưu ý: {ids[0]} đã được sửa sau khi gộp" in capsys.readouterr().out
    applied(settings, Wanted(ids), "thu", "", as_json=False)
    undone(settings, ids[1], "thu", as_json=False)
    assert "Lưu ý" not in capsys.readouterr().out


def test_wrong_usage_is_one_line(settings: Settings, ids: list[str]) -> None:
    with pytest.raises(SovangError, match="--set summary=: viết mục=mã sáng kiến"):
        planned(settings, Wanted(ids, told=["summary="]), as_json=False)
    with pytest.raises(SovangError, match="không nằm trong lần gộp nào"):
        undone(settings, ids[0], "thu", as_json=False)
