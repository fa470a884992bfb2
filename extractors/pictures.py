"""Cut-outs of page pictures: one for each row and each field, so that a desk shows them without decoding a page.

Names follow from page and box: what is there already is never cut again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from schemas.errors import ItemCode, SetAside
from schemas.grid import Box
from schemas.innovation import Place

_MARGIN = 0.004  # of the page's sides: rulings and letters that stand over them stay visible
_QUALITY = 75
_MOST = 8.0  # pages that all cut-outs of one may cover: rows and fields of a full table cover two
_STEP = 10_000  # a box in a name is in parts of so many of the page's sides


@dataclass(slots=True)
class Sheet:
    """What is to be cut out of one page picture: file name of each cut-out → its box."""

    page: int
    boxes: dict[str, Box] = field(default_factory=dict)


def sheets_of(places: Iterable[Place]) -> dict[str, list[Sheet]]:
    """The cut-outs of these places by file (sha256) and page, each once; places without a box have none."""
    found: dict[tuple[str, int], Sheet] = {}
    for place in places:
        if place.box is not None and (name := name_of(place.page, place.box)):
            found.setdefault((place.sha256, place.page), Sheet(place.page)).boxes[name] = place.box
    out: dict[str, list[Sheet]] = {}
    for (sha256, _), sheet in found.items():
        out.setdefault(sha256, []).append(sheet)
    return out


def name_of(page: int, box: Box) -> str | None:
    """The file name of a cut-out; None for a box that covers nothing."""
    sides = [box.x0, box.y0, box.x1, box.y1]
    if not all(-1 <= side <= 2 for side in sides) or box.x0 >= box.x1 or box.y0 >= box.y1:
        return None  # not a number, or off the page
    return f"{page}-" + "-".join(f"{round(min(max(side, 0.0), 1.0) * _STEP):05d}" for side in sides) + ".jpg"


def missing(sheets: Sequence[Sheet], folder: Path) -> list[Sheet]:
    """The part of the cut-outs that `folder`, which has the page pictures, lacks."""
    lacking = []
    for sheet in sheets:
        boxes = {name: box for name, box in sheet.boxes.items() if not (folder / name).exists()}
        if boxes and (folder / f"{sheet.page}.jpg").exists():
            lacking.append(Sheet(sheet.page, boxes))
    return lacking


def cut(sheets: Sequence[Sheet], folder: Path) -> None:
    """Writes the cut-outs beside their page pictures in `folder`, each page decoded once. Raises SetAside."""
    for sheet in sheets:
        _cut(sheet, folder)


def _cut(sheet: Sheet, folder: Path) -> None:
    import cv2
    import numpy as np

    data = np.frombuffer((folder / f"{sheet.page}.jpg").read_bytes(), np.uint8)
    page = cv2.imdecode(data, cv2.IMREAD_UNCHANGED)
    if page is None:
        raise SetAside(ItemCode.UNREADABLE, f"picture of page {sheet.page}")
    height, width = page.shape[:2]
    left = _MOST * height * width
    for name, box in sheet.boxes.items():
        rows = slice(int(max(0.0, box.y0 - _MARGIN) * height), int(max(0.0, box.y1 + _MARGIN) * height) + 1)
        columns = slice(int(max(0.0, box.x0 - _MARGIN) * width), int(max(0.0, box.x1 + _MARGIN) * width) + 1)
        part = page[rows, columns]
        left -= part.size / (part.shape[2] if part.ndim == 3 else 1)
        if left < 0 or not part.size:
            return
        coming = folder / f"{name}.part"
        coming.write_bytes(cv2.imencode(".jpg", part, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1].tobytes())
        coming.replace(folder / name)
