"""What people said of tables in unknown layouts is kept, with who said it."""

from __future__ import annotations

from register import Register
from schemas.columns import ColumnForm


def form(*fields: str | None, unit: str = "nha may mau", sha256: str = "ab" * 32) -> ColumnForm:
    return ColumnForm(unit=unit, sha256=sha256, headings=["Thợ", "Món"], fields=[*fields])


def test_a_later_answer_supersedes_and_nothing_is_edited(register: Register) -> None:
    register.name_columns(form("authors", "summary"), "An")
    register.name_columns(form("authors", "title", sha256="cd" * 32), "Bình")
    register.name_columns(form("title", "authors", unit="truong khac"), "An")
    assert [(f.unit, f.fields) for f in register.column_forms()] == [
        ("truong khac", ["title", "authors"]),
        ("nha may mau", ["authors", "title"]),
    ]
    assert [line["who"] for line in register.audit() if line["action"] == "columns"] == ["An", "Bình", "An"]
    assert register.verify() == []


def test_answers_for_tables_without_headings_are_kept_by_file(register: Register) -> None:
    for sha256 in ("ab" * 32, "cd" * 32):
        bare = ColumnForm(unit="nha may mau", sha256=sha256, headings=["", ""], fields=["authors", "title"])
        register.name_columns(bare, "An")
    assert len(register.column_forms()) == 2
