"""Words with places on a page → lines, columns that stand side by side, and the text of a cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.text.lines import LaidLine, join_lines
from schemas.grid import Decoding


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box, in any one unit, from the top left corner."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    font: str = ""
    decoding: Decoding | None = None


def lines_of(words: Sequence[Word]) -> list[list[Word]]:
    """Words grouped into visual lines from top to bottom, each from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: ((w.y0 + w.y1) / 2, w.x0)):
        middle = (word.y0 + word.y1) / 2
        if lines and lines[-1][0].y0 <= middle <= lines[-1][0].y1:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w.x0) for line in lines]


def split_at_gaps(line: Sequence[Word], factor: float = 1.6) -> list[list[Word]]:
    """A visual line cut where a gap is wider than `factor` times the letters' height: two columns side by side."""
    parts: list[list[Word]] = [[line[0]]]
    height = median(w.y1 - w.y0 for w in line)
    for word in line[1:]:
        if word.x0 - parts[-1][-1].x1 > factor * height:
            parts.append([word])
        else:
            parts[-1].append(word)
    return parts


def cell_text(words: Sequence[Word], left: float, right: float) -> str:
    """The text of a cell whose inner edges are `left` and `right`: written breaks kept, soft wraps undone."""
    laid = [_laid(line) for line in lines_of(words)]
    if not laid:
        return ""
    margin = max(0.0, min(line.x0 for line in laid) - left)  # a cell is padded alike on both sides
    return join_lines(laid, right - margin)


def _laid(line: Sequence[Word]) -> LaidLine:
    text = " ".join(w.text for w in line)
    gaps = [b.x0 - a.x1 for a, b in pairwise(line)]
    width = line[-1].x1 - line[0].x0
    blank = median(gaps) if gaps else width / max(1, len(text)) * 0.6
    return LaidLine(text, line[0].x0, line[-1].x1, line[0].x1 - line[0].x0, max(blank, 0.0))
