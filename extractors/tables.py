"""Grids with a known layout → rows of innovations: what is a row, what belongs to the row before, what is neither."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from extractors.forms import Layout, is_repeat
from extractors.rows import RowKind, is_dotted, kind_of_row, order_number
from schemas.grid import Box, Cell, Doubt, Grid
from schemas.innovation import Place
from schemas.text import fold

_ONE_FACT = ("birth_year", "full_name", "authors")
_PERIODS = {"period_from": "từ", "period_until": "đến"}


@dataclass(slots=True)
class Piece:
    """One cell's part of a field: a row that runs over a page break has two of them."""

    text: str
    page: int
    sha256: str  # of the file: photos of one table come one page a file
    box: Box | None = None
    confidence: float = 1.0
    alternate: str | None = None
    merged: bool = False  # over several rows or columns: so written, or a line that a scan lost
    written: str | None = None  # what stands there when `text` was taken from elsewhere (a ditto mark)
    doubts: list[Doubt] = field(default_factory=list)
    rest: float = 0.0


@dataclass(slots=True)
class TableRow:
    """One innovation's row: field → pieces in reading order. `number`: the TT as written, else None."""

    page: int
    index: int  # from 1, headings and empty rows not counted
    number: int | None
    fields: dict[str, list[Piece]] = field(default_factory=dict)
    broken: bool = False  # joined over a page break
    hidden: bool = False  # the program does not show it
    unsure: set[str] = field(default_factory=set)  # fields that a line below, which belongs to no row, may end
    pages: list[int] = field(default_factory=list)  # of the file that it begins in
    places: list[Place] = field(default_factory=list)  # of all its cells, one a page


@dataclass(slots=True)
class Table:
    """An innovations table, over all the pages of one file that it runs on. `before`: its part in the file before."""

    layout: Layout
    cols: int
    sha256: str = ""
    before: Table | None = None
    rows: list[TableRow] = field(default_factory=list)
    totals: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)  # headings of groups between the rows
    leftovers: list[tuple[int, str]] = field(default_factory=list)  # (page, text) that belongs to no row
    guessed: bool = False  # the lines of the grid that is being taken were not seen
    upright: bool = False  # a sheet of labels and values
    headed: bool = False  # its headings came last: nothing stands below them yet

    def goes_on_in(self, grid: Grid) -> bool:
        """A grid without headings on a later page that has this table's columns."""
        return grid.cols == self.cols and grid.origin != "native"

    @property
    def last(self) -> TableRow | None:
        """The row that the rest on a new page belongs to."""
        if self.rows:
            return self.rows[-1]
        return self.before.last if self.before else None

    @property
    def rows_before(self) -> int:
        """Rows of this table in the files before."""
        return self.before.rows_before + len(self.before.rows) if self.before else 0

    def add(self, grid: Grid, page: int, first: int) -> None:
        """Takes the rows of a grid from row `first` on."""
        ended = False
        start = True
        self.guessed = grid.origin == "aligned"
        cut, self.headed = self.headed and first == 0, first > 0
        for cells in _bands(grid, first, self.layout):
            if is_repeat(cells, self.layout):
                self.headed = True
                continue
            kind = kind_of_row(cells, self.layout, at_page_start=start and self.last is not None, ended=ended)
            if kind is RowKind.EMPTY:
                continue
            if start and cut and kind is RowKind.CONTINUED:
                self._end_of_headings(cells, page)
                start = False
                continue
            self.headed = start = False
            closed = kind in (RowKind.TOTALS, RowKind.SIGNATURE)
            ended = closed or (ended and kind not in (RowKind.DATA, RowKind.SECTION))
            self._take(kind, cells, page)
            if kind in (RowKind.DATA, RowKind.CONTINUED) and self.rows:
                self.rows[-1].hidden |= _is_hidden(cells, grid)

    def _end_of_headings(self, cells: list[Cell], page: int) -> None:
        """The lower half of headings that a page break cut in two; what they do not end with is told."""
        known = [fold(c.text) in fold(self.layout.headings.get(c.col, "")) for c in cells if c.text]
        if not all(known):
            self.leftovers.append((page, _text(cells)))

    def _take(self, kind: RowKind, cells: list[Cell], page: int) -> None:
        if kind is RowKind.TOTALS:
            self.totals.append(_text(cells))
        elif kind is RowKind.DATA:
            column = self.layout.column("ordinal")
            number = next((order_number(c.text) for c in cells if c.col == column), None)
            row = TableRow(page, len(self.rows) + 1, number)
            self._fill(row, cells, page)
            self.rows.append(row)
        elif kind is RowKind.CONTINUED and self.last is not None:
            row = self.last
            row.broken |= all((p.sha256, p.page) != (self.sha256, page) for p in row.places)
            self._fill(row, cells, page)
        elif kind is RowKind.SECTION:
            self.sections.append(_text(cells))
        elif kind in (RowKind.CONTINUED, RowKind.STRAY):
            self._stray(cells, page)

    def _stray(self, cells: list[Cell], page: int) -> None:
        """Keeps what belongs to no row; one cell alone may still be the end of the row above."""
        self.leftovers.append((page, _text(cells)))
        written = [c for c in cells if c.text]
        if len(written) == 1 and self.last is not None:
            self.last.unsure.add(self.layout.columns.get(written[0].col, "*"))

    def _fill(self, row: TableRow, cells: list[Cell], page: int) -> None:
        row.places = places_of([*row.places, *(Place(sha256=self.sha256, page=page, box=c.box) for c in cells)])
        row.pages = [p.page for p in row.places if p.sha256 == row.places[0].sha256]
        for cell in cells:
            name = self.layout.columns.get(cell.col, f"column {cell.col + 1}")
            if name == "ordinal" or not (cell.text or cell.ink) or is_dotted(cell):
                continue
            merged = cell.rowspan > 1 or cell.colspan > 1 or self.guessed
            piece = Piece(cell.text, page, self.sha256, cell.box, cell.confidence, cell.alternate, merged)
            piece.doubts, piece.rest = cell.doubts, cell.rest
            if name in _PERIODS:
                name = _part_of_period(name, piece)
            elif name in row.fields and cell.col != self.layout.column(name) and name in _ONE_FACT:
                if name != "birth_year" and _add_given_names(row.fields[name][-1], piece):
                    continue
                name = f"column {cell.col + 1}"  # whose is which nobody wrote
            row.fields.setdefault(name, []).append(piece)


