"""Grids with a known layout → rows of innovations: what is a row, what belongs to the row before, what is neither."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.forms import Layout, is_repeat
from extractors.rows import RowKind, kind_of_row, order_number
from schemas.grid import Box, Cell, Grid


@dataclass(slots=True)
class Piece:
    """One cell's part of a field: a row that runs over a page break has two of them."""

    text: str
    page: int
    box: Box | None = None
    confidence: float = 1.0
    alternate: str | None = None
    merged: bool = False  # over several rows or columns: so written, or a line that a scan lost
    written: str | None = None  # what stands there when `text` was taken from elsewhere (a ditto mark)


@dataclass(slots=True)
class TableRow:
    """One innovation's row: field → pieces in reading order. `number`: the TT as written, else None."""

    page: int
    index: int  # from 1, headings and empty rows not counted
    number: int | None
    fields: dict[str, list[Piece]] = field(default_factory=dict)
    broken: bool = False  # joined over a page break
    pages: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """An innovations table, over all the pages that it runs on."""

    layout: Layout
    cols: int
    rows: list[TableRow] = field(default_factory=list)
    totals: list[str] = field(default_factory=list)
    leftovers: list[tuple[int, str]] = field(default_factory=list)  # (page, text) that belongs to no row

    def goes_on_in(self, grid: Grid) -> bool:
        """A grid without headings on a later page that has this table's columns."""
        return grid.cols == self.cols and grid.origin != "native"

    def add(self, grid: Grid, page: int, first: int) -> None:
        """Takes the rows of a grid from row `first` on."""
        ended = False
        start = True
        for cells in _bands(grid, first, self.layout.column("ordinal")):
            if is_repeat(cells, self.layout):
                continue
            kind = kind_of_row(cells, self.layout, at_page_start=start and bool(self.rows), ended=ended)
            if kind is RowKind.EMPTY:
                continue
            start = False
            ended = kind in (RowKind.TOTALS, RowKind.SIGNATURE) or (ended and kind is not RowKind.DATA)
            self._take(kind, cells, page)

    def _take(self, kind: RowKind, cells: list[Cell], page: int) -> None:
        if kind is RowKind.TOTALS:
            self.totals.append(" ".join(c.text for c in cells if c.text))
        elif kind is RowKind.DATA:
            column = self.layout.column("ordinal")
            number = next((order_number(c.text) for c in cells if c.col == column), None)
            row = TableRow(page, len(self.rows) + 1, number, pages=[page])
            self._fill(row, cells, page)
            self.rows.append(row)
        elif kind is RowKind.CONTINUED and self.rows:
            row = self.rows[-1]
            if page not in row.pages:
                row.pages.append(page)
                row.broken = True
            self._fill(row, cells, page)
        elif kind is RowKind.CONTINUED:
            self.leftovers.append((page, " ".join(c.text for c in cells if c.text)))

    def _fill(self, row: TableRow, cells: list[Cell], page: int) -> None:
        for cell in cells:
            name = self.layout.columns.get(cell.col, f"column {cell.col + 1}")
            if name == "ordinal" or not (cell.text or cell.ink):
                continue
            merged = cell.rowspan > 1 or cell.colspan > 1
            piece = Piece(cell.text, page, cell.box, cell.confidence, cell.alternate, merged)
            row.fields.setdefault(name, []).append(piece)


def _bands(grid: Grid, first: int, ordinal: int | None) -> Iterator[list[Cell]]:
    """The cells of each row; rows that share a merged TT cell are one band, other merged cells serve all their rows."""
    owners: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        for row in range(max(cell.row, first), cell.row + cell.rowspan):
            owners.setdefault(row, []).append(cell)
    band: list[Cell] = []
    last_number: Cell | None = None
    for row in range(first, grid.rows):
        cells = sorted(owners.get(row, []), key=lambda c: c.col)
        number = next((c for c in cells if c.col == ordinal), None)
        if band and number is not None and number is last_number:
            band.extend(c for c in cells if all(c is not seen for seen in band))
            continue
        if band:
            yield band
        band, last_number = cells, number
    if band:
        yield band
