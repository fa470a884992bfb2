"""Crops whose lines Tesseract took apart wrongly (short centred lines, mostly): found out, and cut into lines here."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.imaging.picture import Picture, Rect

_DARK = 140
_ON_EACH_OTHER = 0.3  # of a word's box: more is two readings of one word
_COVERED = 0.9  # of a crop's ink: words that leave more of it out have lost some
_GAP = 0.12  # of the usual ink of a row: between two lines stand only tails and marks
_LOW_LINE = 0.45  # of the usual height: marks that came apart from their line


def went_wrong(page: Picture, area: Rect, words: Sequence[Rect]) -> bool:
    """Whether the boxes of the words read lie on each other, or leave out much of the crop's ink."""
    if not words:
        return False
    boxes = np.array(words)
    if len(boxes) > 1 and _worst_overlap(boxes) > _ON_EACH_OTHER:
        return True
    x0, y0, x1, y1 = area
    dark = page[y0:y1, x0:x1] < _DARK
    seen = np.zeros(dark.shape, dtype=bool)
    for left, top, right, bottom in words:
        seen[max(0, top - y0 - 3) : bottom - y0 + 3, max(0, left - x0 - 3) : right - x0 + 3] = True
    ink = int(dark.sum())
    return ink > 0 and int((dark & seen).sum()) < _COVERED * ink


def _worst_overlap(boxes: NDArray[np.int64]) -> float:
    """The largest share of a box that lies in another one as large or larger."""
    start = np.maximum(boxes[:, None, :2], boxes[None, :, :2])
    end = np.minimum(boxes[:, None, 2:], boxes[None, :, 2:])
    shared = np.clip(end - start, 0, None).prod(axis=2).astype(np.float64)
    sizes = (boxes[:, 2:] - boxes[:, :2]).prod(axis=1)
    shared /= np.maximum(1, np.minimum(sizes[:, None], sizes[None, :]))
    np.fill_diagonal(shared, 0.0)
    return float(shared.max())


def lines_of(page: Picture, area: Rect) -> list[Rect]:
    """The visual lines of a level crop from the top, by the ink of its rows; empty where they do not come apart."""
    x0, y0, x1, y1 = area
    dark = page[y0:y1, x0:x1] < _DARK
    ink = dark.sum(axis=1)
    usual = float(np.median(ink[ink > 0])) if (ink > 0).any() else 0.0
    inked = np.concatenate([[False], ink > _GAP * usual, [False]])
    edges = np.flatnonzero(inked[1:] != inked[:-1])
    bands = _whole([(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)])
    heights = [b - a for a, b in bands]
    if not bands or max(heights) > 1.8 * float(np.median(heights)):
        return []
    cuts = [0, *((a[1] + b[0]) // 2 for a, b in pairwise(bands)), y1 - y0]
    return [(x0, y0 + top, x1, y0 + bottom) for top, bottom in pairwise(cuts)]


def _whole(bands: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Bands of rows with those too low for a line joined to the nearest."""
    height = float(np.median([b - a for a, b in bands])) if bands else 0.0
    out: list[tuple[int, int]] = []
    waiting: int | None = None  # the top of marks above the next line
    for index, (top, bottom) in enumerate(bands):
        start = top if waiting is None else waiting
        waiting = None
        if bottom - top >= _LOW_LINE * height or (index + 1 == len(bands) and not out):
            out.append((start, bottom))
        elif out and (index + 1 == len(bands) or top - out[-1][1] <= bands[index + 1][0] - bottom):
            out[-1] = (out[-1][0], bottom)
        else:
            waiting = start
    return out
