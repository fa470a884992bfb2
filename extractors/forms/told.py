"""Tables of which a person has said what their columns hold: their headings are put into known words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from extractors.forms.headings import key_of
from extractors.forms.unknown import found_table
from schemas.columns import FIELDS, ColumnForm, FoundTable
from schemas.grid import Cell, Grid, Line, Transcript

_ALIKE = 85.0  # of two headings (0..100): scans lose a letter here and there


def fits(form: ColumnForm, table: FoundTable, unit: str) -> bool:
    """The very file that the answer was given for, or a table of the same headings from the same unit."""
    if len(form.headings) != len(table.columns) or not _same(form.headings, table.headings):
        return False
    return form.sha256 == table.sha256 or (bool(unit) and form.unit == unit and any(form.headings))


def guesses(table: FoundTable, forms: Sequence[ColumnForm]) -> list[str | None]:
    """What each column may hold: as its heading says, else as people said of other units' tables of these headings."""
    alike = (f for f in forms if any(f.headings) and len(f.headings) == len(table.columns))
    told = next((f.fields for f in alike if _same(f.headings, table.headings)), [None] * len(table.columns))
    return [column.guess or name for column, name in zip(table.columns, told, strict=True)]


def with_known_headings(transcript: Transcript, forms: Sequence[ColumnForm], unit: str) -> Transcript:
    """The transcript with the headings of fitting tables replaced by the words that every reader of tables knows."""
    pages = []
    for page in transcript.pages:
        told = [_told(block, forms, unit, (transcript, page.number)) for block in page.blocks]
        pages.append(replace(page, blocks=[block for blocks in told for block in blocks]))
    return replace(transcript, pages=pages)


def _told(
    block: Line | Grid, forms: Sequence[ColumnForm], unit: str, where: tuple[Transcript, int]
) -> Sequence[Line | Grid]:
    if isinstance(block, Line):
        return [block]
    transcript, page = where
    table = found_table(block, transcript.sha256, transcript.name, page)
    form = next((form for form in forms if table and fits(form, table, unit)), None)
    if table is None or form is None:
        return [block]
    return [_renamed(block, table, form)] if any(form.fields) else _as_lines(block)


def _as_lines(grid: Grid) -> list[Line]:
    """A table that has nothing to do with innovations: its words stay, as text."""
    rows = [[cell.text for cell in cells if cell.text] for cells in grid.every_row()]
    return [Line("\t".join(texts), grid.box) for texts in rows if texts]


def _renamed(grid: Grid, table: FoundTable, form: ColumnForm) -> Grid:
    """A table without headings gets a row of them above its first."""
    depth = table.first - table.head
    down = 0 if depth else 1
    head = [
        Cell(table.head, col, FIELDS[name] if name else table.headings[col], rowspan=depth or 1)
        for col, name in enumerate(form.fields)
    ]
    above = [cell for cell in grid.cells if cell.row < table.head]
    below = [replace(cell, row=cell.row + down) for cell in grid.cells if cell.row >= table.first]
    rows = replace(grid, rows=grid.rows + down, cells=below).every_row()
    kept = [cell for cells in rows if not _repeats(cells, table) for cell in cells]
    return replace(grid, rows=grid.rows + down, cells=[*above, *head, *kept])


def _repeats(cells: Sequence[Cell], table: FoundTable) -> bool:
    texts = {cell.col: key_of(cell.text) for cell in cells if cell.text}
    return len(texts) > 1 and all(key_of(table.headings[col]) == text for col, text in texts.items())


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    return all(fuzz.ratio(key_of(a), key_of(b)) >= _ALIKE for a, b in zip(one, other, strict=True))
