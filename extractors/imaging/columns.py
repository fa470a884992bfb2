"""Where running text stands on a page: blots of ink → columns in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

from extractors.imaging.picture import Picture, Rect, blots_of, pixels

_DARK = 170  # fainter than what cells call ink: no letter may stand outside its area
_WIDE = 1.6  # line heights: a gap that always parts two texts
_FEW = 3  # rows of a band that may be text with a gap by chance
_GUTTER = 0.8  # line heights: enough where a near line has one at the same place; justified words keep closer

Row = list[Rect]
Gutter = tuple[int, int]


@dataclass(slots=True)
class _Band:
    """Rows beside whose texts one gutter stays free: two columns."""

    rows: list[Row]
    gutter: Gutter


def columns_of(page: Picture) -> list[Rect]:
    """Areas of a clean gray page to be read one after the other, none of which holds two columns abreast.

    A letter's two headers, its recipients and its signature come apart, the left one first.
    """
    blots = blots_on(page)
    if not blots:
        return []
    height = max(12.0, float(np.median([y1 - y0 for _, y0, _, y1 in blots])))
    rows = rows_of(blots, height)
    rows = [_pieces(i, rows, height) for i in range(len(rows))]
    areas: list[Rect] = []
    for group in _without_false_gutters(_bands(rows, height), height):
        if isinstance(group, _Band):
            areas += _columns(group, height)
        else:
            areas.append(_padded(_around([box for row in group for box in row]), height))
    return [_clipped(area, page) for area in areas]


def blots_on(page: Picture, blank: int = 15) -> list[Rect]:
    """Boxes of words or phrases: letters smeared along their line by `blank` pixels at 212 dpi.

    Without seals, flourishes and specks.
    """
    unit = max(page.shape) / 2480
    dark = pixels(page < _DARK)
    labels, stats, _ = blots_of(dark)
    width, height, area = (stats[:, k] for k in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA))
    letters = (height < 100 * unit) & (width < 400 * unit) & (area >= 8 * unit) & (area > 0.1 * width * height)
    letters[0] = False
    mask = pixels(letters[labels])
    mask = pixels(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((round(9 * unit), round(blank * unit)), np.uint8)))
    _, found, _ = blots_of(mask)
    boxes = [(int(x), int(y), int(x + w), int(y + h)) for x, y, w, h, _ in found[1:]]
    return [box for box in boxes if box[3] - box[1] >= 10 * unit and box[2] - box[0] >= 6 * unit]


def rows_of(blots: Sequence[Rect], height: float) -> list[Row]:
    """Visual lines across the whole page, each from the left."""
    rows: list[Row] = []
    for box in sorted(blots, key=lambda b: b[1] + b[3]):
        near = [row for row in rows[-3:] if _beside(row, box, height)]
        if near:
            near[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row) for row in rows]


def _beside(row: Row, box: Rect, height: float) -> bool:
    """On the same line; across a gutter lines need not be level, as a signatory's name beside a list of copies."""
    if abs(_middle(row) - (box[1] + box[3]) / 2) < 0.55 * height:
        return True
    apart = all(box[0] - x1 > _WIDE * height or x0 - box[2] > _WIDE * height for x0, _, x1, _ in row)
    return apart and any(min(box[3], y1) - max(box[1], y0) > 0.35 * height for _, y0, _, y1 in row)


def _middle(row: Row) -> float:
    return float(np.mean([(y0 + y1) / 2 for _, y0, _, y1 in row]))


def _pieces(index: int, rows: Sequence[Row], height: float) -> Row:
    """A row's blots joined where no column ends between them."""
    near = [rows[i] for i in (index - 2, index - 1, index + 1, index + 2) if 0 <= i < len(rows)]
    pieces = [rows[index][0]]
    for box in rows[index][1:]:
        start, end = pieces[-1][2], box[0]
        shared = end - start > _GUTTER * height and any(_has_gutter(row, start, end, height) for row in near)
        if end - start > _WIDE * height or shared:
            pieces.append(box)
        else:
            pieces[-1] = _around([pieces[-1], box])
    return pieces


def _has_gutter(row: Row, start: int, end: int, height: float) -> bool:
    gaps = ((left[2], right[0]) for left, right in pairwise(row))
    return any(b - a > _GUTTER * height and min(end, b) - max(start, a) > 0.4 * height for a, b in gaps)


