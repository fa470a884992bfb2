"""Dense table pages, one a file, worn in several ways; the true texts of their cells beside them."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image

from benchmarks.paper.make import worn
from benchmarks.paper.rows import rows
from benchmarks.paper.sheets import printed
from benchmarks.paper.wear import WEARS
from extractors.imaging.render import load_picture, open_document, picture_of
from schemas.source import Limits

KINDS = ("clean300", "gray200", "faded200", "stamped200", "photo", "fine300")
_MOST = 6  # rows: more never fit a page


def make(folder: Path, count: int, seed: int = 9) -> None:
    """Writes `count` pages to `folder` as `<n>-<kind>.png`, and `truth.json`: name → texts of its cells."""
    truth: dict[str, list[str]] = {}
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        name = f"{number:03d}-{kind}"
        pdf, truth[name] = _full_page(seed * 10_000 + number)
        picture = _scan(folder, *worn(pdf, WEARS[kind], seed * 10_000 + number))
        # Not compressed: decoding must not count against those who are handed a file.
        Image.fromarray(picture).save(folder / f"{name}.png", compress_level=0)
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False), "utf-8")


def _full_page(seed: int) -> tuple[bytes, list[str]]:
    """As many rows as one page takes, and the texts of its cells: no cell goes on on another page."""
    for count in range(_MOST, 0, -1):
        pdf, cells = printed(rows(seed, count), random.Random(seed))
        with pypdfium2.PdfDocument(pdf) as document:
            if len(document) == 1:
                return pdf, cells
    raise ValueError(f"seed {seed}: one row fills more than a page")


def _scan(folder: Path, ending: str, data: bytes) -> np.ndarray:
    path = folder / f"scan{ending}"
    path.write_bytes(data)
    if ending == ".pdf":
        with open_document(path) as document:
            picture = picture_of(document[0], Limits())
    else:
        [picture] = load_picture(path, Limits())
    path.unlink()
    return picture
