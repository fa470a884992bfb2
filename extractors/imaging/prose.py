"""Text that stands outside tables → lines in reading order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.imaging.columns import columns_of
from extractors.imaging.picture import Picture, Rect, box_of
from extractors.imaging.recognise import BLOCK, Word, certainty, models, read_words
from extractors.imaging.vote import settle
from schemas.grid import Line


def read_lines(page: Picture) -> list[Line]:
    """The lines of a clean gray page whose tables are painted white, as two readers see them, in reading order."""
    areas = columns_of(page)
    again = models().second
    first = read_words(page, areas, models().first, BLOCK)
    second = read_words(page, areas, again, BLOCK) if again else [[] for _ in areas]
    lines = []
    for words, other in (settle(*read) for read in zip(first, second, strict=True)):
        for line in _lines(_plausible(words)):
            lines.append(_line(line, other if again else None, page.shape))
    return lines


def _plausible(words: list[Word]) -> list[Word]:
    """Without what specks, flourishes and bleed-through look like to a reader; nothing where all is of that kind."""
    kept = [w for w in words if w.confidence >= 0.3 or (len(w.text) > 2 and w.confidence >= 0.1)]
    letters = [w for w in kept if any(c.isalnum() for c in w.text)]
    if not letters or float(np.mean([w.confidence for w in letters])) < 0.4:
        return []
    return kept


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    spoken = (line for line in lines.values() if any(c.isalnum() for word in line for c in word.text))
    return [sorted(line, key=lambda word: word.box[0]) for line in spoken]


def _line(words: Sequence[Word], other: Sequence[Word] | None, shape: tuple[int, ...]) -> Line:
    x0s, y0s, x1s, y1s = zip(*(word.box for word in words), strict=True)
    box = (min(x0s), min(y0s), max(x1s), max(y1s))
    alternate = None
    if other is not None:
        inside = sorted((w for w in other if _stands_on(w.box, box)), key=lambda w: w.box[0])
        alternate = " ".join(w.text for w in inside)
    return Line(" ".join(word.text for word in words), box_of(box, shape), certainty(words), alternate)


def _stands_on(word: Rect, line: Rect) -> bool:
    return line[1] <= (word[1] + word[3]) / 2 <= line[3]
