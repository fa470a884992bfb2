"""Excel files: a guide sheet, titles above, a heading of two merged rows, the authors in columns of their own."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from . import forms
from .archive import undated
from .model import Dossier, Row

GUIDE = [
    "HƯỚNG DẪN NHẬP BẢNG TỔNG HỢP",
    "1. Mỗi sáng kiến ghi một dòng; nhiều tác giả thì xuống dòng trong cùng ô (Alt+Enter).",
    "2. Số điện thoại ghi liền, không để dấu chấm.",
    "3. Giá trị làm lợi tính cho một năm, đơn vị tính: triệu đồng. Không tính được bằng tiền thì để trống.",
    "4. Không đổi tên và thứ tự các cột.",
]
_PEOPLE = ["Họ và tên", "Năm sinh", "Chức vụ", "Đơn vị công tác", "Số điện thoại"]
_WORK = ["Tên sáng kiến", "Thời gian áp dụng", "Tóm tắt nội dung sáng kiến", "Hiệu quả, phạm vi áp dụng"]
_WIDTHS = [5, 20, 9, 18, 26, 14, 30, 16, 48, 40, 14, 30]
_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def save(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return undated(out.getvalue())


def _put(sheet: Any, where: tuple[int, int], value: object, bold: bool = False, boxed: bool = False) -> None:
    cell = sheet.cell(*where, value)
    cell.font = Font(name="Times New Roman", size=12, bold=bold)
    cell.alignment = Alignment(wrap_text=boxed, vertical="top", horizontal="center" if bold else None)
    if boxed:
        cell.border = _BOX


def _merge(sheet: Any, rows: tuple[int, int], cols: tuple[int, int]) -> None:
    sheet.merge_cells(start_row=rows[0], end_row=rows[1], start_column=cols[0], end_column=cols[1])


def _number(text: str) -> int | str:
    """One bare number becomes a number, as Excel makes it: a phone loses its first 0."""
    return int(text) if text.isdigit() else text


def _values(index: int, row: Row) -> list[object]:
    people = [forms.names(row), forms.births(row), forms.posts(row), forms.places(row), forms.phones(row)]
    work = [row.title, row.period, row.summary, row.effect]
    return [index, *(_number(p) for p in people), *work, row.benefit_millions, "\n".join(row.awards)]


def _titles(sheet: Any, dossier: Dossier) -> None:
    _put(sheet, (1, 1), " ".join(dossier.letter.parent))
    _put(sheet, (2, 1), " ".join(dossier.letter.issuer), bold=True)
    sheet.cell(2, 1).alignment = Alignment(horizontal="left")
    for at, text in ((4, dossier.table_title), (5, dossier.annex)):
        _put(sheet, (at, 1), text, bold=True)
        _merge(sheet, (at, at), (1, 12))


def _heading(sheet: Any, top: int) -> None:
    for col in range(1, 13):
        for row in (top, top + 1):
            _put(sheet, (row, col), None, bold=True, boxed=True)
    _put(sheet, (top, 1), "TT", True, True)
    _put(sheet, (top, 2), "Tác giả sáng kiến", True, True)
    for col, text in enumerate(_PEOPLE, start=2):
        _put(sheet, (top + 1, col), text, True, True)
    _merge(sheet, (top, top), (2, 6))
    tail = [*_WORK, "Giá trị làm lợi (triệu đồng/năm)", "Danh hiệu thi đua, khen thưởng"]
    for col, text in enumerate(tail, start=7):
        _put(sheet, (top, col), text, True, True)
    for col in (1, *range(7, 13)):
        _merge(sheet, (top, top + 1), (col, col))


def guided(dossier: Dossier) -> bytes:
    """A workbook of two sheets; money stands in its own column, in millions a year."""
    book = Workbook()
    guide = book.active
    guide.title = "Huong dan"
    for at, text in enumerate(GUIDE, start=2):
        _put(guide, (at, 2), text, bold=at == 2)
        guide.cell(at, 2).alignment = Alignment(horizontal="left")
    sheet = book.create_sheet("Tong hop")
    _titles(sheet, dossier)
    _heading(sheet, 7)
    for index, row in enumerate(dossier.rows, start=1):
        for col, value in enumerate(_values(index, row), start=1):
            _put(sheet, (8 + index, col), value, boxed=True)
    _widths(sheet, _WIDTHS)
    last = 10 + len(dossier.rows)
    _put(sheet, (last, 2), f"Tổng cộng: {len(dossier.rows):02d} sáng kiến", bold=True)
    _put(sheet, (last + 1, 9), dossier.letter.signs_for, bold=True)
    _put(sheet, (last + 2, 9), dossier.letter.title.upper(), bold=True)
    _put(sheet, (last + 6, 9), dossier.letter.name, bold=True)
    return save(book)


def _widths(sheet: Any, widths: list[int]) -> None:
    for col, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(col)].width = width


def plain(dossier: Dossier) -> bytes:
    """A workbook of one sheet with the seven columns of the paper form."""
    columns = forms.seven(dossier.letter.date.year)
    book = Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    _put(sheet, (1, 1), dossier.table_title, bold=True)
    _merge(sheet, (1, 1), (1, 7))
    for col, text in enumerate(["TT", *(c.heading for c in columns)], start=1):
        _put(sheet, (3, col), text, True, True)
    for index, row in enumerate(dossier.rows, start=1):
        _put(sheet, (3 + index, 1), index, boxed=True)
        for col, column in enumerate(columns, start=2):
            _put(sheet, (3 + index, col), column.cell(row), boxed=True)
    _widths(sheet, [5, 34, 30, 16, 50, 46, 30])
    return save(book)
