"""What a piece of text in an author cell is by its own words: a name, a post, a unit, a place, a collective."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from extractors.fields.author_words import exactly, head, is_name, looks_named, take_honorific, words

PieceKind = Literal["name", "maybe", "group", "post", "unit", "place", "other"]

_GROUP = re.compile(r"(?:tập\s+thể|toàn\s+thể|nhóm(?:\s+tác\s+giả)?\s+(?=[^\W\d_]))", re.IGNORECASE)
_NOT_A_PLACE = re.compile(r"(?:xã\s+(?:hội|đội)|bản\s+(?:quyền|tin))", re.IGNORECASE)
_LOWER_UNIT = re.compile(r"trường\b|công\s+ty\b|trung\s+tâm\b|bệnh\s+viện\b|trạm\s+y\s+tế\b|[ủu][ỷy]?\s+ban\b|ubnd\b")
_AND = re.compile(r"\s+(?:và|với|cùng|&|\+)\s+|\s*/\s*")
_LONGEST_NAME = 80
_SECTION = re.compile(r"Khoa\s+học|Văn\s+phòng\s*[-–,]")  # within a post: `Công chức Văn phòng - Thống kê`
_SMALL_NAME = re.compile(r"(?:nguyễn|trần|lê|phạm|hoàng|huỳnh|vũ|võ|đặng|bùi|đỗ|ngô|dương)(?:\s[^\W\d_]+){2,3}$")


@lru_cache(8192)
def kind_of(text: str) -> PieceKind:
    """The kind of one piece. `name` has a surname or a title to show; `maybe` only has the shape of a name."""
    honorific, rest = take_honorific(text)
    post, unit, place = head("posts", text), head("units", text), head("places", text)
    named = is_name(rest)
    if honorific.strip(".") == "CN" and not looks_named(rest):  # a branch (chi nhánh), no bachelor
        honorific = ""
    known = named and looks_named(rest)
    first = text.split(maxsplit=1)[0].rstrip(".,")
    rules: list[tuple[bool, PieceKind]] = [
        (named and bool(honorific), "name"),
        (first in words("post_abbreviations"), "post"),
        (" " in text[:post] and (exactly("posts", text) or not known), "post"),
        (bool(_GROUP.match(text)), "group"),
        (known and " " not in text[:unit], "name"),
        (place > 0 and place >= unit and not _NOT_A_PLACE.match(text), "place"),
        (bool(post) and post >= unit, "post"),
        (bool(unit), "unit"),
        (named or bool(_SMALL_NAME.match(text)), "maybe"),
    ]
    return next((kind for holds, kind in rules if holds), "other")


@lru_cache(8192)
def cut_points(text: str) -> tuple[int, ...]:
    """Where names run into each other (`A và B`) or into a post or unit (`Nông Văn A Giáo viên`): places in `text`."""
    at = _second_person(text)
    if at:
        return (at,)
    parts = _AND.split(text)
    if len(parts) > 1 and all(is_name(take_honorific(part)[1]) for part in parts):
        return tuple(m.end() for m in _AND.finditer(text))
    if kind_of(text) == "name" and not text.isupper():
        return ()
    at = _end_of_name(text) or (unit_inside(text) if kind_of(text) == "other" else 0)
    return (at,) if at else ()


def _end_of_name(text: str) -> int:
    """Where a name at the start of a text runs into a post or unit; 0 where none does."""
    size = head("posts", text)
    gaps = list(re.finditer(r"\s+", text[:_LONGEST_NAME]))
    if not gaps or " " in text[:size] or (size and head("posts", text, gaps[0].end())):  # `Phó Chánh Thanh tra`
        return 0
    for gap in gaps:
        before = take_honorific(text[: gap.start()])[1]
        if is_name(before) and looks_named(before) and _begins_post_or_unit(text, gap.end()):
            return gap.end()
    return 0


def _begins_post_or_unit(text: str, at: int) -> bool:
    """The same at a place behind a name; in capitals every accent counts (`THU VIỆN` is no `thư viện`)."""
    kinds = [kind for kind in ("posts", "units") if not text.isupper() or exactly(kind, text, at)]
    size = head("posts", text, at) if "posts" in kinds else 0
    if " " in text[at : at + size]:
        return True
    rest = text[at:].split(maxsplit=2)
    unit = "units" in kinds and head("units", text, at)
    return bool(unit) and len(rest) > 1 and (rest[1][0].islower() or rest[1].isupper())


def _second_person(text: str) -> int:
    """Where a person begins behind the first one's post (`Trưởng phòng và bà Lê Thị Tú`); 0 where none does."""
    for gap in _AND.finditer(text):
        honorific, rest = take_honorific(text[gap.end() :])
        known = is_name(rest) and (honorific or (looks_named(rest) and len(rest.split()) > 2))
        if known and not is_name(take_honorific(text[: gap.start()])[1]):
            return gap.end()
    return 0


@lru_cache(8192)
def unit_inside(post: str) -> int:
    """Where a unit begins inside a post written without a separator (`Giáo viên Trường …`); 0 where none does."""
    size = head("posts", post)
    for gap in re.finditer(r"\s+(?=[^\W\d_a-zà-ÿ])", post):
        if _SECTION.match(post, gap.end()):
            continue
        if gap.end() > size and post[gap.end()].isupper() and head("strong_units", post, gap.end()):
            return 0 if is_bare_head(post[gap.end() :]) else gap.end()
    return 0


@lru_cache(8192)
def has_unit_word(post: str) -> bool:
    """Whether a word behind a post's own could begin a unit (`Giáo viên trường …`), `cơ sở` and the like left out."""
    size = head("posts", post)
    for gap in re.finditer(r"\s+", post):
        rest = post[gap.end() :]
        telling = (rest[:1].isupper() and head("units", rest)) or _LOWER_UNIT.match(rest)
        if gap.end() > size and telling:
            return True
    return False


def is_bare_head(text: str) -> bool:
    """A head word with nothing behind it (`Công ty`, `Phó`): the line was broken there."""
    return len(text) in (head("units", text), head("places", text)) or text.lower() in ("phó", "trưởng", "chánh")
