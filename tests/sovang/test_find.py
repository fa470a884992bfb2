from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from register import Register
from schemas.errors import SetupError
from sovang.cli import app
from tests.register.builders import saved

PHONE = "900000001"  # of the builders' authors


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with_rows = Register.open(tmp_path)
    saved(with_rows)
    with_rows.close()
    return tmp_path


def _run(data: Path, *words: str) -> str:
    done = CliRunner().invoke(app, ["find", *words, "--data", str(data)])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, done.output
    assert PHONE not in done.output.replace(" ", "")
    return done.output


def test_words_without_accents_find_it_and_the_phone_is_masked(data: Path) -> None:
    shown = _run(data, "may", "cat", "ranh")
    assert "Cải tiến máy cắt rãnh gỗ" in shown and "0900 *** *01" in shown and "Đã vào sổ" in shown


def test_filters_and_pages(data: Path) -> None:
    assert "Không tìm thấy" in _run(data, "--status", "trùng")
    first = json.loads(_run(data, "--unit", "xuong mau", "--sort", "title", "--limit", "2", "--json"))
    second = json.loads(_run(data, "--unit", "xuong mau", "--sort", "title", "--after", first["more"], "--json"))
    titles = [hit["title"] for page in (first, second) for hit in page["hits"]]
    assert titles == ["Cải tiến máy cắt rãnh gỗ", "Giá treo ống mềm tránh gập", "Phần mềm chấm công tổ lò hơi"]
    assert first["hits"][0]["phones"] == ["0900 *** *01"]
    assert "--after" in _run(data, "--year", "2021", "--limit", "1")


def test_what_means_nothing_is_told(data: Path) -> None:
    with pytest.raises(SetupError, match="trạng thái"):
        _run(data, "--status", "sai")
    for option, said in (("--finding", "điều lưu ý"), ("--programme", "chương trình"), ("--phase", "giai đoạn")):
        with pytest.raises(SetupError, match=f"Không có {said} “sai”"):
            _run(data, option, "sai")
    with pytest.raises(SetupError, match="Không có hồ sơ “HS1” trong sổ"):
        _run(data, "--dossier", "HS1")
    assert "Không tìm thấy" in _run(data, "--finding", "Gửi muộn", "--status", "ĐÃ VÀO SỔ")
