"""Paper layouts: a grid's headings → which column holds which field.

To add a layout: one file with a `Form` and one line in FORMS. To teach a known layout a new wording: headings.toml.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.forms.columns import COLUMNS
from extractors.forms.combined import SEVEN, SIX, WIDE
from extractors.forms.form import Form, Layout, find_layout, is_repeat, speaks_of_works
from extractors.forms.works import WORKS
from schemas.grid import Grid

FORMS: list[Form] = [SEVEN, SIX, WIDE, COLUMNS, WORKS]


def recognise(grid: Grid) -> Layout | None:
    """The layout of an innovations table, from its headings as either reader saw them; None for no known form."""
    return find_layout(grid, FORMS) or _again(grid)


def _again(grid: Grid) -> Layout | None:
    if all(cell.alternate in (None, cell.text) for cell in grid.cells):
        return None
    cells = [cell if cell.alternate is None else replace(cell, text=cell.alternate) for cell in grid.cells]
    return find_layout(replace(grid, cells=cells), FORMS)


__all__ = ["FORMS", "Form", "Layout", "is_repeat", "recognise", "speaks_of_works"]
