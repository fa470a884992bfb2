"""Workbooks: .xlsx through openpyxl (fonts, merged and hidden cells), .xls and .ods through calamine (values)."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from extractors.context import Context
from extractors.formulas import ERROR
from extractors.intake.guard import guard_office
from extractors.readers.sheet_values import shown
from extractors.text.decoding import FileFonts, Run
from schemas.errors import ItemCode, SetAside
from schemas.grid import Cell, Grid, Line, Page, Transcript
from schemas.source import Kind, Limits, SourceFile

_BEYOND = 200  # cells outside the limits of which the text is kept beside the table


@dataclass(slots=True)
class _Sheet:
    """A sheet's written cells as (row, column, runs), counted from 0; `merges`: first cell → (rowspan, colspan).

    `around`: the runs of each header, footer and cell's comment.
    """

    name: str
    cells: list[tuple[int, int, list[Run]]] = field(default_factory=list)
    merges: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    unsaved: set[tuple[int, int]] = field(default_factory=set)  # formulas without a result
    hidden: set[int] = field(default_factory=set)  # rows
    unseen: bool = False  # the whole sheet is hidden
    around: list[list[Run]] = field(default_factory=list)
    far: int = 0  # cells outside the limits


def read(file: SourceFile, context: Context) -> Transcript:
    """Each sheet as a page with one grid. Raises SetAside when the file is damaged or too large."""
    notes: list[str] = []
    reader = _xlsx if file.kind is Kind.XLSX else _calamine
    try:
        try:
            sheets = list(reader(file, context.limits, notes))
        except IndexError:  # openpyxl, of a cell or row with a style that the file does not have
            notes.append("Kiểu chữ trong tệp Excel bị hỏng: đọc được chữ, không biết phông và dòng ẩn.")
            sheets = list(_calamine(file, context.limits, notes))
    except SetAside:
        raise
    except Exception as error:  # the libraries raise KeyError, ValueError, zlib's and their own errors
        raise SetAside(ItemCode.UNREADABLE, repr(error)) from error
    texts = [runs for sheet in sheets for runs in (*(cell[2] for cell in sheet.cells), *sheet.around)]
    fonts = FileFonts(run for runs in texts for run in runs)
    pages = []
    for number, sheet in enumerate(sheets, 1):
        grid, around = _grid(sheet, fonts), _around(sheet, fonts)
        if grid.cells or around:
            pages.append(Page(number, [grid] if grid.cells else [], "native", margins=around))
        context.progress(number, len(sheets))
    lost = [_too_large(sheet) for sheet in sheets if sheet.far]
    return Transcript(file.name, file.sha256, pages, fonts.encoding, fonts.confidence, notes, lost)


def _xlsx(file: SourceFile, limits: Limits, notes: list[str]) -> Iterator[_Sheet]:
    guard_office(file.path, limits)
    with file.path.open("rb") as stream:
        book = openpyxl.load_workbook(stream, data_only=True, rich_text=True, keep_links=False)
        formulas = openpyxl.load_workbook(stream, keep_links=False) if _calculates(stream) else None
    for number, sheet in enumerate(book.worksheets):
        if sheet.sheet_state != "visible":
            notes.append(f"Trang tính ẩn “{sheet.title}” cũng được đọc.")
        if any(d.hidden for d in (*sheet.row_dimensions.values(), *sheet.column_dimensions.values())):
            notes.append(f"Trang tính “{sheet.title}” có dòng hoặc cột ẩn; các ô ẩn cũng được đọc.")
        out = _sheet(sheet, limits, notes)
        if formulas is not None:
            _add_unsaved(out, formulas.worksheets[number], sheet, limits)
        yield out


def _calculates(stream: IO[bytes]) -> bool:
    """Whether any sheet has a formula: only then the file is worth opening twice."""
    with zipfile.ZipFile(stream) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        return any(re.search(rb"<f[\s/>]", archive.read(name)) for name in sheets)


def _add_unsaved(out: _Sheet, formulas: Worksheet, values: Worksheet, limits: Limits) -> None:
    """Formulas whose result the file does not hold, because no Excel has calculated it: something stands there."""
    for (row, col), cell in formulas._cells.items():
        known = values._cells.get((row, col))
        saved = known is not None and (known.value is not None or known.data_type != "n")  # `=""` gives an empty text
        if cell.data_type == "f" and not saved and row <= limits.rows and col <= limits.cols:
            out.cells.append((row - 1, col - 1, []))
            out.unsaved.add((row - 1, col - 1))
    out.cells.sort(key=lambda cell: cell[:2])


def _sheet(sheet: Worksheet, limits: Limits, notes: list[str]) -> _Sheet:
    out = _Sheet(sheet.title, unseen=sheet.sheet_state != "visible")
    out.hidden = {number - 1 for number, row in sheet.row_dimensions.items() if row.hidden}
    for area in sheet.merged_cells.ranges:
        out.merges[area.min_row - 1, area.min_col - 1] = (area.size["rows"], area.size["columns"])
    # Only cells that exist: one stray cell in the last corner must not make us walk 17 thousand million blanks.
    beyond = []
    for (row, col), cell in sorted(sheet._cells.items()):
        if cell.comment:
            out.around.append([(cell.comment.text, None)])
        if cell.value is None:
            continue
        if row > limits.rows or col > limits.cols:
            beyond.append(cell)
        else:
            out.cells.append((row - 1, col - 1, _runs(cell)))
    if beyond:
        out.around += [_runs(cell) for cell in beyond[:_BEYOND]]
        out.far = len(beyond)
    out.around += _headers(sheet)
    return out


def _too_large(sheet: _Sheet) -> str:
    return f"Trang tính “{sheet.name}” quá lớn: {sheet.far} ô ở quá xa không được đọc vào bảng; hãy xem tệp gốc."


def _headers(sheet: Worksheet) -> Iterator[list[Run]]:
    """The headers and footers, without the codes of page numbers and dates."""
    for kind in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"):
        for part in (getattr(sheet, kind).left, getattr(sheet, kind).center, getattr(sheet, kind).right):
            if text := re.sub(r"&(\[\w+\]|[A-Z])", "", part.text or "").strip():
                yield [(text, part.font)]


def _runs(cell: Any) -> list[Run]:
    """A cell's text as Excel shows it, in pieces of one font."""
    value, font = cell.value, cell.font.name if cell.font else None
    if isinstance(value, CellRichText):
        return [(b.text, b.font.rFont or font) if isinstance(b, TextBlock) else (str(b), font) for b in value]
    return [(value if isinstance(value, str) else shown(value, cell.number_format), font)]


