"""Tables in no known layout: what their columns are, so that a person can say what they hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.forms.form import HEADING_ROWS, LONG_HEADING, combined_headings, depth_of, is_marker, score_of
from extractors.forms.headings import field_of
from schemas.columns import FoundColumn, FoundTable
from schemas.grid import Cell, Grid
from schemas.text import one_line

_LEAST = 3  # columns of a table of innovations
_MOST = 60  # columns: what is wider is no list of innovations
_SAMPLES, _LONG = 3, 120
_BY_CONTENT = (
    ("ordinal", re.compile(r"\d{1,3}[.)]?")),
    ("birth_year", re.compile(r"(\d{1,2}/){0,2}19[4-9]\d|(\d{1,2}/){0,2}200\d")),
    ("phone", re.compile(r"[+(]?(84|0)[\d .()\-]{8,14}")),
    ("email", re.compile(r"\S+@\S+\.\w+")),
)


def found_table(grid: Grid, sha256: str, file: str, page: int) -> FoundTable | None:
    """The columns of a grid as a person is asked about them; None for what cannot be a list of innovations."""
    if not _LEAST <= grid.cols <= _MOST:
        return None
    head = _head(grid)
    first = 0 if head is None else head + depth_of(grid, head)
    headings = {} if head is None else combined_headings(grid, range(head, first))
    data = _data(grid, first)
    columns = [_column(data, col, headings.get(col, "")) for col in range(grid.cols)]
    rows = len({cell.row for cell in data})
    if rows == 0 or sum(bool(column.samples) for column in columns) < _LEAST:
        return None
    place = {"sha256": sha256, "file": file, "page": page, "rows": rows, "head": first if head is None else head}
    return FoundTable.model_validate({**place, "first": first, "columns": columns})


def _head(grid: Grid) -> int | None:
    """The row that looks most like headings: filled, short, no figures; None when the data begin at once."""
    rows = [row for row in range(min(grid.rows - 1, HEADING_ROWS)) if _heads(grid.row(row), grid.cols)]
    return max(rows, key=lambda row: (score_of(grid.row(row)), -row), default=None)


def _heads(cells: Sequence[Cell], cols: int) -> bool:
    texts = [cell.text for cell in cells if cell.text]
    filled = sum(cell.colspan for cell in cells if cell.text)
    if len(texts) < 2 or filled * 3 < cols * 2:
        return False
    return all(len(text) <= LONG_HEADING and not _of_figures(text) for text in texts)


def _of_figures(text: str) -> bool:
    return any(c.isdigit() for c in text) and not any(c.isalpha() for c in text)


def _data(grid: Grid, first: int) -> list[Cell]:
    """What stands below the headings, without a row that numbers the columns `(1) (2) (3)`."""
    rows = [[cell for cell in cells if cell.text] for cells in grid.every_row()[first:]]
    return [cell for cells in rows if not all(is_marker(cell.text) for cell in cells) for cell in cells]


def _column(data: Sequence[Cell], col: int, heading: str) -> FoundColumn:
    cells = [one_line(cell.text) for cell in data if cell.col == col]
    guess = field_of(heading) or _by_content(cells)
    return FoundColumn(heading=one_line(heading), samples=[text[:_LONG] for text in cells[:_SAMPLES]], guess=guess)


def _by_content(texts: Sequence[str]) -> str | None:
    return next((name for name, rule in _BY_CONTENT if texts and all(map(rule.fullmatch, texts))), None)
