"""Pictures of text → words with boxes and confidences, by Tesseract."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import cv2

from extractors.imaging.picture import Picture, Rect
from extractors.imaging.relining import lines_of, went_wrong
from schemas.errors import ItemCode, SetAside

BLOCK, SPARSE, LINE = 6, 11, 7  # Tesseract's page segmentation modes
_DPI = 212  # of A4 at the working size
_BORDER = 8  # pixels of paper around a crop: without it first letters are lost
_PAPER = 245
_DEBIAN = ("/usr/share/tesseract-ocr/*/tessdata", "/usr/share/tessdata", "/usr/local/share/tessdata")


@dataclass(frozen=True, slots=True)
class Word:
    """`line` numbers the visual lines of one crop from the top; box in pixels of the page; confidence 0..1.

    Once settled between two readers: what the `other` read at this place (None: nothing, or not one word), how sure it
    was, whether the neighbours' spelling was taken instead, and the chance (0..1) that the text is right.
    """

    text: str
    box: Rect
    confidence: float
    line: int
    other: str | None = None
    other_confidence: float = 0.0
    mended: bool = False
    chance: float = 1.0


@dataclass(frozen=True, slots=True)
class Models:
    """Where Tesseract's data lies; `first` reads, `second` reads again to disagree, None where it is missing."""

    folder: str
    first: str
    second: str | None


@cache
def models() -> Models:
    """The Vietnamese models of this machine. Raises SetAside(no-vietnamese-ocr)."""
    for folder in _folders():
        names = [name for name in ("vie", "Vietnamese", "script/Vietnamese") if _has(folder, name)]
        if names:
            return Models(str(folder), names[0], names[1] if len(names) > 1 else None)
    raise SetAside(ItemCode.NO_VIETNAMESE_OCR, "no vie.traineddata")


def _folders() -> list[Path]:
    prefix = os.environ.get("TESSDATA_PREFIX")
    named = [Path(prefix), Path(prefix) / "tessdata"] if prefix else []
    return named + [found for pattern in _DEBIAN for found in sorted(Path("/").glob(pattern[1:]), reverse=True)]


def _has(folder: Path, name: str) -> bool:
    return (folder / f"{name}.traineddata").is_file()


def read_words(page: Picture, areas: Sequence[Rect], model: str, mode: int = BLOCK) -> list[list[Word]]:
    """The words of each area of a gray page, in Tesseract's order. Raises SetAside where no Tesseract works."""
    try:
        reader = _reader(model)
    except (ImportError, RuntimeError):
        # No wheel for this machine, or a library that cannot load the data: the program may still do.
        from extractors.imaging.program import read_words_by_program

        return read_words_by_program(page, areas, model)
    return [_read(reader, page, area, mode) for area in areas]


def _read(reader: Any, page: Picture, area: Rect, mode: int) -> list[Word]:
    """The words of one area; line by line where Tesseract's own lines cannot be right and ours read better."""
    reader.SetPageSegMode(mode)
    words = _words_in(reader, page, area)
    if mode != BLOCK or not went_wrong(page, area, [word.box for word in words]):
        return words
    reader.SetPageSegMode(LINE)
    lines = [_words_in(reader, page, line) for line in lines_of(page, area)]
    again = [replace(word, line=number) for number, line in enumerate(lines) for word in line]
    return again if _sense(again) > _sense(words) else words


def _sense(words: Sequence[Word]) -> float:
    """Letters read, each by how sure the reader was of it: noise counts against a reading."""
    return sum(len(word.text) * (word.confidence - 0.5) for word in words)


@cache
def _reader(model: str) -> Any:
    """One API object for each model in a process: loading costs more than a page of reading."""
    import tesserocr

    return tesserocr.PyTessBaseAPI(path=models().folder, lang=model, psm=BLOCK, oem=1)


def _words_in(reader: Any, page: Picture, area: Rect) -> list[Word]:
    from tesserocr import RIL, iterate_level

    x0, y0, x1, y1 = area
    crop = cv2.copyMakeBorder(
        page[y0:y1, x0:x1], _BORDER, _BORDER, _BORDER, _BORDER, cv2.BORDER_CONSTANT, value=(_PAPER,)
    )
    height, width = crop.shape
    reader.SetImageBytes(crop.tobytes(), width, height, 1, width)
    reader.SetSourceResolution(_DPI)
    if not reader.Recognize():
        return []
    words: list[Word] = []
    line = -1
    for item in iterate_level(reader.GetIterator(), RIL.WORD):
        if item.Empty(RIL.WORD):
            continue
        line += item.IsAtBeginningOf(RIL.TEXTLINE)
        left, top, right, bottom = item.BoundingBox(RIL.WORD)
        box = (x0 + left - _BORDER, y0 + top - _BORDER, x0 + right - _BORDER, y0 + bottom - _BORDER)
        words.append(Word(item.GetUTF8Text(RIL.WORD).strip(), box, item.Confidence(RIL.WORD) / 100, max(line, 0)))
    return [word for word in words if word.text]


def certainty(words: Sequence[Word]) -> float:
    """How sure the reader was of its least sure word that holds letters or digits; 1.0 where there is none."""
    spoken = [word.confidence for word in words if any(c.isalnum() for c in word.text)]
    return round(min(spoken or [word.confidence for word in words], default=1.0), 4)
