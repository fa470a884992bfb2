"""Every help page is Vietnamese, its frame too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command

from sovang.cli import app
from sovang.usage import run

ENGLISH = re.compile(
    r"Usage|OPTIONS|COMMAND|ARGS|Arguments|Options|Commands|Show this|required|default|<\w|<=x|x>=|x<=|\[\[", re.ASCII
)


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, one in getattr(command, "commands", {}).items():
        yield from commands(one, (*path, name))


EVERY = [*commands(get_command(app))]


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_no_help_page_has_english_frames(
    path: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["sovang", *path, "--help"])
    assert run(app) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"Cách dùng: {' '.join(('sovang', *path))} [TÙY-CHỌN]")
    assert ENGLISH.findall(told) == []
    assert "  --help" in told
    assert "Xem trang này." in told


def test_what_is_usual_and_what_is_taken_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["sovang", "find", "--help"])
    run(app)
    told = " ".join(capsys.readouterr().out.split())
    for part in ("[mặc định: 20; từ 1 đến 200]", "--year SỐ Trong năm. [từ 1900 đến 2100]", "--from NGÀY", "[CHỮ...]"):
        assert part in told, part


def test_the_list_of_commands_says_each_in_a_whole_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["sovang"])
    assert run(app) == 2
    told = capsys.readouterr().err
    assert "..." not in told
    assert "so trùng: xem trước từng mục" not in told
    assert len(re.findall(r"^  [a-z]+ ", told, re.MULTILINE)) == len(get_command(app).commands)  # type: ignore[attr-defined]
