"""Which innovations table a grid begins or goes on."""

from __future__ import annotations

from dataclasses import replace

from extractors.forms import recognise
from extractors.forms.records import as_table, rest_of
from extractors.rows import order_number
from extractors.tables import Table
from schemas.grid import Grid


def table_in(grid: Grid, open_table: Table | None, place: tuple[str, int]) -> Table | None:
    """The innovations table that a grid begins or goes on; None when the grid is something else.

    `place`: the file's SHA-256 and the page.
    """
    sha256, page = place
    layout = recognise(grid)
    if layout is None and open_table is not None and _goes_on(grid, open_table):
        open_table.add(grid, page, 0)
        return open_table
    if layout is None:
        return _record(grid, open_table, place)
    alike = open_table is not None and grid.cols == open_table.cols and layout.columns == open_table.layout.columns
    if alike and open_table is not None and grid.origin != "native":
        if layout.head:  # the rest of the page before stands above the headings that are repeated here
            above = [cell for cell in grid.cells if cell.row < layout.head]
            open_table.add(replace(grid, rows=layout.head, cells=above), page, 0)
        open_table.add(grid, page, layout.first)
        return open_table
    # A file's second table under the same headings may count on or anew, and may be a second copy.
    table = Table(layout, grid.cols, sha256, open_table if alike else None)
    table.add(grid, page, layout.first)
    return table


def _record(grid: Grid, open_table: Table | None, place: tuple[str, int]) -> Table | None:
    """A sheet of labels and values: a table of its own, or the end of the one on the page before."""
    sheet = as_table(grid)
    layout = recognise(sheet) if sheet else None
    if sheet is not None and layout is not None:
        table = Table(layout, sheet.cols, place[0], upright=True)
        table.add(sheet, place[1], layout.first)
        return table
    if open_table is not None and open_table.upright:
        rest = rest_of(grid, [open_table.layout.headings[col] for col in range(open_table.cols)])
        if rest is not None:
            open_table.add(rest, place[1], 0)
            return open_table
    return None


def _goes_on(grid: Grid, table: Table) -> bool:
    """Files have no pages, so a table without headings goes on only by its numbers there."""
    if grid.origin != "native":
        return table.goes_on_in(grid)
    headings_alone = table.headed and not table.rows and grid.cols == table.cols
    return headings_alone or counts_on(grid, table)


def counts_on(grid: Grid, table: Table) -> bool:
    """Whether a grid's first number is the one that comes next: a letter's columns have none."""
    column = table.layout.column("ordinal")
    inked = [cell for cell in grid.cells if cell.col == column and (cell.text or cell.ink)]
    known = [number for cell in inked if (number := order_number(cell.text)) is not None]
    if grid.cols != table.cols or table.upright:
        return False
    if grid.origin == "native" and inked and not any(cell.text for cell in inked):
        return True  # numbered by the program
    return bool(known) and table.last is not None and known[0] == (table.last.number or table.last.index) + 1


def may_go_on(grid: Grid, table: Table | None) -> bool:
    """A table of a file that has the columns of the one before it, but neither headings nor its numbers."""
    if table is None or grid.origin != "native" or grid.cols != table.cols or grid.inside is not None:
        return False
    column = table.layout.column("title")
    return grid.cols > 3 and any(cell.col == column and len(cell.text.split()) > 3 for cell in grid.cells)
