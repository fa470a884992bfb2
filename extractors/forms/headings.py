"""What one heading means: the folded text of a heading cell → the fields its column holds."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from rapidfuzz import fuzz

from schemas.text import fold

AUTHOR_PARTS = ("full_name", "birth_year", "position", "workplace", "phone", "email", "share_percent")

# Whole headings for reading damaged ones: (folded heading, field). Scans lose a letter here and there.
_WHOLE = {
    "ho va ten": "full_name",
    "ho va ten tac gia": "full_name",
    "tac gia sang kien": "full_name",
    "nam sinh": "birth_year",
    "chuc vu": "position",
    "don vi cong tac": "workplace",
    "so dien thoai": "phone",
    "dien thoai": "phone",
    "ten sang kien": "title",
    "ten sang kien, giai phap": "title",
    "thoi gian ap dung": "application_period",
    "thoi gian trien khai": "application_period",
    "tom tat noi dung sang kien": "summary",
    "noi dung tom tat": "summary",
    "hieu qua sang kien, gia tri lam loi, pham vi ung dung": "effect",
    "hieu qua mang lai": "effect",
    "cac danh hieu thi dua, hinh thuc khen thuong ca nhan trong 3 nam": "awards",
    "ghi chu": "note",
    "tac gia": "full_name",
    "don vi": "workplace",
    "noi dung": "summary",
    "hieu qua": "effect",
}
_DAMAGED = 84.0  # similarity (0..100) from which a damaged heading is taken for the whole one


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = (files("extractors") / "forms" / "headings.toml").read_text("utf-8")
    out = []
    for field in tomllib.loads(text)["field"]:
        patterns = [f"^(?:{p})$" for p in field.get("whole", [])] + field.get("find", [])
        out.append((str(field["name"]), re.compile("|".join(f"(?:{p})" for p in patterns))))
    return tuple(out)


def key_of(heading: str) -> str:
    """A heading's folded text without numbering marks, footnote digits and trailing punctuation."""
    text = re.sub(r"(?<=[a-z])-\s*(?=[a-z])", " ", fold(heading))  # `Nội-dung`, `nội-` at the end of a line
    text = re.sub(r"[\s*]+", " ", text)
    return re.sub(r"^[\s\-–.:()]+|[\s\-–.:()]+$", "", text)


def field_of(heading: str) -> str | None:
    """The field that a column of this heading holds; `authors` when it asks for several facts of a person.

    None: the heading is unknown (or empty).
    """
    key = key_of(heading)
    if not key:
        return None
    parts = [name for name, rule in _rules() if name in AUTHOR_PARTS and rule.search(key)]
    content = next((name for name, rule in _rules() if name not in AUTHOR_PARTS and rule.search(key)), None)
    if "full_name" in parts and (len(parts) > 1 and parts != ["share_percent", "full_name"]):
        return "authors"
    if content is not None and not ("full_name" in parts and content in ("kind", "title")):
        return content
    if len(parts) > 1:
        return _several(parts)
    if parts:
        return parts[0]
    return _damaged(key)


def _several(parts: list[str]) -> str:
    """A heading for two facts of a person (`Chức vụ, đơn vị công tác`) makes a mixed author column."""
    return "full_name" if "full_name" in parts else "mixed"


def _damaged(key: str) -> str | None:
    """Blanks do not count: narrow columns and hasty typists lose them (`Nộidung`)."""
    likeness = {whole: fuzz.ratio(key.replace(" ", ""), whole.replace(" ", "")) for whole in _WHOLE}
    best = max(likeness, key=lambda whole: likeness[whole])
    return _WHOLE[best] if likeness[best] >= _DAMAGED else None
