"""A picture of a page → what the page says: the parent of this stage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from extractors.imaging.aligned import aligned_table
from extractors.imaging.cells import read_grid
from extractors.imaging.flourish import without_flourishes
from extractors.imaging.ink import clean, to_work_size, without_specks
from extractors.imaging.lattice import Lattice
from extractors.imaging.picture import Picture, pixels
from extractors.imaging.prose import read_lines
from extractors.imaging.recognise import models
from extractors.imaging.ruling import Ruling, tables_of
from extractors.imaging.squaring import Matrix, squared_by_ruling
from extractors.imaging.straighten import LEVEL, flat_sheet, level, levelling, skew_of
from extractors.imaging.turning import quarter_turns, turned
from schemas.grid import Grid, Line, Page

_SHOWN_SIDE = 2000  # pixels of the long side of the picture that people check against
_QUALITY = 80

# One page is one core's work; OpenCV's own threads would fight the other workers.
cv2.setNumThreads(1)


@dataclass(frozen=True, slots=True)
class Straight:
    """A page set straight: clean gray, its ruled lines, the picture that people are shown, its quarter turns clockwise,
    and by how much it was enlarged."""

    gray: Picture
    ruling: Ruling
    shown: Picture
    turns: int
    scale: float


def transcribe(picture: Picture, number: int, pictures: Path) -> Page:
    """Reads one page picture (gray HxW or RGB HxWx3) and leaves its upright picture as `<number>.jpg` in `pictures`.

    Boxes are fractions of that upright picture. Raises SetAside(no-vietnamese-ocr).
    """
    if picture.min() == picture.max():  # nothing is on it; pages by the hundred cost seconds each
        return Page(number, [], "ocr", save_picture(picture, number, pictures))
    page = straightened(picture)
    lattices, unruled = tables_of(page.gray, page.ruling)
    grids = [read_grid(unruled, lattice, page.scale) for lattice in lattices]
    lines = read_lines(without_flourishes(_without(unruled, lattices)))
    guessed = None if lattices else aligned_table(unruled)
    if guessed:
        # Beside the lines: only who knows the forms can tell whether it is a table.
        grids = [replace(read_grid(unruled, guessed, page.scale), origin="aligned")]
    shown = save_picture(page.shown, number, pictures)
    out = Page(number, _in_order(lines, grids), "ocr", shown, 90 * page.turns)
    out.height, out.width = (float(side) for side in page.gray.shape)
    out.readers = [f"tesseract:{name}" for name in (models().first, models().second) if name]
    out.confidence = _confidence(lines, grids)
    return out


def straightened(picture: Picture) -> Straight:
    """A page picture upright and level, at the working size. Raises SetAside(no-vietnamese-ocr)."""
    flat = flat_sheet(picture)
    sheet = to_work_size(without_specks(flat))
    scale = max(sheet.shape) / max(flat.shape)
    gray = clean(sheet)
    turns = quarter_turns(gray)
    sheet, gray = turned(sheet, turns), turned(gray, turns)
    skew = skew_of(gray)
    gray, ruling, matrix = squared_by_ruling(level(gray, skew))
    return Straight(gray, ruling, _straight(sheet, skew, matrix), turns, scale)


def _without(page: Picture, lattices: list[Lattice]) -> Picture:
    rest = page.copy()
    for x0, y0, x1, y1 in (lattice.box for lattice in lattices):
        rest[max(0, y0 - 4) : y1 + 5, max(0, x0 - 4) : x1 + 5] = 255
    return rest


def _in_order(lines: list[Line], grids: list[Grid]) -> list[Line | Grid]:
    """Lines keep their own order; a table comes before the first line that stands below its middle."""
    blocks: list[Line | Grid] = list(lines)
    for grid in grids:
        middle = (grid.box.y0 + grid.box.y1) / 2 if grid.box else 0.0
        below = (i for i, block in enumerate(blocks) if block.box and block.box.y0 > middle)
        blocks.insert(next(below, len(blocks)), grid)
    return blocks


def _straight(sheet: Picture, skew: float, matrix: Matrix | None) -> Picture:
    """The sheet as people are shown it: straight as the page was read, in one resampling, at the size that is kept."""
    if abs(skew) < LEVEL and matrix is None:
        return sheet
    height, width = sheet.shape[:2]
    scale = min(1.0, _SHOWN_SIDE / max(height, width))
    whole = levelling(skew, sheet.shape)
    if matrix is not None:
        whole = matrix @ whole
    size = (round(width * scale), round(height * scale))
    shrunk = np.diag([scale, scale, 1.0]) @ whole
    return pixels(cv2.warpPerspective(sheet, shrunk, size, flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255)))


def save_picture(sheet: Picture, number: int, pictures: Path) -> str:
    """Writes a page picture (gray or RGB) as `<number>.jpg`, not over 2000 pixels long; returns that name."""
    scale = min(1.0, _SHOWN_SIDE / max(sheet.shape[:2]))
    shown = cv2.resize(sheet, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else sheet
    if shown.ndim == 3:
        shown = cv2.cvtColor(shown, cv2.COLOR_RGB2BGR)
    name = f"{number}.jpg"
    # imencode, not imwrite: that one fails in silence, and on folders with Vietnamese names on Windows.
    (pictures / name).write_bytes(cv2.imencode(".jpg", shown, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1].tobytes())
    return name


def _confidence(lines: list[Line], grids: list[Grid]) -> float:
    read = [line.confidence for line in lines if line.text]
    read += [cell.confidence for grid in grids for cell in grid.cells if cell.text]
    return round(float(np.mean(read)), 4) if read else 1.0