def _bands(rows: Sequence[Row], height: float) -> list[_Band | list[Row]]:
    """Rows from the top, grouped into runs of two columns and runs of one."""
    groups: list[_Band | list[Row]] = []
    for row in rows:
        last = groups[-1] if groups else None
        kept = _narrowed(last.gutter, row) if isinstance(last, _Band) else None
        if isinstance(last, _Band) and kept:
            last.rows.append(row)
            last.gutter = kept
        elif len(row) > 1 and _abreast(row, height):
            groups.append(_Band([row], _widest(row)))
        elif isinstance(last, list):
            last.append(row)
        else:
            groups.append([row])
    return groups


def _abreast(row: Row, height: float) -> bool:
    """Whether text stands on both sides of the row's widest gap, and not a stroke in the margin."""
    start, end = _widest(row)
    sides = [sum(x1 - x0 for x0, _, x1, _ in row if (x0 + x1 < start + end) == left) for left in (True, False)]
    return min(sides) > 1.5 * height


def _without_false_gutters(groups: Sequence[_Band | list[Row]], height: float) -> list[_Band | list[Row]]:
    """Bands of a line or two within running text made text again: a word that reached into the next line left a gap.

    Their areas would overlap the text's, and its words be read twice.
    """
    out: list[_Band | list[Row]] = []
    for index, group in enumerate(groups):
        rest = group
        if isinstance(group, _Band) and len(group.rows) <= _FEW:
            near = groups[max(0, index - 2) : index + 3]
            if any(_runs_into(other, group, height) for other in near if other is not group):
                rest = group.rows
        if isinstance(rest, list) and out and isinstance(out[-1], list):
            out[-1] = [*out[-1], *rest]
        else:
            out.append(rest)
    return out if len(out) == len(groups) else _without_false_gutters(out, height)


def _runs_into(other: _Band | list[Row], band: _Band, height: float) -> bool:
    """Whether other text stands over the band's gutter, at the same height as a part of the band."""
    middle = sum(band.gutter) / 2
    rows = other.rows if isinstance(other, _Band) else other
    over = [box for row in rows for box in row if box[0] < middle < box[2]]
    own = _around([box for row in band.rows for box in row])
    return any(min(own[3], box[3]) - max(own[1], box[1]) > 0.25 * height for box in over)


def _widest(row: Row) -> Gutter:
    return max(((left[2], right[0]) for left, right in pairwise(row)), key=lambda gap: gap[1] - gap[0])


def _narrowed(gutter: Gutter, row: Row) -> Gutter | None:
    """The part of a gutter that is still free beside this row, None where the row crosses it."""
    start, end = gutter
    for x0, _, x1, _ in row:
        if x0 + x1 < start + end:
            start = max(start, x1)
        else:
            end = min(end, x0)
    return (start, end) if end - start > 4 else None


def _columns(band: _Band, height: float) -> list[Rect]:
    """The two columns, each widened to the gutter's middle: letters that touch a seal were not seen as letters."""
    start, end = band.gutter
    middle = (start + end) // 2
    boxes = [box for row in band.rows for box in row]
    left = [box for box in boxes if box[0] + box[2] < start + end]
    right = [box for box in boxes if box[0] + box[2] >= start + end]
    areas = []
    if left:
        x0, y0, x1, y1 = _padded(_around(left), height)
        areas.append((x0, y0, min(x1, middle), y1))
    if right:
        _, y0, x1, y1 = _padded(_around(right), height)
        areas.append((middle, y0, x1, y1))
    return areas


def _around(boxes: Sequence[Rect]) -> Rect:
    x0s, y0s, x1s, y1s = zip(*boxes, strict=True)
    return min(x0s), min(y0s), max(x1s), max(y1s)


def _padded(area: Rect, height: float) -> Rect:
    across, down = round(0.4 * height), round(0.15 * height)
    x0, y0, x1, y1 = area
    return x0 - across, y0 - down, x1 + across, y1 + down


def _clipped(area: Rect, page: Picture) -> Rect:
    x0, y0, x1, y1 = area
    return max(0, x0), max(0, y0), min(page.shape[1], x1), min(page.shape[0], y1)
