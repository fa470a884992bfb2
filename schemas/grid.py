"""What a page holds: lines of text and grids of cells, with where they stand and how sure the reader was.

Slots classes, not models: a night makes hundreds of thousands of them. `TypeAdapter(Transcript)` reads them back
when they cross the process line.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in fractions (0..1) of the upright page, from its top left corner."""

    x0: float
    y0: float
    x1: float
    y1: float

    def union(self, other: Box) -> Box:
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))


@dataclass(frozen=True, slots=True)
class Decoding:
    """How a text in an old encoding became Unicode, and what it was before; `confidence` 0..1 that this is right."""

    encoding: str  # as in `extractors.text.legacy_tables`
    method: Literal["font", "words"]  # what spoke for the encoding: the font's name, or the words of a whole document
    confidence: float
    original: str  # as the file holds it
    typed: str  # the letters as they were typed, where the font shows only capitals


@dataclass(slots=True)
class Line:
    """One line of running text. Texts that stand side by side (a letter's two headers) are separate lines."""

    text: str
    box: Box | None = None
    confidence: float = 1.0
    alternate: str | None = None  # the second reader's text; None: there was no second reader
    bold: bool | None = None
    decoding: Decoding | None = None
    crossed: str | None = None  # as typed, with the words that tracked changes took out; None: they took none
    floating: bool = False  # in a text box, which may stand anywhere on its page
    turn: int | None = None  # of a line in a text box: its place among those, where the file tells one


@dataclass(slots=True)
class Doubt:
    """A word that may have been misread: the chance (0..1) that it is right, and what the other reader saw in it."""

    text: str
    chance: float
    other: str | None = None


@dataclass(slots=True)
class Cell:
    """One cell; a merged cell is one Cell with spans. A written line break is a newline, a soft wrap is a blank."""

    row: int
    col: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    box: Box | None = None
    confidence: float = 1.0
    alternate: str | None = None
    ink: bool = False  # something stands in the cell, although `text` may be empty
    doubts: list[Doubt] = field(default_factory=list)  # in reading order
    rest: float = 0.0  # -ln of the chance that all other words of a scanned cell are right
    decoding: Decoding | None = None
    crossed: str | None = None  # as in `Line`


@dataclass(slots=True)
class Grid:
    """A table. `ruled`: seen lines; `native`: the file's own table; `aligned`: columns guessed from aligned text."""

    rows: int
    cols: int
    cells: list[Cell]
    origin: Literal["native", "ruled", "aligned"] = "native"
    box: Box | None = None
    name: str = ""  # a sheet's name
    inside: int | None = None  # of a table in another one's cell: the row there, of the nearest table before it
    inside_col: int | None = None  # and the column there
    hidden: list[int] = field(default_factory=list)  # rows that the program does not show

    def row(self, index: int) -> list[Cell]:
        """The cells that start in a row, from the left."""
        return sorted((c for c in self.cells if c.row == index), key=lambda c: c.col)

    def every_row(self) -> list[list[Cell]]:
        """The same of all rows, in one go: a sheet has thousands."""
        rows: list[list[Cell]] = [[] for _ in range(self.rows)]
        for cell in sorted(self.cells, key=lambda c: c.col):
            if 0 <= cell.row < self.rows:
                rows[cell.row].append(cell)
        return rows


@dataclass(slots=True)
class Page:
    """One page (or sheet, or a Word file's flow), its lines and grids in reading order."""

    number: int  # from 1
    blocks: list[Line | Grid] = field(default_factory=list)
    source: Literal["native", "text-layer", "ocr"] = "native"
    picture: str | None = None  # file name of the upright picture, in the folder that the reader was given
    rotation: int = 0  # degrees clockwise by which the page was turned to stand upright
    width: float = 0.0  # of the upright page, any unit: only the ratio to `height` is used
    height: float = 0.0
    readers: list[str] = field(default_factory=list)
    confidence: float = 1.0
    stamps: list[Line] = field(default_factory=list)  # what digital signatures say: who signed, and when
    margins: list[Line] = field(default_factory=list)  # notes, headers, footers, comments: shown, never parsed

    @property
    def lines(self) -> list[Line]:
        return [b for b in self.blocks if isinstance(b, Line)]

    @property
    def grids(self) -> list[Grid]:
        return [b for b in self.blocks if isinstance(b, Grid)]


@dataclass(slots=True)
class Attached:
    """A file that lies within a document: what it is called there, and its content."""

    name: str
    sha256: str


@dataclass(slots=True)
class Transcript:
    """All that one file says. `encoding` names the legacy font table that was undone, if any."""

    name: str
    sha256: str
    pages: list[Page] = field(default_factory=list)
    encoding: str | None = None
    encoding_confidence: float = 1.0
    notes: list[str] = field(default_factory=list)  # Vietnamese: what was left out (hidden sheets, capped rows …)
    lost: list[str] = field(default_factory=list)  # Vietnamese: what could not be read and may belong to the list
    damaged: list[int] = field(default_factory=list)  # pages of which the file's decoder had to guess a part
    attached: list[Attached] = field(default_factory=list)
    taken: str | None = None  # when the camera says it took the picture: `YYYY:MM:DD HH:MM:SS.fff`
