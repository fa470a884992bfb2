"""The fallback reader: the installed tesseract program, one run a page."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PIL import Image

from extractors.imaging.picture import Picture, Rect
from extractors.imaging.recognise import Word, models
from schemas.errors import ItemCode, SetAside


def read_words_by_program(page: Picture, areas: Sequence[Rect], model: str) -> list[list[Word]]:
    """The words of each area, found by reading the page once and dealing words out by their centres.

    Raises SetAside(no-vietnamese-ocr) where there is no program or it fails.
    """
    words = _page_words(page, model)
    return [[word for word in words if _inside(word.box, area)] for area in areas]


def _inside(box: Rect, area: Rect) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return area[0] <= x < area[2] and area[1] <= y < area[3]


def _page_words(page: Picture, model: str) -> list[Word]:
    import pytesseract

    # With more threads than one, Debian's build takes five times as long.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    setting = f'--psm 11 --oem 1 --dpi 212 --tessdata-dir "{models().folder}"'
    try:
        seen = pytesseract.image_to_data(
            Image.fromarray(page), lang=model, config=setting, output_type=pytesseract.Output.DICT
        )
    except (pytesseract.TesseractError, pytesseract.TesseractNotFoundError, OSError) as error:
        raise SetAside(ItemCode.NO_VIETNAMESE_OCR, str(error)) from error
    lines: dict[tuple[int, int, int], int] = {}
    words = []
    for i, text in enumerate(seen["text"]):
        if not text.strip():
            continue
        line = lines.setdefault((seen["block_num"][i], seen["par_num"][i], seen["line_num"][i]), len(lines))
        left, top = seen["left"][i], seen["top"][i]
        box = (left, top, left + seen["width"][i], top + seen["height"][i])
        words.append(Word(text.strip(), box, max(0.0, float(seen["conf"][i]) / 100), line))
    return words
