"""Cells of a ruled table: where their ink is, and their text from its visual lines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import cv2
import numpy as np

from extractors.imaging.lattice import Lattice, Spot
from extractors.imaging.picture import Picture, Rect, blots_of, box_of
from extractors.imaging.recognise import BLOCK, Word, certainty, models, read_words
from extractors.imaging.trust import SURE, trusted
from extractors.imaging.vote import settle
from extractors.text.lines import LaidLine, join_lines
from schemas.grid import Cell, Doubt, Grid

_DARK = 140  # print after stretching; paper noise is lighter
_LEAST_INK = 10  # pixels of one blot at 212 dpi: half a full stop


def read_grid(page: Picture, lattice: Lattice, scale: float) -> Grid:
    """The table's cells as two readers see them; `page` without its ruled lines, enlarged by `scale`."""
    again = models().second is not None
    inks = [ink_in(page, spot.box) for spot in lattice.spots]
    seen = read_cells(page, inks)
    weighed = trusted([words for words, _ in seen], scale) if again else [words for words, _ in seen]
    padding = _padding(lattice.spots, weighed)
    cells = []
    for spot, ink, words, (_, other) in zip(lattice.spots, inks, weighed, seen, strict=True):
        right = spot.box[2] - padding
        cell = _cell(spot, text_of(words, right), page.shape)
        cell.confidence, cell.ink = certainty(words), ink is not None
        cell.alternate = text_of(other, right) if again else None
        cell.doubts = [Doubt(w.text, w.chance, w.other) for w in words if w.chance < SURE]
        cell.rest = round(-sum(math.log(w.chance) for w in words if w.chance >= SURE), 4)
        cells.append(cell)
    return Grid(lattice.rows, lattice.cols, cells, "ruled", box_of(lattice.box, page.shape))


def read_cells(page: Picture, inks: Sequence[Rect | None]) -> list[tuple[list[Word], list[Word]]]:
    """For each cell, by where its ink is, the accepted words and the words of the other reader."""
    areas = [area for area in inks if area is not None]
    first = iter(read_words(page, areas, models().first, BLOCK))
    again = models().second
    second = iter(read_words(page, areas, again, BLOCK) if again else [])
    return [([], []) if area is None else settle(next(first), next(second, [])) for area in inks]


def _cell(spot: Spot, text: str, shape: tuple[int, ...]) -> Cell:
    return Cell(spot.row, spot.col, text, spot.rowspan, spot.colspan, box_of(spot.box, shape))


def ink_in(page: Picture, area: Rect) -> Rect | None:
    """The part of the area that holds print, with 2 pixels around; None where it holds none but specks."""
    x0, y0, x1, y1 = area
    dark = (page[y0:y1, x0:x1] < _DARK).astype(np.uint8)
    if not dark.any():
        return None
    _, stats, _ = blots_of(dark)
    blots = stats[1:][stats[1:, cv2.CC_STAT_AREA] >= _LEAST_INK]
    if not len(blots):
        return None
    left, top = blots[:, cv2.CC_STAT_LEFT].min(), blots[:, cv2.CC_STAT_TOP].min()
    right = (blots[:, cv2.CC_STAT_LEFT] + blots[:, cv2.CC_STAT_WIDTH]).max()
    bottom = (blots[:, cv2.CC_STAT_TOP] + blots[:, cv2.CC_STAT_HEIGHT]).max()
    return (
        max(x0, x0 + int(left) - 2),
        max(y0, y0 + int(top) - 2),
        min(x1, x0 + int(right) + 2),
        min(y1, y0 + int(bottom) + 2),
    )


def _padding(spots: Sequence[Spot], read: Sequence[Sequence[Word]]) -> float:
    """The usual space between a cell's left line and its text; the writer's program keeps the same at the right."""
    gaps = [min(w.box[0] for w in words) - spot.box[0] for spot, words in zip(spots, read, strict=True) if words]
    return sorted(gaps)[len(gaps) // 4] if gaps else 0.0


def text_of(words: Sequence[Word], right: float) -> str:
    """One text from a cell's words; `right` is the edge at which its writer's program wrapped."""
    if not words:
        return ""
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    ordered = [sorted(line, key=lambda w: w.box[0]) for line in lines.values()]
    blank = _blank(ordered)
    edge = max(right, *(w.box[2] for w in words))
    return join_lines([_laid(line, blank) for line in ordered], edge)


def _blank(lines: Sequence[Sequence[Word]]) -> float:
    gaps = [b.box[0] - a.box[2] for line in lines for a, b in pairwise(line)]
    heights = [w.box[3] - w.box[1] for line in lines for w in line]
    return max(1.0, median(gaps) if gaps else 0.35 * median(heights))


def _laid(line: Sequence[Word], blank: float) -> LaidLine:
    first = line[0].box
    text = " ".join(word.text for word in line)
    return LaidLine(text, first[0], line[-1].box[2], first[2] - first[0], blank)
