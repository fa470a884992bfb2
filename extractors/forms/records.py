"""Sheets that tell one innovation each, label beside value (`Tên sáng kiến | …`) → a table with these labels on top."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractors.fields.author import parse_authors
from extractors.forms.form import LONG_HEADING
from extractors.forms.headings import field_of
from schemas.grid import Cell, Grid

_NUMBER = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})?|[IVX]{1,4}|[a-zđ])\s*[.)/]\s*|^\s*[-–+•]\s*")
_COUNT = re.compile(r"\(?\s*(?:\d{1,2}(?:\.\d{1,2})?|[IVX]{1,4})\s*[.)]?")
_OTHER = "Phần không có nhãn"  # nobody knows this heading, so a person looks at it
_NEEDS = ({"title"}, {"authors", "full_name"}, {"summary", "effect", "benefit", "application_period"})


@dataclass(slots=True)
class _Sheet:
    """What one sheet says: label → its value cells, in the order of the paper."""

    values: dict[str, list[Cell]] = field(default_factory=dict)

    @property
    def names(self) -> set[str]:
        return {name for label in self.values if (name := field_of(label))}

    def text(self, *names: str) -> str:
        return "\n".join(c.text for label, cells in self.values.items() if field_of(label) in names for c in cells)


def as_table(grid: Grid) -> Grid | None:
    """The sheets in a grid as rows under their labels; None where it is no such sheet, or only an empty one."""
    sheets = list(_sheets(_pairs(grid)))
    whole = [sheet for sheet in sheets if all(sheet.names & need for need in _NEEDS)]
    if not sheets or len(whole) < len(sheets) or any(not _has_author(sheet) for sheet in sheets):
        return None
    return _laid(grid, sheets, list(dict.fromkeys(label for sheet in sheets for label in sheet.values)))


def rest_of(grid: Grid, labels: Sequence[str]) -> Grid | None:
    """The end of a sheet with these labels on the next page, as one row without headings."""
    sheets = list(_sheets(_pairs(grid)))
    if len(sheets) != 1 or "title" in sheets[0].names or not set(sheets[0].values) <= set(labels):
        return None
    table = _laid(grid, sheets, labels)
    cells = [replace(cell, row=0) for cell in table.cells if cell.row == 1]
    return replace(table, rows=1, cells=cells)


def _has_author(sheet: _Sheet) -> bool:
    """A person, not what a guide says about whom to write there."""
    found = parse_authors(sheet.text("authors", "full_name"), {}).authors
    return bool(found and found[0].full_name)


def _laid(grid: Grid, sheets: Sequence[_Sheet], labels: Sequence[str]) -> Grid:
    cells = [Cell(0, col, label, ink=True) for col, label in enumerate(labels)]
    for row, sheet in enumerate(sheets, 1):
        for label, values in sheet.values.items():
            cells.append(_joined(values, row, labels.index(label)))
    return Grid(len(sheets) + 1, len(labels), cells, grid.origin, grid.box, grid.name)


def _joined(values: Sequence[Cell], row: int, col: int) -> Cell:
    """One cell of several: co-authors' facts one under another."""
    first = values[0]
    boxes = [value.box for value in values if value.box]
    box = boxes[0] if boxes else None
    for other in boxes[1:]:
        box = box.union(other) if box else other
    second = [value.text if value.alternate is None else value.alternate for value in values]
    return Cell(
        row, col, "\n".join(value.text for value in values if value.text),
        box=box, confidence=min(value.confidence for value in values), ink=any(value.ink for value in values),
        alternate="\n".join(second) if first.alternate is not None else None,
        doubts=[doubt for value in values for doubt in value.doubts], rest=sum(value.rest for value in values),
    )  # fmt: skip


def _sheets(pairs: Iterable[tuple[str, Cell]]) -> Iterator[_Sheet]:
    """Each title begins a sheet, but for the labels that stand before the first one."""
    sheet = _Sheet()
    for label, value in pairs:
        if field_of(label) == "title" and "title" in sheet.names:
            yield sheet
            sheet = _Sheet()
        sheet.values.setdefault(label, []).append(value)
    if sheet.values:
        yield sheet


def _pairs(grid: Grid) -> Iterator[tuple[str, Cell]]:
    """Labels with their values, row by row: beside each other, or one merged cell under the other."""
    pending, begun = "", False
    for row in grid.every_row():
        cells = [cell for cell in row if cell.text or cell.ink]
        if len(cells) > 1 and _COUNT.fullmatch(cells[0].text.strip()):
            cells = cells[1:]
        if len(cells) == 1 and not pending and not _is_label(cells[0].text.partition(":")[0]):
            if begun:
                yield _OTHER, cells[0]
            continue
        if len(cells) == 1:
            label, value = _alone(cells[0], pending)
            pending = label if value is None else ""
            if value is not None:
                yield label, value
            continue
        pending, begun = "", True
        for label_cell, value in zip(cells[::2], cells[1::2], strict=False):
            yield label_of(label_cell.text), value
        if len(cells) % 2:
            yield _OTHER, cells[-1]


def _alone(cell: Cell, pending: str) -> tuple[str, Cell | None]:
    """A cell alone in its row: the value of the label above, a label for the row below, or both in one."""
    if pending:
        return pending, cell
    head, _, rest = cell.text.partition(":")
    return label_of(head), replace(cell, text=rest.strip()) if rest.strip() else None


def _is_label(text: str) -> bool:
    return len(text) <= LONG_HEADING and field_of(label_of(text)) is not None


def label_of(text: str) -> str:
    """A label without its number and colon."""
    return _NUMBER.sub("", text, count=1).strip(" :.\n")
