"""PDF files: the text layer where it is Vietnamese text, else the page's picture through OCR. Decided page by page."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2

from extractors.context import Context
from extractors.imaging.page import save_picture, transcribe
from extractors.imaging.render import open_document, picture_of
from extractors.readers.laid import Word
from extractors.readers.pdf_letters import encoding_of, old_words
from extractors.readers.pdf_text import text_page
from extractors.readers.signatures import Drawn, days_signed, drawn_on
from extractors.text.syllables import vietnamese_share
from schemas.errors import ItemCode, SetAside
from schemas.grid import Line, Page, Transcript
from schemas.source import Limits, SourceFile

MIN_LETTERS = 40  # fewer letters on a page with a picture are a signature's stamp, not its text
SCANNED = 0.5  # share of the page that pictures cover from which it is a scan


def read(file: SourceFile, context: Context) -> Transcript:
    """Raises SetAside when the file is damaged, protected by a password, or has too many pages."""
    with _Opened(file.path) as (plumber, pdfium):
        total = len(pdfium)
        if total > context.limits.pages:
            raise SetAside(ItemCode.TOO_MANY_PAGES, f"{total} pages")
        transcript = Transcript(file.name, file.sha256)
        signed = days_signed(pdfium)  # before any page: drawing its annotations takes the fields away
        numbers = context.numbers(total)
        for done, number in enumerate(numbers, 1):
            transcript.pages.append(_page(plumber, pdfium, number, context))
            context.progress(done, len(numbers))
        for page in transcript.pages[:1] if 1 in numbers else ():
            page.stamps += [Line(day) for day in signed]
    transcript.encoding, transcript.encoding_confidence = encoding_of(transcript.pages)
    return transcript


class _Opened:
    """Both libraries' view of one file: pdfplumber for text, pdfium for pictures."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> tuple[Any, pypdfium2.PdfDocument]:
        self._pdfium = open_document(self._path)
        try:
            self._plumber: Any = pdfplumber.open(self._path)
        except Exception:  # pdfminer gives up on files that pdfium still shows: read those by their pictures
            self._plumber = None
        return self._plumber, self._pdfium

    def __exit__(self, *_: object) -> None:
        if self._plumber is not None:
            self._plumber.close()
        self._pdfium.close()


def _page(plumber: Any, pdfium: pypdfium2.PdfDocument, number: int, context: Context) -> Page:
    try:
        sheet = pdfium[number - 1]
        picture = picture_of(sheet, context.limits)
        sheet.close()
    except pypdfium2.PdfiumError as error:
        layer = _layer(plumber, number, context.limits)
        if layer is None:
            raise SetAside(ItemCode.UNREADABLE, f"page {number}: {error}") from error
        return layer
    drawn = _drawn(pdfium, number)
    layer = _layer(plumber, number, context.limits, drawn.words)
    if layer is None:
        page = transcribe(picture, number, context.pictures)
    else:
        page = layer
        page.picture = save_picture(picture, number, context.pictures)
    page.stamps = drawn.stamps
    return page


def _drawn(pdfium: pypdfium2.PdfDocument, number: int) -> Drawn:
    """What the page's annotations say; nothing where they are broken: the page itself can still be read."""
    try:
        return drawn_on(pdfium, number)
    except (pypdfium2.PdfiumError, ValueError, ctypes.ArgumentError):
        return Drawn()


def _layer(plumber: Any, number: int, limits: Limits, drawn: Sequence[Word] = ()) -> Page | None:
    """The page from its text layer; None when that is missing, a mere stamp, or not Vietnamese.

    `drawn`: words of its annotations, which pdfplumber does not see.
    """
    if plumber is None or number > len(plumber.pages):
        return None
    page = plumber.pages[number - 1]
    try:
        text = page.extract_text() or ""
        old = old_words(page, text)
        if not _trusted(page, text if old is None else " ".join(word.text for word in old)):
            return None
        return text_page(page, number, limits, drawn, old)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None  # pdfminer stumbles over a broken content stream: the picture still shows the page
    finally:
        page.close()


def _trusted(page: Any, text: str) -> bool:
    """Whether `text`, which is the page's, can stand for it.

    A text over a picture of the page is a signature's stamp or another program's OCR, however Vietnamese it looks:
    taken for typed text, its mistakes would be nobody's question.
    """
    letters = sum(c.isalpha() for c in text)
    covered = sum(_area(image) for image in page.images) / max(1.0, float(page.width) * float(page.height))
    if letters == 0 or covered >= SCANNED or (letters < MIN_LETTERS and page.images):
        return False
    if letters < MIN_LETTERS:
        return True  # a short page of real text: too little to judge its language
    turned = sum(1 for c in page.chars if not c["upright"])
    return vietnamese_share(text).trustworthy and turned * 2 < len(page.chars)


def _area(image: Any) -> float:
    return max(0.0, float(image["x1"] - image["x0"])) * max(0.0, float(image["bottom"] - image["top"]))
