"""What `sovang export` may be asked for, and how it answers what it cannot do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from flows.giving import _GIVERS
from schemas.errors import SetupError
from schemas.export import KINDS, Asked
from sovang import export_cli
from sovang.exporting import form_of
from tests.sovang.test_units import filled, sovang


def test_the_command_the_table_and_the_work_know_the_same_contents() -> None:
    assert set(get_args(export_cli.What)) == set(KINDS) == set(_GIVERS)
    assert set(get_args(export_cli.Form)) == {form for kind in KINDS.values() for form in kind.forms}
    assert {option for kind in KINDS.values() for option in kind.options} <= set(Asked.__slots__)


def test_help_says_which_forms_each_content_has(tmp_path: Path) -> None:
    said = " ".join(sovang("export", "--help", data=tmp_path).output.split())
    for name, kind in KINDS.items():
        assert f"{name} ({', '.join(kind.forms)}): {kind.about}" in said


@pytest.mark.parametrize(
    ("what", "asked", "out", "form"),
    [
        ("innovations", None, "so.xlsx", "xlsx"),
        ("innovations", "csv", "so", "csv"),
        ("innovations", None, "so.v2", "jsonl"),
        ("portal", None, "cong", "xlsx"),
    ],
)
def test_the_form_follows_from_the_option_or_the_files_ending(what: str, asked: str, out: str, form: str) -> None:
    assert form_of(what, asked, Path(out)) == form


@pytest.mark.parametrize(("asked", "out"), [("csv", "so.xlsx"), ("tranh", "so"), ("docx", "so.docx")])
def test_a_form_that_cannot_be_is_told_with_those_that_can(asked: str, out: str) -> None:
    with pytest.raises(SetupError, match=r"jsonl, csv, xlsx|đổi đuôi"):
        form_of("innovations", asked, Path(out))


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--programme", "khong-co", "Không có chương trình “khong-co”"),
        ("--dossier", "HS1", "Không có hồ sơ HS1 trong sổ"),
        ("--unit", "khong-co", "Không có đơn vị “khong-co”"),
    ],
)
def test_what_is_not_there_is_told_and_no_file_is_written(tmp_path: Path, option: str, value: str, said: str) -> None:
    out = tmp_path / "x.csv"
    filled(tmp_path / "d")
    done = sovang("export", "innovations", "--out", str(out), option, value, data=tmp_path / "d")
    assert said in str(done.exception)
    assert not out.exists()


def test_revealing_without_a_reason_is_refused(tmp_path: Path) -> None:
    for reason in ("", "  "):
        done = sovang(
            "export", "innovations", "--out", str(tmp_path / "x.csv"), "--reveal", reason, data=tmp_path / "d"
        )
        assert done.exit_code == 2
        assert "--reveal cần lý do" in done.output


def test_a_year_without_anything_is_told_with_those_that_have(tmp_path: Path) -> None:
    data, out = tmp_path / "d", tmp_path / "s.docx"
    filled(data)
    done = sovang("export", "book", "--year", "1999", "--out", str(out), data=data)
    assert "Không có sáng kiến nào trong sổ vàng của năm 1999. Các năm có: 2021." in str(done.exception)
    assert not out.exists()


def test_nothing_is_made_of_a_place_that_was_mistyped(tmp_path: Path) -> None:
    asked = (
        *(
            ["status"],
            ["find", "x"],
            ["verify"],
            ["backup"],
            ["match"],
            ["pairs"],
            ["merge"],
            ["columns"],
            ["retention"],
        ),
        *(["export", "book", "--out", "x.docx"], ["move", "--to", "sqlite"], ["retry", "--all"], ["index", "status"]),
        *(["person", "erase", "Lò Thử"], ["retrain"], ["user", "list"], ["desk"]),
    )
    for words in asked:
        done = sovang(*words, data=tmp_path / "mistyped")
        assert "Không có sổ nào ở" in str(done.exception), words
        assert not (tmp_path / "mistyped").exists(), words
    for words in (["units", "list"], ["units", "export", "--province", "Bắc Kạn", "--out", str(tmp_path / "u.xlsx")]):
        assert sovang(*words, data=tmp_path / "mistyped").exit_code == 0
        assert not (tmp_path / "mistyped").exists(), words


def test_replies_and_books_are_given_out_by_command(tmp_path: Path) -> None:
    data, letters = tmp_path / "d", tmp_path / "thư"
    filled(data)
    done = sovang("export", "reply", "--since", "01/01/2021", "--out", str(letters), data=data)
    assert done.exit_code == 0, done.output
    assert "Đã xuất 1 thư trả lời" in done.output
    assert sorted(path.suffix for path in letters.iterdir()) == [".docx", ".txt"]
    done = sovang("export", "book", "--out", str(tmp_path / "s.docx"), "--json", data=data)
    assert (json.loads(done.stdout)["rows"], (tmp_path / "s.docx").read_bytes()[:2]) == (3, b"PK")
    wrong = sovang("export", "book", "--out", str(tmp_path / "s.csv"), data=data)
    assert "book không có dạng csv; các dạng có: docx, xlsx" in str(wrong.exception)
