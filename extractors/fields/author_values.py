"""Posts or units of several authors in one narrow cell → one text an author."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from extractors.fields.author_kinds import is_bare_head
from extractors.fields.author_words import head, words
from schemas.text import one_line


@dataclass(frozen=True, slots=True)
class Values:
    """One text an author, or fewer when they cannot be told apart; `sure`: no line break had to be guessed at."""

    texts: list[str]
    sure: bool = True


_MARK = re.compile(r"^\s*(?:[-–•+*]|\d{1,2}[.)])\s+")
_OPEN_END = re.compile(r"[,\-–/(&]$|\bvà$")


def split_values(text: str, count: int, key: str) -> Values:
    """`count` values from a tidy text; one value stands for all authors.

    Lines that go on with the one before (small letter, open end, an unfinished post) are joined first. When the
    joined lines are neither `count` nor one value, the result is not sure.
    """
    parted = [" ".join(part.split("\n")) for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]
    if len(parted) == count > 1:
        return Values([_plain(part) for part in parted])
    lines = [line for line in text.split("\n") if line.strip()]
    if count == 1 or not lines:
        return Values([_plain(" ".join(lines))] * bool(lines))
    marked = [bool(_MARK.match(line)) for line in lines]
    if sum(marked) == count:
        return Values([_plain(value) for value in _by_start(lines, marked)])
    if not marked[0] and sum(marked) == count - 1:  # also `Phòng Văn hóa` / `- Xã hội`
        texts = [_plain(value) for value in _by_start(lines, marked)]
        return Values(texts, sure=all(_head("posts" if key == "position" else "units", text) for text in texts))
    same = _repeated(" ".join(lines), count)
    return Values([_plain(same)] * count) if same else _unmarked(lines, count, key)


def _unmarked(lines: list[str], count: int, key: str) -> Values:
    kind = "posts" if key == "position" else "units"
    starts = _starts(lines, kind)
    values = _by_start(lines, starts)
    headed = all(_head(kind, _plain(value)) for value in values)
    if len(values) == count:
        return Values(
            [_plain(v) for v in values], sure=(headed and _wrapped(lines, starts)) and not _nested(values, key)
        )
    parts = [part for part in re.split(r"\s*;\s*", " ".join(lines)) if part]
    if len(parts) == count:
        return Values([_plain(part) for part in parts])
    inside = _posts_in(" ".join(lines)) if key == "position" else []
    if len(inside) > 1:  # the reader of the page took a written line end for a wrap
        texts = inside if len(inside) == count else [_plain(" ".join(lines))] * count
        return Values(texts, sure=False)
    if len(values) == 1:
        sure = headed and _wrapped(lines, starts) and not _may_be_several(lines, count, key)
        return Values([_plain(values[0])] * count, sure=sure or len(lines) == 1)
    if len(lines) == count:
        return Values([_plain(line) for line in lines], sure=False)
    return Values([_plain(" ".join(lines))] * count, sure=False)


def _repeated(text: str, count: int) -> str:
    """What stands in a text as often as there are authors, when a reader of the page took the line ends for wraps."""
    words = text.split()
    part = words[: len(words) // count]
    return " ".join(part) if len(part) > 1 and part * count == words else ""


def _posts_in(text: str) -> list[str]:
    """The posts that follow one another on one line, each begun by the capital of a head word."""
    starts: list[int] = []
    covered = 0
    for word in re.finditer(r"\S+", text):
        at = word.start()
        if at >= covered and word[0][0].isupper() and not re.search(r"(?:[,\-–/&]|\bvà)\s*$", text[:at]):
            size = _head("posts", text, at)
            if size or not starts:
                starts.append(at)
                covered = at + size
    return [_plain(text[a:b]) for a, b in pairwise([*starts, len(text)])]


def _plain(text: str) -> str:
    return one_line(_MARK.sub("", text)).strip(" ;,")


def _head(kind: str, text: str, at: int = 0) -> int:
    first = text[at:].split(maxsplit=1)[0].rstrip(".,;")
    known = kind == "posts" and first in words("post_abbreviations")
    return head(kind, text, at) or (len(first) if known else 0)


def _starts(lines: list[str], kind: str) -> list[bool]:
    """Which lines begin a value: those that open with a head word which the line before does not run into."""
    starts = [True]
    joined = " ".join(lines)
    at, covered = 0, _head(kind, joined, 0)
    for before, line in pairwise(lines):
        at += len(before) + 1
        size = _head(kind, joined, at)
        capital = line[:1].isupper() or not lines[0][:1].isupper()
        weak = is_bare_head(line) and " " not in line and not head("strong_units", line)
        lone = (is_bare_head(before) if kind == "posts" else head(kind, before) == len(before)) or (
            weak and line != lines[0]
        )
        begins = bool(size) and at >= covered and capital and not lone and not _OPEN_END.search(before)
        if begins:
            covered = at + size
        starts.append(begins)
    return starts


def _may_be_several(lines: list[str], count: int, key: str) -> bool:
    """One known head, yet a later line opens with a capital: a second post without a known head, or a broken line."""
    capitals = [line for before, line in pairwise(lines) if line[:1].isupper() and not _OPEN_END.search(before)]
    return bool(capitals) and (key == "position" or len(lines) == count)


def _by_start(lines: list[str], starts: list[bool]) -> list[str]:
    values: list[str] = []
    for line, begins in zip(lines, starts, strict=True):
        if begins or not values:
            values.append(line)
        else:
            values[-1] += " " + line
    return values


def _wrapped(lines: list[str], starts: list[bool]) -> bool:
    """Whether each line that begins no value could only have been pushed there by the width of the column."""
    width = max(len(line) for line in lines)
    for before, line, begins in zip(lines, lines[1:], starts[1:], strict=False):
        room = len(before) + 1 + len(line.split()[0])
        if not begins and not line[0].islower() and room <= width and not _OPEN_END.search(before):
            return False
    return True


def _nested(values: list[str], key: str) -> bool:
    """`Phòng Kỹ thuật` / `Công ty …` may be one unit for all as well as one each."""
    if key != "workplace" or len(set(values)) == 1:
        return False
    sub = [any(re.match(rf"{word}\b", value.lower()) for word in words("sub_units")) for value in values]
    return sub[0] and not all(sub)
