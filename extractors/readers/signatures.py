"""What digital signatures add to a PDF page: words that stand in their widgets' pictures only, and days of signing.

An office that signs electronically stamps number and day into a typed letter as widgets; neither is in the page's own
text. A stamp that says who signed and when is not the paper's text: it is kept apart, as evidence.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.readers.laid import Word, lines_of
from schemas.grid import Box, Line

_ANNOTATIONS = 50  # on one page; a signed letter has up to five
_SIGNATURES = 20
_LETTERS = 20_000  # of a page that carries annotations
_FINE = 16  # device units a point: pdfium gives whole ones
_SIGNED = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_STAMP = re.compile(r"@|\d\d:\d\d|đã ký|(?:người ký|ký bởi|ký ngày|thời gian|cơ quan|email|signed|signature)", re.I)

_Letter = tuple[str, float, float, float, float]  # the letter and its box, in points from the page's top left corner
_Rectangle = tuple[float, float, float, float]


@dataclass(slots=True)
class Drawn:
    """`words`: what fills blanks of the page, in points from its top left corner; `stamps`: who signed, and when."""

    words: list[Word] = field(default_factory=list)
    stamps: list[Line] = field(default_factory=list)


def drawn_on(document: pypdfium2.PdfDocument, number: int) -> Drawn:
    """The words of a page's annotations. Draws the annotations into the page in memory: take its picture before."""
    out = Drawn()
    page = document[number - 1]
    places = _places(page)
    if places:
        before = Counter(map(_rounded, _letters(page)))
        flat = pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS
        page.close()
        page = document[number - 1]
        fresh = [letter for letter in _letters(page) if flat and not _taken(letter, before)]
        for words in _by_place(_words(fresh), places):
            _sort(words, page.get_size(), out)
    page.close()
    return out


def days_signed(document: pypdfium2.PdfDocument) -> list[str]:
    """The days in the file's signature dictionaries, as a stamp would say them (`Thời gian ký: 07/01/2025`)."""
    days = []
    for index in range(min(pdfium.FPDF_GetSignatureCount(document), _SIGNATURES)):
        room = ctypes.create_string_buffer(64)
        pdfium.FPDFSignatureObj_GetTime(pdfium.FPDF_GetSignatureObject(document, index), room, 64)
        found = _SIGNED.match(room.value.decode("ascii", "replace"))
        if found:
            days.append(f"Thời gian ký: {found[3]}/{found[2]}/{found[1]}")
    return list(dict.fromkeys(days))


def _places(page: pypdfium2.PdfPage) -> list[_Rectangle]:
    """Where the page's annotations stand; none where there are more than an office ever makes."""
    count = pdfium.FPDFPage_GetAnnotCount(page)
    places = []
    for index in range(count if count <= _ANNOTATIONS else 0):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        edges = pdfium.FS_RECTF()
        if pdfium.FPDFAnnot_GetRect(annotation, edges):
            places.append(_on_page(page, (edges.left, edges.bottom, edges.right, edges.top)))
        pdfium.FPDFPage_CloseAnnot(annotation)
    return [place for place in places if place[2] - place[0] > 1 and place[3] - place[1] > 1]


def _on_page(page: pypdfium2.PdfPage, box: _Rectangle) -> _Rectangle:
    """A box in the file's own coordinates as points from the top left corner of the page as it is shown."""
    width, height = page.get_size()
    x, y = ctypes.c_int(), ctypes.c_int()
    corners = []
    for across, up in ((box[0], box[1]), (box[2], box[3])):
        size = (round(width * _FINE), round(height * _FINE))
        pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, across, up, x, y)
        corners.append((x.value / _FINE, y.value / _FINE))
    (ax, ay), (bx, by) = corners
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _letters(page: pypdfium2.PdfPage) -> list[_Letter]:
    """All letters of the page in pdfium's order; blanks and line ends as letters without a size."""
    text = page.get_textpage()
    total = text.count_chars()
    out: list[_Letter] = []
    for index in range(total if total <= _LETTERS else 0):
        letter = chr(pdfium.FPDFText_GetUnicode(text, index))
        if letter.isspace() or not letter.isprintable():
            out.append((" ", 0.0, 0.0, 0.0, 0.0))
        else:
            out.append((letter, *_on_page(page, text.get_charbox(index, loose=True))))
    text.close()
    return out


def _rounded(letter: _Letter) -> tuple[str, int, int]:
    return letter[0], round(letter[1]), round(letter[2])


def _taken(letter: _Letter, before: Counter[tuple[str, int, int]]) -> bool:
    """Whether the letter was the page's own; each of those is counted off once."""
    key = _rounded(letter)
    before[key] -= 1
    return before[key] >= 0 and letter[0] != " "


def _by_place(words: list[Word], places: list[_Rectangle]) -> list[list[Word]]:
    """Each annotation's words. Where two overlap, a word belongs with the one before it: pdfium keeps the order."""
    out: list[list[Word]] = [[] for _ in places]
    last = -1
    for word in words:
        holding = [index for index, place in enumerate(places) if _inside(word, place)]
        if holding:
            last = last if last in holding else holding[0]
            out[last].append(word)
    return [words for words in out if words]


def _inside(word: Word, place: _Rectangle) -> bool:
    return place[0] <= (word.x0 + word.x1) / 2 <= place[2] and place[1] <= (word.y0 + word.y1) / 2 <= place[3]


def _words(letters: list[_Letter]) -> list[Word]:
    out = []
    for run in _runs(letters):
        text, x0s, y0s, x1s, y1s = zip(*run, strict=True)
        out.append(Word("".join(text), min(x0s), min(y0s), max(x1s), max(y1s)))
    return [word for word in out if word.text.strip()]


def _runs(letters: list[_Letter]) -> Iterator[list[_Letter]]:
    """Letters of one word: on one line, each close behind the one before."""
    run: list[_Letter] = []
    for letter in letters:
        if run:
            _, _, y0, x1, y1 = run[-1]
            high = max(1.0, y1 - y0)
            if not (y0 <= (letter[2] + letter[4]) / 2 <= y1 and -0.3 * high <= letter[1] - x1 <= 0.18 * high):
                yield run
                run = []
        run.append(letter)
    if run:
        yield run


def _sort(words: list[Word], size: tuple[float, float], out: Drawn) -> None:
    """One annotation's words: a signature's stamp, or something that the page was left open for."""
    lines = [" ".join(word.text for word in line) for line in lines_of(words)]
    if not _STAMP.search(" ".join(lines)):
        out.words.extend(words)
        return
    for text, line in zip(lines, lines_of(words), strict=True):
        x0, y0 = min(word.x0 for word in line) / size[0], min(word.y0 for word in line) / size[1]
        x1, y1 = max(word.x1 for word in line) / size[0], max(word.y1 for word in line) / size[1]
        out.stamps.append(Line(text, Box(x0, y0, x1, y1)))