def _calamine(file: SourceFile, limits: Limits, notes: list[str]) -> Iterator[_Sheet]:
    book = CalamineWorkbook.from_path(str(file.path))
    shown_sheets = {sheet.name for sheet in book.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible}
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        out = _Sheet(name, unseen=name not in shown_sheets)
        if out.unseen:
            notes.append(f"Trang tính ẩn “{name}” cũng được đọc.")
        # The library tells no fonts: the words of all cells decide.
        out.cells = [(row, col, [(text, None)]) for row, col, text in _calamine_cells(sheet, limits, out)]
        for start, end in sheet.merged_cell_ranges or []:
            out.merges[start] = (end[0] - start[0] + 1, end[1] - start[1] + 1)
        yield out


def _calamine_cells(sheet: CalamineSheet, limits: Limits, out: _Sheet) -> Iterator[tuple[int, int, str]]:
    cells = list(_values(sheet, limits, out))
    days: dict[int, list[int]] = {}
    for _, column, value in cells:
        if isinstance(value, dt.date):
            days.setdefault(column, []).append(value.day)
    # The library tells no formats. Months are stored as their first days.
    months = {column for column, found in days.items() if len(found) > 1 and set(found) == {1}}
    for row, column, value in cells:
        yield row, column, value if isinstance(value, str) else shown(value, "mm/yyyy" if column in months else "")


def _values(sheet: CalamineSheet, limits: Limits, out: _Sheet) -> Iterator[tuple[int, int, object]]:
    for index, row in enumerate(sheet.iter_rows()):
        for column, value in enumerate(row):
            if value != "" and index < limits.rows and column < limits.cols:
                yield index, column, value
            elif value != "":
                out.far += 1


def _around(sheet: _Sheet, fonts: FileFonts) -> list[Line]:
    """Each text once."""
    texts = {read.text: read for runs in sheet.around if (read := fonts.text(runs)).text}
    return [Line(read.text, confidence=read.confidence, decoding=read.decoding) for read in texts.values()]


def _grid(sheet: _Sheet, fonts: FileFonts) -> Grid:
    out = []
    rows, cols = 0, 0
    last = max((row for row, _, _ in sheet.cells), default=0)
    for row, col, runs in sheet.cells:
        read = fonts.text(runs)
        if not read.text and (row, col) not in sheet.unsaved:
            continue
        rowspan, colspan = sheet.merges.get((row, col), (1, 1))
        rowspan = min(rowspan, last - row + 1)  # who merges a whole column means those that are written
        cell = Cell(row, col, read.text, rowspan, colspan, confidence=read.confidence, ink=True)
        cell.decoding = read.decoding
        if not read.text or ERROR.fullmatch(read.text):
            cell.confidence = 0.0
        out.append(cell)
        rows, cols = max(rows, row + rowspan), max(cols, col + colspan)
    hidden = range(rows) if sheet.unseen else sorted(sheet.hidden & set(range(rows)))
    return Grid(rows, cols, out, name=sheet.name, hidden=list(hidden))
