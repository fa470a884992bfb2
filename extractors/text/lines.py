"""Which line ends in a cell were written, and which the column's width forced."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# A line that begins like this is a new item however full the line before it was.
_ITEM = re.compile(r"^(?:[-–•+*]\s|\d{1,2}[.)]\s|[A-ZĐÂÊÔĂƠƯÁÀÉÈÍÓÚÝỐỒẤẦẾỀỨỪ][^:\n]{1,24}:(?:\s|$))")
_OPEN_END = re.compile(r"[,;(\-–/]$")


@dataclass(frozen=True, slots=True)
class LaidLine:
    """One visual line: its text, its left and right edge, and the width of its first word; any one unit."""

    text: str
    x0: float
    x1: float
    first_word: float
    blank: float  # the width of a blank between words


def join_lines(lines: Sequence[LaidLine], right: float) -> str:
    """One text from the visual lines of a cell: written breaks as newlines, soft wraps as blanks.

    A writer's program wraps a line only when the next word no longer fits. So where the next word would have fitted
    between this line's end and `right` (the inner edge of the cell), the break was written on purpose.
    """
    out = ""
    for index, line in enumerate(lines):
        if index == 0:
            out = line.text
            continue
        before = lines[index - 1]
        out += ("\n" if _written(before, line, right) else " ") + line.text
    return out


def _written(before: LaidLine, line: LaidLine, right: float) -> bool:
    if _ITEM.match(line.text):
        return True
    room = right - before.x1 - before.blank - line.first_word
    slack = before.blank  # edges and word widths are measured, not known
    if room > slack:
        return not _OPEN_END.search(before.text) or room > 3 * before.blank
    if room > -slack and line.text[:1].isupper():
        # Too close to call: a capital after a finished sentence or a bare line speaks for a new line.
        return bool(re.search(r"[.;:]$", before.text))
    return False