def _add_given_names(family: Piece, given: Piece) -> bool:
    """Puts a column of given names behind the family names beside it, line by line; False where lines differ."""
    if family.text.count("\n") != given.text.count("\n"):
        return False
    other = given.text if given.alternate is None else given.alternate
    if family.alternate is not None:
        family.alternate = _side_by_side(family.alternate, other)
    family.text, family.merged = _side_by_side(family.text, given.text), True
    return True


def _side_by_side(left: str, right: str) -> str:
    pairs = zip_longest(left.split("\n"), right.split("\n"), fillvalue="")
    return "\n".join(f"{one} {other}".strip() for one, other in pairs)


def _part_of_period(name: str, piece: Piece) -> str:
    """A column for the first or last day of the period: its text as part of the one field."""
    piece.written = piece.text
    piece.text = _with_word(_PERIODS[name], piece.text)
    piece.alternate = None if piece.alternate is None else _with_word(_PERIODS[name], piece.alternate)
    return "application_period"


def _with_word(word: str, text: str) -> str:
    key = fold(text)
    return text if not key or key.startswith(fold(word)) else f"{word} {text}"


def _is_hidden(cells: Sequence[Cell], grid: Grid) -> bool:
    rows = {cell.row for cell in cells if cell.rowspan == 1}
    return bool(rows) and rows <= set(grid.hidden)


def places_of(spots: Iterable[Place]) -> list[Place]:
    """One place for each page, in order, with the box around all that stands on it."""
    found: dict[tuple[str, int], Place] = {}
    for spot in spots:
        place = found.setdefault((spot.sha256, spot.page), spot.model_copy())
        if spot.box:
            place.box = place.box.union(spot.box) if place.box else spot.box
    return list(found.values())


def _text(cells: list[Cell]) -> str:
    return " ".join(c.text for c in cells if c.text)


def _bands(grid: Grid, first: int, layout: Layout) -> Iterator[list[Cell]]:
    """The cells of each row; rows of one innovation are one band, other merged cells serve all their rows."""
    owners: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        for row in range(max(cell.row, first), cell.row + cell.rowspan):
            owners.setdefault(row, []).append(cell)
    band: list[Cell] = []
    above: list[Cell] = []
    for row in range(first, grid.rows):
        cells = sorted(owners.get(row, []), key=lambda c: c.col)
        if band and _same_work(above, cells, layout):
            band.extend(c for c in cells if all(c is not seen for seen in band))
        else:
            if band:
                yield band
            band = cells
        above = cells
    if band:
        yield band


def _same_work(above: list[Cell], cells: list[Cell], layout: Layout) -> bool:
    """Two rows share a merged TT, or all that is said of the work itself: then each has one of its authors."""

    def shared(names: Collection[str]) -> list[bool]:
        mine = [c for c in cells if layout.columns.get(c.col) in names]
        return [any(c is other for other in above) for c in mine]

    title, work = shared({"title"}), shared({"title", "summary", "effect", "benefit"})
    return any(shared({"ordinal"})) or (bool(title) and len(work) >= 2 and all(work))
