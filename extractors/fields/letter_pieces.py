"""A letter's pages as one run of pieces: pieces of text with the side of the page they stand on.

A header and a footer set two texts beside each other. They arrive as two-column tables without lines, as separate
lines with boxes, as one line with tabs, or as one line where the columns ran into each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from extractors.fields.doc_date import find_date
from extractors.fields.letter_text import flat, shouted
from schemas.grid import Box, Cell, Grid, Line, Page
from schemas.text import one_line, tidy

Side = Literal["left", "right", ""]

_ANCHOR = re.compile(
    r"c[o0]ng h[o0]a xa hoi|xa hoi chu nghia|doc lap\s*[-–—]|noi nhan\s*:|kinh gui\s*:|"
    r"^s[o06]\s*:?[^/]{0,12}/\s*[a-z]|^(?:t/?m|kt|tl|tuq)\s*\.|^t/m |^(?:pho )?chu tich$|, ngay .*thang .*nam"
)
_MOTTO = re.compile(r"\b(?:c[o0]ng h[o0]a xa hoi|doc lap\s*[-–—])")
_FOR = re.compile(r"(?<=\s)(?:T/?M|KT|TL|TUQ|Q)\s*\.\s*(?=[^\W\d_a-z]{2})")
_NOTED = re.compile(r"^(?:noi nhan\s*:|[-–+•]|luu\b)")
_CAPITALS_END = re.compile(r"(?<=[;.,:)])\s+(?=(?:[^\W\d_a-z]{2,}[\s.]*){2,}$)")
_NAME_END = re.compile(r"(?<=[;.])\s+(?=(?:[^\W\d_]+\s+){1,5}[^\W\d_]+$)")


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of text of one column; `side` empty: in the middle, over the whole width, or not known."""

    text: str
    page: int = 1
    ocr: bool = False
    side: Side = ""
    box: Box | None = None
    confidence: float = 1.0
    alternate: str | None = None
    bold: bool | None = None

    @property
    def key(self) -> str:
        return flat(self.text)


def pieces_of(pages: Sequence[Page]) -> list[Piece]:
    """All running text of the pages in reading order, tables left out."""
    return [piece for page in pages for block in page.blocks for piece in _of_block(block, page) if piece.text]


def is_layout(grid: Grid) -> bool:
    """Whether a grid only sets texts side by side, as headers and footers do, and holds no rows of data."""
    if grid.cols > 4 or grid.rows > 30:
        return False
    lines = [flat(one_line(line)) for cell in grid.cells for line in cell.text.split("\n")]
    if any(line in ("tt", "stt", "so tt", "ho va ten") for line in lines):
        return False
    return (grid.cols <= 3 and grid.rows <= 2) or any(_ANCHOR.search(line) for line in lines)


def _of_block(block: Line | Grid, page: Page) -> Iterator[Piece]:
    ocr = page.source == "ocr"
    if isinstance(block, Grid):
        if is_layout(block):
            yield from (replace(piece, page=page.number, ocr=ocr) for piece in _of_grid(block))
        return
    box, sure, other = block.box, block.confidence, block.alternate
    for raw, alternate in _paired(block.text, other):
        whole = Piece(raw, page.number, ocr, _side_of(box), box, sure, alternate, block.bold)
        yield from split_columns(whole)


def _paired(text: str, alternate: str | None) -> Iterable[tuple[str, str | None]]:
    """The written lines of a text, each with the second reader's if that has as many."""
    lines = text.split("\n")
    others = (alternate or "").split("\n")
    if alternate is None or len(lines) != len(others):
        return [(line, alternate if len(lines) == 1 else None) for line in lines]
    return list(zip(lines, others, strict=True))


