"""The contestants, each in a process of its own: `python -m benchmarks.scanning.peers NAME FOLDER`.

Reads every page of FOLDER and prints JSON: wall seconds of all pages, and for each page its CPU seconds (of children
too) and the texts found (one of a whole page, or one a cell). Libraries and models are loaded on a first page outside
the clock. This file imports nothing of sovang's at its top: another environment's Python runs it for img2table.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Read = Callable[[Any], list[str]]


def sovang(path: Path) -> tuple[Any, Read]:
    from extractors.imaging.page import transcribe
    from schemas.grid import Grid

    out = Path(tempfile.mkdtemp(dir=path.parent))

    def read(picture: Any) -> list[str]:
        page = transcribe(picture, 1, out)
        return [cell.text for block in page.blocks if isinstance(block, Grid) for cell in block.cells]

    return _picture, read


def sovang_one_reader(path: Path) -> tuple[Any, Read]:
    from dataclasses import replace

    from extractors.imaging import cells, page, recognise

    one = replace(recognise.models(), second=None)
    for module in (cells, page, recognise):
        module.models = lambda: one  # type: ignore[attr-defined]
    return sovang(path)


def img2table(path: Path) -> tuple[Any, Read]:
    from img2table.document import Image
    from img2table.ocr import TesseractOCR

    reader = TesseractOCR(n_threads=1, lang="vie")

    def read(picture: Path) -> list[str]:
        # Without detect_rotation it finds no table on a page that was laid in crooked.
        tables = Image(src=str(picture), detect_rotation=True).extract_tables(ocr=reader)
        cells = [cell for table in tables for row in table.content.values() for cell in row]
        # A merged cell is told once for each place that it covers.
        texts = {(c.bbox.x1, c.bbox.y1, c.bbox.x2, c.bbox.y2): c.value for c in cells}
        return [text for text in texts.values() if text]

    return lambda given: given, read


def _program(mode: int) -> Callable[[Path], tuple[Any, Read]]:
    def prepared(path: Path) -> tuple[Any, Read]:
        import pytesseract

        return _picture, lambda picture: [pytesseract.image_to_string(picture, lang="vie", config=f"--psm {mode}")]

    return prepared


def floor(path: Path) -> tuple[Any, Read]:
    """Bare recognition of the lines that sovang found: no finding of lines, no preparation, one reader."""
    import tesserocr

    from extractors.imaging.recognise import models

    reader = tesserocr.PyTessBaseAPI(path=models().folder, lang=models().first, psm=tesserocr.PSM.RAW_LINE, oem=1)

    def read(cells: Sequence[Sequence[Any]]) -> list[str]:
        return [" ".join(_line(reader, crop) for crop in lines) for lines in cells]

    return _crops, read


def _line(reader: Any, crop: Any) -> str:
    height, width = crop.shape
    reader.SetImageBytes(crop.tobytes(), width, height, 1, width)
    reader.SetSourceResolution(212)
    return str(reader.GetUTF8Text()).strip()


def _crops(page: Path) -> list[list[Any]]:
    """For each cell of a page its lines' pictures, as sovang has them before it reads them."""
    from extractors.imaging.cells import ink_in
    from extractors.imaging.page import straightened
    from extractors.imaging.recognise import models, read_words
    from extractors.imaging.ruling import tables_of

    straight = straightened(_picture(page))
    lattices, gray = tables_of(straight.gray, straight.ruling)
    areas = [area for lattice in lattices for spot in lattice.spots if (area := ink_in(gray, spot.box))]
    return [_line_crops(gray, words) for words in read_words(gray, areas, models().first)]


def _line_crops(gray: Any, words: Sequence[Any]) -> list[Any]:
    import cv2

    crops = []
    for number in sorted({word.line for word in words}):
        boxes = [word.box for word in words if word.line == number]
        x0, y0 = min(b[0] for b in boxes), min(b[1] for b in boxes)
        x1, y1 = max(b[2] for b in boxes), max(b[3] for b in boxes)
        crop = gray[max(0, y0 - 2) : y1 + 2, max(0, x0 - 2) : x1 + 2]
        crops.append(cv2.copyMakeBorder(crop, 8, 8, 8, 8, cv2.BORDER_CONSTANT, value=(245,)))
    return crops


def _picture(page: Path) -> Any:
    import numpy as np
    from PIL import Image

    return np.asarray(Image.open(page))


PEERS: dict[str, Callable[[Path], tuple[Any, Read]]] = {
    "sovang": sovang,
    "sovang, one reader": sovang_one_reader,
    "img2table + Tesseract": img2table,
    "pytesseract psm 3": _program(3),
    "pytesseract psm 11": _program(11),
    "floor": floor,
}


def run(name: str, folder: Path) -> dict[str, Any]:
    pages = sorted(folder.glob("*.png"))
    load, read = PEERS[name](pages[0])
    read(load(pages[0]))
    texts, cpu, wall = [], [], 0.0
    for page in pages:
        given = load(page)
        before, start = os.times(), time.monotonic()
        texts.append(read(given))
        wall += time.monotonic() - start
        cpu.append(sum(os.times()[:4]) - sum(before[:4]))
    return {"cpu": cpu, "wall": wall, "texts": texts}


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], Path(sys.argv[2]))))
