"""Ruled lines of a page → tables as lattices of cells, merged ones included."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from extractors.imaging.lattice import Lattice, Lines, LineWork, lattice_of
from extractors.imaging.picture import Picture, blots_of, pixels

_STEM = 11  # pixels at 212 dpi: lower than small letters, higher than a ruled line is thick
_STEMS = 0.2  # share of a line that stems of letters fill where it is a word
_BRIDGE = 7  # pixels at 212 dpi: gaps that worn drums leave in a line
_GHOST = 0.25  # of the darkness of ruled lines: no toner fades as far on one page
_NOISE = 12  # levels of gray that paper has of itself
_FEW = 2000  # pixels of lines
_LONG_WORD = 500  # pixels at 212 dpi: no word is longer


@dataclass(frozen=True, slots=True)
class Ruling:
    """Masks (0 or 255) of the level and the upright lines of a page, and the page's measure in pixels.

    The faint ones hold all thin ink, however short: crumbs of lines, hardly anything of letters.
    """

    level: Picture
    upright: Picture
    faint_level: Picture
    faint_upright: Picture
    unit: float  # 1/2480 of the long side: a pixel at 212 dpi of A4


def tables_of(gray: Picture, ruling: Ruling) -> tuple[list[Lattice], Picture]:
    """The ruled tables of a level page from the top, and the page with their lines painted white."""
    found = [lattice_of(_part(ruling, area), area[:2]) for area in _areas(ruling)]
    lattices = [lattice for lattice in found if lattice is not None and _is_table(lattice)]
    return lattices, _erased(gray, ruling, lattices)


def _is_table(lattice: Lattice) -> bool:
    """Not the edges of a desk or a form's frame: those make few cells, and most of them one."""
    return len(lattice.spots) >= max(2, 0.25 * lattice.rows * lattice.cols)


def ruling_of(gray: Picture) -> Ruling:
    """The straight lines of a clean page; slopes of 5 degrees are still followed, gaps of 0.8 mm bridged."""
    unit = max(gray.shape) / 2480
    block = int(40 * unit) | 1
    # Hairlines are pale at low resolution; noise as pale makes no runs.
    dark = pixels(cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 8))
    level, faint_level = _level_lines(dark, unit)
    upright, faint_upright = (np.ascontiguousarray(m.T) for m in _level_lines(np.ascontiguousarray(dark.T), unit))
    ink = _as_dark_as_lines(gray, level | upright)
    masks = [level, faint_level, upright, faint_upright]
    if ink is not None:
        masks = [pixels(cv2.bitwise_and(mask, ink)) for mask in masks]
    return Ruling(masks[0], masks[2], masks[1], masks[3], unit)


def _as_dark_as_lines(gray: Picture, lines: Picture) -> Picture | None:
    """Where a page is dark enough for its ruled lines: what is far lighter shines through from the back."""
    near = pixels(cv2.erode(gray, np.ones((3, 3), np.uint8)))  # masks are thicker than the lines
    ink = 255.0 - near[lines > 0]
    if ink.size < _FEW:
        return None
    floor = _GHOST * float(np.percentile(ink, 75))
    return pixels(cv2.threshold(near, 255 - floor, 255, cv2.THRESH_BINARY_INV)[1]) if floor > _NOISE else None


def _level_lines(dark: Picture, unit: float) -> tuple[Picture, Picture]:
    """Level lines and the thin ink they may be crumbling into.

    Long level runs of ink, and thin ones with gaps; thickened across first, for a line is never quite level."""
    long = np.ones((1, max(12, round(44 * unit))), np.uint8)  # longer than a stroke, shorter than the lowest row
    thick = cv2.dilate(dark, np.ones((3, 1), np.uint8))
    whole = _without_words(pixels(cv2.morphologyEx(thick, cv2.MORPH_OPEN, long)), dark, unit)
    bridge = np.ones((1, max(3, round(_BRIDGE * unit))), np.uint8)
    # Bridged, words run together too: but as bars as high as letters.
    bars = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, bridge)
    bars = cv2.morphologyEx(bars, cv2.MORPH_OPEN, np.ones((max(4, round(10 * unit)), 1), np.uint8))
    thin = cv2.subtract(thick, cv2.dilate(bars, np.ones((5, 5), np.uint8)))
    mended = cv2.morphologyEx(cv2.morphologyEx(thin, cv2.MORPH_CLOSE, bridge), cv2.MORPH_OPEN, long)
    return pixels(cv2.bitwise_or(whole, mended)), pixels(thin)


def _without_words(lines: Picture, dark: Picture, unit: float) -> Picture:
    """The lines without the waists of words whose letters run together at low resolution: those are full of stems."""
    stems = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((max(4, round(_STEM * unit)), 1), np.uint8))
    labels, stats, _ = blots_of(lines)
    at = np.flatnonzero(lines)  # lines are few of the pixels
    of, stemmed = labels.ravel()[at], stems.ravel()[at] > 0
    full = np.bincount(of[stemmed], minlength=len(stats)) > _STEMS * stats[:, cv2.CC_STAT_AREA]
    wordlike = full & (stats[:, cv2.CC_STAT_WIDTH] < _LONG_WORD * unit)
    kept = lines.copy()
    kept.ravel()[at[wordlike[of]]] = 0
    return kept


def _areas(ruling: Ruling) -> list[tuple[int, int, int, int]]:
    """Boxes (x, y, width, height) of line work that hangs together and could be a table."""
    reach = round(10 * ruling.unit)  # crossings of broken lines are often missing
    joined = cv2.dilate(ruling.level | ruling.upright, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    _, stats, _ = blots_of(pixels(joined))
    width = joined.shape[1]
    boxes = [tuple(int(v) for v in row[:4]) for row in stats[1:]]
    wide = [(x, y, w, h) for x, y, w, h in boxes if w > 0.2 * width and h > 20 * ruling.unit]
    return sorted(wide, key=lambda box: (box[1], box[0]))


def _part(ruling: Ruling, area: tuple[int, int, int, int]) -> LineWork:
    x, y, w, h = area
    level, upright, faint_level, faint_upright = (
        mask[y : y + h, x : x + w] for mask in (ruling.level, ruling.upright, ruling.faint_level, ruling.faint_upright)
    )
    # Columns are lines of the turned masks, so that one set of rules serves both directions.
    down = Lines(np.ascontiguousarray(upright.T), np.ascontiguousarray(faint_upright.T))
    return LineWork(Lines(level, faint_level), down, ruling.unit)


def _erased(gray: Picture, ruling: Ruling, lattices: list[Lattice]) -> Picture:
    """The page without the lines on the cells' borders; strokes inside cells stay, however straight."""
    reach = max(3, round(8 * ruling.unit))
    near_level, near_upright = np.zeros_like(gray), np.zeros_like(gray)
    for spot in (spot for lattice in lattices for spot in lattice.spots):
        x0, y0, x1, y1 = spot.box
        for x in (x0, x1):
            near_upright[max(0, y0 - reach) : y1 + reach, max(0, x - reach) : x + reach + 1] = 255
        for y in (y0, y1):
            near_level[max(0, y - reach) : y + reach + 1, max(0, x0 - reach) : x1 + reach] = 255
    mask = (ruling.level & near_level) | (ruling.upright & near_upright)
    page = gray.copy()
    page[cv2.dilate(mask, np.ones((3, 3), np.uint8)) > 0] = 255
    return page
