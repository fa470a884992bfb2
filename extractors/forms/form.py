"""Finding the heading rows of a grid, and the form whose columns they name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.forms.headings import AUTHOR_PARTS, field_of, key_of
from schemas.grid import Cell, Grid
from schemas.text import fold, one_line

HEADING_ROWS = 30  # how far down a sheet's headings may begin: letterhead and titles stand above them


@dataclass(frozen=True, slots=True)
class Form:
    """A paper layout: the fields that must be among its headings, and one that tells it from its neighbours."""

    id: str
    name: str
    needs: tuple[frozenset[str], ...]  # of each set at least one
    without: frozenset[str] = frozenset()


@dataclass(slots=True)
class Layout:
    """A form found on a grid: `columns`: grid column → field; `head`, `first`: first row of and below the headings."""

    form: Form
    columns: dict[int, str]
    head: int
    first: int
    headings: dict[int, str] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)  # columns whose heading nobody knows

    def column(self, name: str) -> int | None:
        return next((c for c, f in self.columns.items() if f == name), None)


def find_layout(grid: Grid, forms: Sequence[Form]) -> Layout | None:
    """The layout whose headings stand highest in the grid."""
    for head in range(min(grid.rows, HEADING_ROWS)):
        if _score(grid.row(head)) < 2:
            continue
        for depth in (2, 1, 3):
            layout = _try(grid, head, depth, forms)
            if layout is not None:
                return layout
    return None


def _score(cells: Sequence[Cell]) -> int:
    """How many different fields the cells of a row name; long cells are data, not headings."""
    return len({f for c in cells if len(c.text) <= 160 and (f := field_of(c.text))})


def _try(grid: Grid, head: int, depth: int, forms: Sequence[Form]) -> Layout | None:
    rows = range(head, min(grid.rows, head + depth))
    if depth > 1 and not _goes_on(grid, head, depth):
        return None
    headings = _headings(grid, rows)
    columns = {c: f for c, text in headings.items() if (f := field_of(text)) is not None}
    columns = _settled(columns, headings)
    named = set(columns.values())
    for form in forms:
        if all(named & need for need in form.needs) and not named & form.without:
            unknown = {c: one_line(t) for c, t in headings.items() if c not in columns and key_of(t)}
            return Layout(form, columns, head, head + depth, headings, unknown)
    return None


def _goes_on(grid: Grid, head: int, depth: int) -> bool:
    """The headings take `depth` rows: an upper cell is merged over columns that the lower row divides."""
    upper = [c for row in range(head, head + depth - 1) for c in grid.row(row)]
    lower = grid.row(head + depth - 1)
    if not lower or not any(c.colspan > 1 for c in upper):
        return False
    spanned = {col for c in upper if c.colspan > 1 for col in range(c.col, c.col + c.colspan)}
    below = [c for c in lower if c.col in spanned and c.text]
    return len(below) >= 2 and sum(field_of(c.text) is not None for c in below) * 2 >= len(below)


def _headings(grid: Grid, rows: range) -> dict[int, str]:
    """The lowest heading of each column; a merged upper one speaks only where nothing stands below it."""
    out: dict[int, str] = {}
    for row in rows:
        for cell in grid.row(row):
            if not cell.text:
                continue
            for col in range(cell.col, cell.col + cell.colspan):
                out[col] = cell.text
    return out


def _settled(columns: dict[int, str], headings: dict[int, str]) -> dict[int, str]:
    """One column a field: a second column of one field keeps it only if the first is doubtful."""
    named = set(columns.values())
    out: dict[int, str] = {}
    first = min(headings, default=0)
    if "ordinal" not in named and first not in columns and len(headings.get(first, "")) <= 4:
        columns[first] = "ordinal"  # scans read TT as almost anything
    for col, name in sorted(columns.items()):
        final = name
        if name == "full_name" and not named & {"birth_year", "position", "workplace", "phone", "mixed"}:
            final = "authors"  # one cell holds all that is said of the authors
        if final in out.values() and final not in ("ignore", "note"):
            continue  # told to the caller as an unknown column
        out[col] = final
    return out


def _is_marker(text: str) -> bool:
    """A column's number `(3)`, also as a scan reads it: `@)`, `3)`, `(®`. No whole row of data is that short."""
    return len(text) <= 4 and sum(c.isalnum() for c in text) <= 2


def is_repeat(cells: Sequence[Cell], layout: Layout) -> bool:
    """A row that repeats the headings, or numbers the columns `(1) (2) (3)`."""
    texts = [c for c in cells if c.text]
    if len(texts) >= 3 and all(_is_marker(c.text) for c in texts):
        return True
    same = sum(fold(c.text) == fold(layout.headings.get(c.col, "")) for c in texts)
    if texts and same * 2 > len(texts):
        return True
    return len(texts) >= 3 and all(len(c.text) <= 160 for c in texts) and _score(cells) >= max(3, len(texts) - 2)


__all__ = ["AUTHOR_PARTS", "Form", "Layout", "find_layout", "is_repeat"]
