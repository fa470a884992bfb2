"""Workbooks: .xlsx through openpyxl (fonts, merged and hidden cells), .xls and .ods through calamine (values)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineSheet, CalamineWorkbook

from extractors.context import Context
from extractors.intake.guard import guard_office
from extractors.readers.sheet_values import shown
from extractors.text.legacy import decode, decode_runs, detect
from schemas.errors import ItemCode, SetAside
from schemas.grid import Cell, Grid, Page, Transcript
from schemas.source import Kind, Limits, SourceFile
from schemas.text import tidy

BLANK_ROWS = 50  # after so many the rest of a sheet is taken for empty, however far its used range goes

Merges = dict[tuple[int, int], tuple[int, int]]  # (row, col) of the first cell → (rowspan, colspan), from 0


def read(file: SourceFile, context: Context) -> Transcript:
    """Each sheet as a page with one grid. Raises SetAside when the file is damaged or too large."""
    transcript = Transcript(file.name, file.sha256)
    reader = _xlsx if file.kind is Kind.XLSX else _calamine
    try:
        for done, (name, grid, encoding) in enumerate(reader(file, context.limits, transcript.notes), 1):
            transcript.encoding = transcript.encoding or encoding
            if grid.cells:
                grid.name = name
                transcript.pages.append(Page(done, [grid], "native"))
            context.progress(done, done)
    except SetAside:
        raise
    except Exception as error:  # the libraries raise KeyError, ValueError, zlib's and their own errors
        raise SetAside(ItemCode.UNREADABLE, repr(error)) from error
    return transcript


def _xlsx(file: SourceFile, limits: Limits, notes: list[str]) -> Iterator[tuple[str, Grid, str | None]]:
    guard_office(file.path, limits)
    with file.path.open("rb") as stream:
        book = openpyxl.load_workbook(stream, data_only=True, rich_text=True, keep_links=False)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            notes.append(f"Trang tính ẩn “{sheet.title}” cũng được đọc.")
        if any(d.hidden for d in (*sheet.row_dimensions.values(), *sheet.column_dimensions.values())):
            notes.append(f"Trang tính “{sheet.title}” có dòng hoặc cột ẩn; các ô ẩn cũng được đọc.")
        yield (sheet.title, *_sheet(sheet, limits, notes))


def _sheet(sheet: Worksheet, limits: Limits, notes: list[str]) -> tuple[Grid, str | None]:
    merges: Merges = {}
    for area in sheet.merged_cells.ranges:
        merges[area.min_row - 1, area.min_col - 1] = (area.size["rows"], area.size["columns"])
    cells, encoding = [], None
    # Only cells that exist: one stray cell in the last corner must not make us walk 17 thousand million blanks.
    for (row, col), cell in sorted(sheet._cells.items()):
        if cell.value is None:
            continue
        if row > limits.rows or col > limits.cols:
            notes.append(f"Trang tính “{sheet.title}” quá lớn: bỏ qua từ ô {cell.coordinate}.")
            break
        text, found = _text(cell)
        encoding = encoding or found
        cells.append((row - 1, col - 1, text))
    return _grid(cells, merges), encoding


def _text(cell: Any) -> tuple[str, str | None]:
    """A cell's text as Excel shows it, legacy fonts undone, with the name of the font table."""
    value, font = cell.value, cell.font.name if cell.font else None
    if isinstance(value, CellRichText):
        runs = [(b.text, b.font.rFont or font) if isinstance(b, TextBlock) else (str(b), font) for b in value]
    elif isinstance(value, str):
        runs = [(value, font)]
    else:
        return shown(value, cell.number_format), None
    decoded = decode_runs(runs)
    return tidy(decoded.text), decoded.encoding


def _calamine(file: SourceFile, limits: Limits, notes: list[str]) -> Iterator[tuple[str, Grid, str | None]]:
    book = CalamineWorkbook.from_path(str(file.path))
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        cells = list(_calamine_cells(sheet, limits, name, notes))
        # The library gives no fonts: a whole sheet's words decide.
        encoding, confidence = detect("\n".join(text for _, _, text in cells))
        if encoding and confidence >= 0.5:
            cells = [(row, col, decode(text, encoding)) for row, col, text in cells]
        else:
            encoding = None
        yield name, _grid([(row, col, tidy(text)) for row, col, text in cells], _calamine_merges(sheet)), encoding


def _calamine_cells(
    sheet: CalamineSheet, limits: Limits, name: str, notes: list[str]
) -> Iterator[tuple[int, int, str]]:
    blank = 0
    for index, row in enumerate(sheet.iter_rows()):
        if index >= limits.rows or blank >= BLANK_ROWS:
            if index >= limits.rows:
                notes.append(f"Trang tính “{name}” quá dài: chỉ đọc {limits.rows} dòng đầu.")
            return
        values = [(column, value) for column, value in enumerate(row[: limits.cols]) if value != ""]
        blank = 0 if values else blank + 1
        for column, value in values:
            yield index, column, value if isinstance(value, str) else shown(value, "General")


def _calamine_merges(sheet: CalamineSheet) -> Merges:
    merged = sheet.merged_cell_ranges or []
    return {start: (end[0] - start[0] + 1, end[1] - start[1] + 1) for start, end in merged}


def _grid(cells: list[tuple[int, int, str]], merges: Merges) -> Grid:
    out = []
    last, rows, cols = 0, 0, 0
    for row, col, text in cells:
        if not text:
            continue
        if row - last > BLANK_ROWS:
            break
        last = row
        rowspan, colspan = merges.get((row, col), (1, 1))
        out.append(Cell(row, col, text, rowspan, colspan, ink=True))
        rows, cols = max(rows, row + rowspan), max(cols, col + colspan)
    return Grid(rows, cols, out)
