"""Words that stand outside tables → lines in reading order; columns side by side stay apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from extractors.imaging.cells import ink_in
from extractors.imaging.picture import Picture, Rect, box_of
from extractors.imaging.recognise import SPARSE, Word, certainty, models, read_words
from schemas.grid import Line

_WIDE = 1.6  # line heights: a gap that always parts two texts
_GUTTER = 0.5  # line heights: enough where the next line has a gap at the same place


@dataclass(slots=True)
class Fragment:
    """A piece of a visual line that belongs to one column."""

    words: list[Word]

    @property
    def box(self) -> Rect:
        boxes = [word.box for word in self.words]
        return (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        )

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def read_lines(page: Picture) -> list[Line]:
    """The lines of a gray page whose tables are painted white, as two readers see them, in reading order."""
    area = ink_in(page, (0, 0, page.shape[1], page.shape[0]))
    if area is None:
        return []
    words = _plausible(read_words(page, [area], models().first, SPARSE)[0])
    again = models().second
    other = _plausible(read_words(page, [area], again, SPARSE)[0]) if again and words else []
    return [_line(fragment, other if again else None, page.shape) for fragment in in_order(words)]


def _plausible(words: list[Word]) -> list[Word]:
    """Without what specks, stamps and bleed-through look like to a reader; nothing where all is of that kind."""
    kept = [w for w in words if w.confidence >= 0.3 or (len(w.text) > 2 and w.confidence >= 0.1)]
    letters = [w for w in kept if any(c.isalnum() for c in w.text)]
    if not letters or float(np.mean([w.confidence for w in letters])) < 0.4:
        return []
    return kept


def _line(fragment: Fragment, other: Sequence[Word] | None, shape: tuple[int, ...]) -> Line:
    box = fragment.box
    alternate = None
    if other is not None:
        inside = [w for w in other if _overlaps(w.box, box)]
        alternate = " ".join(w.text for w in sorted(inside, key=lambda w: w.box[0]))
    return Line(fragment.text, box_of(box, shape), certainty(fragment.words), alternate)


def _overlaps(word: Rect, line: Rect) -> bool:
    x, y = (word[0] + word[2]) / 2, (word[1] + word[3]) / 2
    return line[0] <= x <= line[2] and line[1] <= y <= line[3]


def in_order(words: Sequence[Word]) -> list[Fragment]:
    """Words of a page → pieces of lines in reading order: left column before right column where two stand abreast."""
    if not words:
        return []
    height = (
        median(w.box[3] - w.box[1] for w in words if len(w.text) > 1) if any(len(w.text) > 1 for w in words) else 20
    )
    rows = _rows(words, height)
    return _read_through([_fragments(i, rows, height) for i in range(len(rows))], height)


def _rows(words: Sequence[Word], height: float) -> list[list[Word]]:
    """Visual lines across the whole page, each from the left."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.box[1] + w.box[3]):
        middle = (word.box[1] + word.box[3]) / 2
        for row in reversed(rows[-3:]):
            if abs(middle - float(np.mean([(w.box[1] + w.box[3]) / 2 for w in row]))) < 0.5 * height:
                row.append(word)
                break
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: w.box[0]) for row in rows]


def _fragments(index: int, rows: Sequence[Sequence[Word]], height: float) -> list[Fragment]:
    near = [rows[i] for i in (index - 1, index + 1, index - 2, index + 2) if 0 <= i < len(rows)]
    pieces = [Fragment([rows[index][0]])]
    for word in rows[index][1:]:
        start, end = pieces[-1].words[-1].box[2], word.box[0]
        gap = end - start
        # "Số:      /TTr": the blank after a colon was left for a hand to fill.
        filled_by_hand = pieces[-1].text.endswith(":") and gap < 5 * height
        shared = gap > _GUTTER * height and any(_has_gutter(row, start, end, height) for row in near)
        if (gap > _WIDE * height or shared) and not filled_by_hand:
            pieces.append(Fragment([word]))
        else:
            pieces[-1].words.append(word)
    return pieces


def _has_gutter(row: Sequence[Word], start: float, end: float, height: float) -> bool:
    for left, right in pairwise(row):
        both = min(end, right.box[0]) - max(start, left.box[2])
        if both > 0.4 * height and right.box[0] - left.box[2] > _GUTTER * height:
            return True
    return False


def _read_through(rows: Sequence[list[Fragment]], height: float) -> list[Fragment]:
    out: list[Fragment] = []
    band: list[Fragment] = []
    gutter = (0.0, 0.0)
    for row in rows:
        if len(row) > 1 and not band:
            gutter = (row[0].box[2], row[1].box[0])
        kept = _narrowed(gutter, row) if band or len(row) > 1 else None
        if kept is None:
            out += _by_column(band, gutter)
            band, kept = [], None
            if len(row) > 1:
                gutter = (row[0].box[2], row[1].box[0])
                kept = _narrowed(gutter, row)
        if kept is None:
            out += row
        else:
            gutter, band = kept, band + row
    return out + _by_column(band, gutter)


def _narrowed(gutter: tuple[float, float], row: Sequence[Fragment]) -> tuple[float, float] | None:
    """The gutter that is still free beside this row, None where the row crosses it."""
    start, end = gutter
    for piece in row:
        x0, _, x1, _ = piece.box
        if (x0 + x1) / 2 < (start + end) / 2:
            start = max(start, x1)
        else:
            end = min(end, x0)
    return (start, end) if end - start > 4 else None


def _by_column(band: Sequence[Fragment], gutter: tuple[float, float]) -> list[Fragment]:
    middle = (gutter[0] + gutter[1]) / 2
    left = [piece for piece in band if piece.box[0] < middle]
    return left + [piece for piece in band if piece.box[0] >= middle]
