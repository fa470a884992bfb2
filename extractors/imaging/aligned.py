"""Tables without visible ruling: columns from the white between texts, rows from their numbers or the white between.

A guess: whatever comes of it is asked about.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.imaging.columns import Row, blots_on, rows_of
from extractors.imaging.lattice import Lattice, Spot
from extractors.imaging.picture import Picture, Rect

_COLUMNS = 4  # fewer stand side by side in letters too
_SMEAR = 9  # pixels at 212 dpi: no more than between letters, for columns may stand close
_GUTTER = 0.5  # line heights of white that part two columns, at least
_CROSSED = 0.04  # share of a window's lines that may cross a gutter: a stroke, a speck
_LINES = 4  # visual lines that make a table, heading included
_NUMBERS = 0.12  # of the table's width: wider than a column of row numbers

Gutter = tuple[float, float]


def aligned_table(page: Picture) -> Lattice | None:
    """The one table of a clean level page on which no ruled one was found, or None where its text makes no columns."""
    blots = blots_on(page, _SMEAR)
    if not blots:
        return None
    height = max(12.0, float(np.median([y1 - y0 for _, y0, _, y1 in blots])))
    lines = rows_of(blots, height)
    window = _window(lines, height, page.shape[1])
    if window is None:
        return None
    table, gutters = window
    boxes = [box for line in table for box in line]
    left, right = min(b[0] for b in boxes), max(b[2] for b in boxes)
    xs = [left - height / 2, *((a + b) / 2 for a, b in gutters), right + height / 2]
    ys = _row_edges(table, xs, height)
    return _lattice(xs, ys) if len(ys) > 2 else None


def _window(lines: Sequence[Row], height: float, width: int) -> tuple[Sequence[Row], list[Gutter]] | None:
    """The run of lines, to the last or to a signature below, with most columns beside most lines."""
    best: tuple[Sequence[Row], list[Gutter]] | None = None
    most = 0
    for end in range(len(lines), max(len(lines) - 12, _LINES - 1), -1):
        for start in range(min(end - _LINES + 1, 16)):
            table = lines[start:end]
            gutters = _gutters(table, height, width)
            if len(gutters) >= _COLUMNS - 1 and len(table) * len(gutters) > most:
                best, most = (table, gutters), len(table) * len(gutters)
    return best


def _gutters(table: Sequence[Row], height: float, width: int) -> list[Gutter]:
    crossed: NDArray[np.int64] = np.zeros(width + 1, dtype=np.int64)
    for line in table:
        here = np.zeros(width + 1, dtype=bool)
        for x0, _, x1, _ in line:
            here[max(0, x0) : x1] = True
        crossed += here
    free = np.concatenate([[False], crossed <= _CROSSED * len(table), [False]])
    edges = np.flatnonzero(free[1:] != free[:-1])
    runs = [(float(a), float(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return [run for run in runs[1:-1] if run[1] - run[0] >= _GUTTER * height]  # without the page's margins


def _row_edges(table: Sequence[Row], xs: Sequence[float], height: float) -> list[float]:
    """Tops of the rows and the table's foot: where a number stands in the first column, else by the white between."""
    top, foot = _top(table[0]) - height / 2, max(y1 for line in table for _, _, _, y1 in line) + height / 2
    numbered = [line for line in table if any(box[2] <= xs[1] for box in line)]
    if xs[1] - xs[0] <= _NUMBERS * (xs[-1] - xs[0]) and len(numbered) >= 2:
        starts = [_top(line) - height / 3 for line in numbered]
        return [top, *(y for y in starts if y > top + height), foot]
    gaps = [_top(below) - max(box[3] for box in above) for above, below in pairwise(table)]
    usual = float(np.median(gaps))
    parted = [
        (above, below) for (above, below), gap in zip(pairwise(table), gaps, strict=True) if gap > usual + height / 2
    ]
    return [top, *((max(b[3] for b in above) + _top(below)) / 2 for above, below in parted), foot]


def _top(line: Row) -> float:
    return float(min(y0 for _, y0, _, _ in line))


def _lattice(xs: Sequence[float], ys: Sequence[float]) -> Lattice:
    spots = [
        Spot(r, c, 1, 1, (round(x0), round(y0), round(x1), round(y1)))
        for r, (y0, y1) in enumerate(pairwise(ys))
        for c, (x0, x1) in enumerate(pairwise(xs))
    ]
    box: Rect = (round(xs[0]), round(ys[0]), round(xs[-1]), round(ys[-1]))
    return Lattice(len(ys) - 1, len(xs) - 1, spots, box)