def _of_grid(grid: Grid) -> Iterator[Piece]:
    """Rows that share the width are read column by column, a row over the whole width by itself."""
    rows = grid.every_row()
    for _, run in groupby(rows, key=lambda cells: len(cells) > 1):
        cells = [cell for row in run for cell in row]
        for cell in sorted(cells, key=lambda c: c.col):
            side = _side_in(cell, grid.cols)
            for raw, alternate in _paired(cell.text, cell.alternate):
                piece = Piece(raw, side=side, box=cell.box, confidence=cell.confidence, alternate=alternate)
                yield replace(piece, text=one_line(raw)) if side else next(split_columns(piece))


def _side_in(cell: Cell, cols: int) -> Side:
    if cell.colspan >= cols:
        return ""
    return "left" if cell.col + cell.colspan / 2 <= cols / 2 else "right"


def _side_of(box: Box | None) -> Side:
    if box is None:
        return ""
    middle = (box.x0 + box.x1) / 2
    return "left" if middle < 0.46 else "right" if middle > 0.54 else ""


def split_columns(piece: Piece) -> Iterator[Piece]:
    """A line on which two columns stand, as its two pieces; any other line as it is, its blanks made single."""
    for cut in (_at_gap, _at_anchor):
        halves = cut(piece.text)
        if halves:
            others = cut(piece.alternate) if piece.alternate else None
            yield from _halves(piece, halves, others)
            return
    indented = re.match(r"\t{3}|\s{24}", piece.text)  # typed over to the right column
    side: Side = "right" if indented and not piece.side else piece.side
    other = one_line(piece.alternate) if piece.alternate is not None else None
    yield replace(piece, text=one_line(piece.text), alternate=other, side=side)


def _halves(piece: Piece, halves: tuple[str, str], others: tuple[str, str] | None) -> Iterator[Piece]:
    sides: tuple[Side, Side] = ("left", "right")
    for index, side in enumerate(sides):
        other = one_line(others[index]) if others else None
        yield replace(piece, text=one_line(halves[index]), side=side, alternate=other)


def _at_gap(text: str) -> tuple[str, str] | None:
    """Cut at a tab or at three blanks or more, unless a number or a date was left open there to be filled in."""
    gap = re.search(r"(?<=\S)(?:[^\S\n]*\t[^\S\n]*|[^\S\n]{3,})(?=\S)", text)
    if not gap:
        return None
    left, right = text[: gap.start()], text[gap.end() :]
    blank = re.match(r"[/,]|thang\b|nam\b|\d", flat(right)) or re.search(
        r"(?:\bs[o06]\s*:?|ngay|thang|nam)$", flat(left)
    )
    if blank:
        return None
    told = "\t" in gap[0] or shouted(left) or shouted(right) or _ANCHOR.search(flat(right)) or _NOTED.match(flat(left))
    return (left, right) if told else None


def _at_anchor(text: str) -> tuple[str, str] | None:
    """Cut before what can only begin a right column: motto, place and date after a number, signature."""
    plain = tidy(text)
    key = flat(plain)
    at = _motto_at(key) or _date_at(plain) or _signature_at(plain, key)
    return (plain[:at].rstrip(), plain[at:]) if at else None


def _motto_at(key: str) -> int:
    motto = _MOTTO.search(key)
    return motto.start() if motto else 0


def _date_at(plain: str) -> int:
    date = find_date(plain)
    before = flat(plain[: date.start]) if date else ""
    whole = date is not None and date.place is not None and date.end >= len(plain) - 2
    return date.start if date and whole and re.search(r"/\s*[a-z&.\d-]+\s*$|^v/v|\bs[o06]\b", before) else 0


def _signature_at(plain: str, key: str) -> int:
    if not _NOTED.match(key):
        return 0
    cut = _FOR.search(plain) or _CAPITALS_END.search(plain)
    if not cut and "luu" in key:
        cut = _NAME_END.search(plain)
    if cut:
        return cut.end() if cut[0].isspace() else cut.start()
    noted = re.match(r"noi nhan\s*:\s*(?=\S)", key)
    return noted.end() if noted and shouted(plain[noted.end() :]) else 0
