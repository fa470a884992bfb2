"""HTML, also where a program saved it as .xls or .doc: lines and tables, through the standard library's own parser.

LibreOffice makes a sheet's row of every `<br>` in a cell; here it is the cell's line break.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from extractors.context import Context
from extractors.intake.mail_words import safe_markup
from extractors.readers.text import content, decoded, in_real_letters
from schemas.errors import ItemCode, SetAside
from schemas.grid import Cell, Grid, Line, Page, Transcript
from schemas.source import Limits, SourceFile

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)
_UNSEEN = {"style", "script", "title", "template", "noscript"}
_BREAKS = {"br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "hr", "center", "pre"}
_CELLS = {"td", "th"}
_DEPTH = 20  # tables in tables; mails that were answered often have ten


@dataclass(slots=True)
class _Table:
    """A table while it is open. `taken`: column → the first row that a cell above leaves free."""

    cells: list[Cell] = field(default_factory=list)
    taken: dict[int, int] = field(default_factory=dict)
    row: int = -1
    column: int = 0
    cell: Cell | None = None
    pieces: list[str] = field(default_factory=list)
    inner: list[Line | Grid] = field(default_factory=list)


def read(file: SourceFile, context: Context) -> Transcript:
    """The whole file as one page. Raises SetAside: too-large (bytes, rows, columns), nested-too-deep."""
    data = content(file, context.limits)
    found = _CHARSET.search(data[:8192])
    reader = _Reader(context.limits)
    reader.feed(safe_markup(decoded(data, found[1].decode("ascii") if found else "")))
    reader.close()
    page = Page(1, reader.finish(), "native")
    context.progress(1, 1)
    return in_real_letters(Transcript(file.name, file.sha256, [page]))


class _Reader(HTMLParser):
    """Cells and rows need not be closed: the next one closes them, as browsers do it."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self._limits = limits
        self._blocks: list[Line | Grid] = []
        self._pieces: list[str] = []
        self._tables: list[_Table] = []
        self._unseen = 0

    def finish(self) -> list[Line | Grid]:
        """The blocks, once everything was fed; tables that were never closed end here."""
        while self._tables:
            self._close_table()
        self._close_text()
        return self._blocks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        table = self._tables[-1] if self._tables else None
        if tag == "table":
            self._open_table()
        elif table and tag == "tr":
            _close_cell(table)
            table.row, table.column = table.row + 1, 0
        elif table and tag in _CELLS:
            self._open_cell(table, dict(attrs))
        elif tag in _BREAKS:
            self._add("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _UNSEEN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))
        if self._tables and tag == "table":
            self._close_table()
        elif self._tables and tag in _CELLS | {"tr"}:
            _close_cell(self._tables[-1])
        elif tag in _BREAKS - {"br"}:
            self._add("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._add(re.sub(r"[ \t\r\n\f]+", " ", data))  # line ends in the source are blanks on the page

    def _add(self, piece: str) -> None:
        table = self._tables[-1] if self._tables else None
        (table.pieces if table and table.cell else self._pieces).append(piece)

    def _open_table(self) -> None:
        if len(self._tables) >= _DEPTH:
            raise SetAside(ItemCode.NESTED_TOO_DEEP, "tables in tables")
        if not self._tables:
            self._close_text()
        self._tables.append(_Table())

    def _open_cell(self, table: _Table, attrs: dict[str, str | None]) -> None:
        _close_cell(table)
        table.row = max(table.row, 0)
        while table.taken.get(table.column, 0) > table.row:
            table.column += 1
        if table.row >= self._limits.rows or table.column >= self._limits.cols:
            raise SetAside(
                ItemCode.TOO_LARGE, f"a table of more than {self._limits.rows} rows or {table.column} columns"
            )
        rows = _span(attrs.get("rowspan"), self._limits.rows - table.row)
        columns = _span(attrs.get("colspan"), self._limits.cols - table.column)
        table.cell = Cell(table.row, table.column, "", rows, columns)
        table.taken |= dict.fromkeys(range(table.column, table.column + columns), table.row + rows)
        table.column += columns

    def _close_table(self) -> None:
        table = self._tables.pop()
        _close_cell(table)
        made = [*_block(table, self._limits.cols), *table.inner]
        (self._tables[-1].inner if self._tables else self._blocks).extend(made)

    def _close_text(self) -> None:
        self._blocks += _lines("".join(self._pieces))
        self._pieces = []


def _close_cell(table: _Table) -> None:
    if table.cell:
        lines = (line.strip(" ") for line in "".join(table.pieces).split("\n"))
        table.cell.text = "\n".join(line for line in lines if line)
        table.cells.append(table.cell)
    table.cell, table.pieces = None, []


def _block(table: _Table, most: int) -> list[Line | Grid]:
    """A grid of at most so many columns; lines, where a table of one column only lays a page out."""
    written = [cell for cell in table.cells if cell.text]
    if len({cell.col for cell in written}) <= 1:
        return [line for cell in written for line in _lines(cell.text)]
    rows = max(cell.row + cell.rowspan for cell in table.cells)
    last = max(cell.col + cell.colspan for cell in written)  # Excel fills rows up with blank cells
    if last > most:
        raise SetAside(ItemCode.TOO_LARGE, f"a table of {last} columns")
    kept = [cell for cell in table.cells if cell.col < last]
    return [Grid(min(rows, table.row + 1), last, kept)]


def _lines(text: str) -> list[Line | Grid]:
    return [Line(line.strip()) for line in text.split("\n") if line.strip()]


def _span(text: str | None, most: int) -> int:
    digits = (text or "").strip()
    return max(1, min(int(digits), most)) if digits.isascii() and digits.isdigit() and len(digits) < 9 else 1
