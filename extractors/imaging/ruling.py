"""Ruled lines of a page → tables as lattices of cells, merged ones included."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from extractors.imaging.lattice import Lattice, lattice_of
from extractors.imaging.picture import Picture, pixels


@dataclass(frozen=True, slots=True)
class Ruling:
    """Masks (0 or 255) of the level and the upright lines of a page, and the page's measure in pixels."""

    level: Picture
    upright: Picture
    unit: float  # 1/2480 of the long side: a pixel at 212 dpi of A4


def tables_of(gray: Picture, ruling: Ruling) -> tuple[list[Lattice], Picture]:
    """The ruled tables of a level page from the top, and the page with their lines painted white."""
    found = [lattice_of(*_part(ruling, area), ruling.unit, area[:2]) for area in _areas(ruling)]
    lattices = [lattice for lattice in found if lattice is not None]
    return lattices, _erased(gray, ruling, lattices)


def ruling_of(gray: Picture) -> Ruling:
    """The straight lines of a clean page; slopes of 5 degrees are still followed."""
    unit = max(gray.shape) / 2480
    block = int(40 * unit) | 1
    dark = pixels(cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 14))
    long = max(12, round(44 * unit))  # longer than a stroke of a heading, shorter than the lowest row
    return Ruling(_lines(dark, (long, 1)), _lines(dark, (1, long)), unit)


def _lines(dark: Picture, kernel: tuple[int, int]) -> Picture:
    """Runs of the kernel's length; thickened across first, for a line is never quite level."""
    across = np.ones((3, 1) if kernel[1] == 1 else (1, 3), np.uint8)
    thick = cv2.dilate(dark, across)
    return pixels(cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones(kernel[::-1], np.uint8)))


def _areas(ruling: Ruling) -> list[tuple[int, int, int, int]]:
    """Boxes (x, y, width, height) of line work that hangs together and could be a table."""
    joined = cv2.dilate(ruling.level | ruling.upright, np.ones((7, 7), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    width = joined.shape[1]
    boxes = [tuple(int(v) for v in row[:4]) for row in stats[1:]]
    wide = [(x, y, w, h) for x, y, w, h in boxes if w > 0.2 * width and h > 20 * ruling.unit]
    return sorted(wide, key=lambda box: (box[1], box[0]))


def _part(ruling: Ruling, area: tuple[int, int, int, int]) -> tuple[Picture, Picture]:
    x, y, w, h = area
    return ruling.level[y : y + h, x : x + w], ruling.upright[y : y + h, x : x + w]


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
