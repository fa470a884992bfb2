"""Paper layouts: a grid's headings → which column holds which field.

To add a layout: one small file in layouts/ and one name in FORMS. To teach all layouts a new wording: headings.toml.
"""

from __future__ import annotations

from dataclasses import replace

from extractors.forms.form import Form, Layout, find_layout, is_repeat, speaks_of_works
from extractors.forms.layouts import layout
from schemas.grid import Grid

# Tried in this order on the same headings: a layout that needs more goes before one that needs less.
FORMS: list[Form] = [
    layout("seven-columns"),
    layout("six-columns"),
    layout("combined"),
    layout("author-columns"),
    layout("list"),
]


def recognise(grid: Grid) -> Layout | None:
    """The layout of an innovations table, from its headings as either reader saw them; None for no known form."""
    return find_layout(grid, FORMS) or _again(grid)


def _again(grid: Grid) -> Layout | None:
    if all(cell.alternate in (None, cell.text) for cell in grid.cells):
        return None
    cells = [cell if cell.alternate is None else replace(cell, text=cell.alternate) for cell in grid.cells]
    return find_layout(replace(grid, cells=cells), FORMS)


__all__ = ["FORMS", "Form", "Layout", "is_repeat", "recognise", "speaks_of_works"]
