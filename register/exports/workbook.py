"""Excel workbooks that open ready to read, filter and print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from math import ceil
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from register.exports.atomic import replacing
from register.exports.charts import drawn
from register.exports.safe import clean, is_risky
from register.exports.sheet import DATE, HIDDEN, MOMENT, Sheet, Value

_A3, _A4 = 8, 9  # paper codes
_FACE = "Times New Roman"  # the typeface of official papers
_LINE = Side(style="thin", color="FFBFBFBF")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_MARGIN = 0.4  # inches
_LINE_HEIGHT, _HIGHEST = 15.0, 409.0  # points: of a line at size 11, and of the highest row that Excel has
_UNSEEN = 12.0  # width of a hidden column, for whoever shows it
_PER_WIDTH = 1.2  # letters of the face in a unit of column width, words not broken


def export_xlsx(sheets: Sequence[Sheet], path: Path) -> int:
    """One worksheet each; texts are never formulas. Returns the rows of the first."""
    with replacing(path) as coming:
        book = Workbook(write_only=True)
        pages = [book.create_sheet(sheet.title) for sheet in sheets]
        counts = [_fill(page, sheet) for page, sheet in zip(pages, sheets, strict=True)]
        if any(chart.rows for sheet in sheets for chart in sheet.charts):
            _draw(book.create_sheet("Biểu đồ"), list(zip(pages, sheets, strict=True)))
        book.save(coming)
    return counts[0]


def _fill(page: Any, sheet: Sheet) -> int:
    """Row after row: none stays in memory."""
    _set_up(page, sheet)
    styles = _Styles(page, sheet.size)
    for line in sheet.lead:
        page.append([styles.lead(line)])
    top = last = len(sheet.lead) + 1
    page.row_dimensions[top].height = _height([h for h, _, _ in sheet.columns], sheet)
    page.append([styles.heading(heading) for heading, _, _ in sheet.columns])
    for last, row in enumerate(sheet.rows, start=top + 1):
        page.row_dimensions[last].height = _height(row, sheet)
        page.append([styles.cell(v, form) for v, (_, _, form) in zip(row, sheet.columns, strict=True)])
        del page.row_dimensions[last]
    page.auto_filter.ref = f"A{top}:{get_column_letter(len(sheet.columns))}{last}"
    page.print_area = f"A1:{get_column_letter(sheet.printed)}{last}"
    return last - top


def _draw(board: Any, drawable: Sequence[tuple[Any, Sheet]]) -> None:
    """All charts, one below the other, on a page of their own."""
    charts = [(page, sheet, chart) for page, sheet in drawable for chart in sheet.charts if chart.rows]
    for number, (page, sheet, chart) in enumerate(charts):
        board.add_chart(drawn(page, chart, len(sheet.lead) + 1), f"A{1 + 22 * number}")
    board.page_setup.orientation, board.page_setup.paperSize = "portrait", _A4
    board.page_setup.fitToWidth, board.page_setup.fitToHeight = 1, 0
    board.sheet_properties.pageSetUpPr.fitToPage = True


def _height(row: Sequence[Value], sheet: Sheet) -> float:
    """Points that the wrapped texts of a row need. Not every program works that out when it opens a file."""
    lines = 1
    for value, (_, width, _) in zip(row, sheet.columns, strict=True):
        if isinstance(value, str) and width:
            lines = max(
                lines,
                sum(max(1, ceil(len(part) * sheet.size / 11 / (_PER_WIDTH * width))) for part in value.split("\n")),
            )
    return min(_HIGHEST, _LINE_HEIGHT * sheet.size / 11 * lines + 2)


def _set_up(page: Any, sheet: Sheet) -> None:
    """All that must be said before the first row is written."""
    page.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}{len(sheet.lead) + 2}"
    for number, (_, width, _) in enumerate(sheet.columns, start=1):
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = width or _UNSEEN
        page.column_dimensions[letter].hidden = width == HIDDEN
    page.print_title_rows = f"{len(sheet.lead) + 1}:{len(sheet.lead) + 1}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4 if sheet.a4 else _A3
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins.left = page.page_margins.right = _MARGIN
    page.oddFooter.left.text, page.oddFooter.right.text = clean(sheet.title), "Trang &P/&N"


class _Styles:
    """A worksheet's cells. Each style is set once and shared: setting it on every cell takes most of the time."""

    def __init__(self, page: Any, size: float) -> None:
        self._page, self._size = page, size
        self._kept: dict[tuple[str, bool, bool], Any] = {}

    def lead(self, text: str) -> Any:
        cell = self._text(clean(text))
        cell.font = Font(name=_FACE, size=self._size + 2, bold=True)
        cell.quotePrefix = is_risky(text)
        return cell

    def heading(self, text: str) -> Any:
        cell = self._text(text)
        cell.font = Font(name=_FACE, size=self._size, bold=True)
        cell.fill = PatternFill("solid", fgColor="FFFFE699")
        cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
        cell.border = _BORDER
        return cell

    def cell(self, value: Value, form: str) -> Any:
        if isinstance(value, str):
            text = clean(value)
            cell = self._text(text)
            risky = is_risky(text)
            cell._style = self._style("@" if risky else "General", risky)
            return cell
        if isinstance(value, dt.date):
            form = MOMENT if isinstance(value, dt.datetime) else DATE
        cell = WriteOnlyCell(self._page, value)
        cell._style = self._style(form, False, centred=form == "General")  # TT, a year, a page: never beside a text
        return cell

    def _text(self, text: str) -> Any:
        cell = WriteOnlyCell(self._page, text)
        cell.data_type = "s"  # openpyxl takes `=…` for a formula and `#N/A` for an error
        return cell

    def _style(self, form: str, quoted: bool, *, centred: bool = False) -> Any:
        if (form, quoted, centred) not in self._kept:
            model = WriteOnlyCell(self._page)
            model.font = Font(name=_FACE, size=self._size)
            model.alignment = Alignment(wrap_text=True, vertical="top", horizontal="center" if centred else None)
            model.border = _BORDER
            model.number_format = form
            model.quotePrefix = quoted
            self._kept[form, quoted, centred] = model._style
        return self._kept[form, quoted, centred]
