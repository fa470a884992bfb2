"""Headings of groups that were written over the first of their columns and never merged."""

from __future__ import annotations

from dataclasses import replace

from schemas.grid import Cell, Grid

_LONG = 80  # characters: no heading of a second row is longer


def regrouped(grid: Grid, row: int) -> Grid:
    """The grid with group headings of a row spread over the blanks beside them, where the row below divides them.

    So it is where each text below stands under such a group, and nothing below any other heading: no row of data.
    """
    upper = {cell.col: cell for cell in grid.row(row) if cell.text}
    lower = {cell.col: cell.text for cell in grid.row(row + 1) if cell.text}
    headed = {col for cell in upper.values() for col in range(cell.col, cell.col + cell.colspan)}
    blanks = {col for col in lower if col not in headed}
    groups = {col: _width(col, blanks) for col, cell in upper.items() if cell.colspan == 1 and col + 1 in blanks}
    covered = {col + step for col, width in groups.items() for step in range(width)}
    if not groups or set(lower) != covered or set(upper) <= covered or not all(map(_may_be_heading, lower.values())):
        return grid
    return replace(grid, cells=[_spread(cell, row, groups) for cell in grid.cells if not _swallowed(cell, row, blanks)])


def _width(col: int, blanks: set[int]) -> int:
    end = col + 1
    while end in blanks:
        end += 1
    return end - col


def _may_be_heading(text: str) -> bool:
    return len(text) <= _LONG and any(c.isalpha() for c in text)


def _spread(cell: Cell, row: int, groups: dict[int, int]) -> Cell:
    return replace(cell, colspan=groups[cell.col]) if cell.row == row and cell.col in groups else cell


def _swallowed(cell: Cell, row: int, blanks: set[int]) -> bool:
    return cell.row == row and cell.col in blanks
