"""Line ends that a narrow column forced, undone before an author cell is read."""

from __future__ import annotations

import re
from itertools import pairwise

from extractors.fields.author_kinds import kind_of
from extractors.fields.author_words import head

_MARK = re.compile(r"\s*(?:[-–—•+*▪●]\s*|\(?\d{1,2}\s?[.)]\s*(?=[^\W\d_]))")
_BULLET = re.compile(r"\s*[-–—•+*▪●]\s*")
_OPEN_END = re.compile(r"[,(\-–/&:]$")
_SEPARATOR = re.compile(r"[,;]\s|\s[-–]\s")
# Letters differ in width, so a line counts as full from here on.
_FULL = 0.8


def unwrap(text: str) -> str:
    """The text with forced line ends as blanks; its length stays.

    A cell shows that its lines were broken by lines that begin with a small letter or follow an open end. Then every
    line end at which the next word would not have fitted is taken for a forced one, and in prose with commas every one
    that no name follows. In a list, a line without a list mark goes on with the item before it.
    """
    lines = text.split("\n")
    if len(lines) < 2:
        return text
    listed = sum(bool(_BULLET.match(line)) for line in lines) >= 2
    width = max(len(line) for line in lines)
    numbered = len(re.findall(r"(?:^|\n)\s*\d{1,2}[.)]", text))
    prose = len(_SEPARATOR.findall(text)) >= max(2 * numbered, len(lines) / 2, 2)
    broken = any(_goes_on(before, line) for before, line in pairwise(lines))
    out = lines[0]
    for before, line in pairwise(lines):
        full = broken and (_is_full(before, line, width) or (prose and not _begins_person(line)))
        forced = not _MARK.match(line) and (listed or full)
        out += (" " if forced else "\n") + line
    return out


def _small(line: str) -> bool:
    """A small letter begins the line, and no post or unit of several words does (`giáo viên` may be written so)."""
    posts, units = head("posts", line), head("units", line)
    return line[:1].islower() and " " not in line[: max(posts, units)]


def _goes_on(before: str, line: str) -> bool:
    return _small(line) or bool(_OPEN_END.search(before))


def _begins_person(line: str) -> bool:
    name = re.split(r"[,;(\d:]|\s[-–]\s", line, maxsplit=1)[0]
    return bool(name.strip()) and not head("posts", line) and kind_of(name) == "name"


def _is_full(before: str, line: str, width: int) -> bool:
    first = line.split(maxsplit=1)[0] if line.strip() else ""
    return len(before) + 1 + len(first) > _FULL * width or _small(line)
