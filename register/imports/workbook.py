"""An office's workbook as rows under headings, within limits. Values only: formulas give what they last gave."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from schemas.errors import SetupError
from schemas.text import fold

MAX_BYTES = 20 * 2**20
MAX_UNPACKED = 100 * 2**20
MAX_ROWS = 20_000
_MAX_COLUMNS = 60
_HEADINGS_WITHIN = 15  # rows from the top
Value = str | int | float | dt.date | None


@dataclass(frozen=True, slots=True)
class Row:
    """`number` as Excel shows it; `values` by heading, folded."""

    number: int
    values: dict[str, Value]


@dataclass(slots=True)
class Page:
    title: str
    headings: list[str] = field(default_factory=list)  # folded
    rows: list[Row] = field(default_factory=list)


def read_pages(path: Path, known: set[str]) -> list[Page]:
    """Its worksheets. A row with two `known` headings (folded) is that of the headings. Raises SetupError."""
    _check(path)
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        try:
            return [_page(sheet, known) for sheet in book.worksheets]
        finally:
            book.close()
    except SetupError:
        raise
    except Exception as error:  # a broken workbook makes openpyxl raise anything
        raise SetupError(f"Không đọc được {path.name}: tệp Excel hỏng. Mở bằng Excel, lưu lại rồi thử lại.") from error


def _check(path: Path) -> None:
    try:
        size = path.stat().st_size
        with zipfile.ZipFile(path) as packed:
            unpacked = sum(item.file_size for item in packed.infolist())
    except FileNotFoundError as error:
        raise SetupError(f"Không có tệp {path}.") from error
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise SetupError(f"{path.name} không phải tệp Excel .xlsx. Mở bằng Excel rồi lưu thành .xlsx.") from error
    if size > MAX_BYTES or unpacked > MAX_UNPACKED:
        raise SetupError(f"{path.name} quá lớn để là một danh mục. Chia thành nhiều tệp.")


def _page(sheet: Any, known: set[str]) -> Page:
    page = Page(str(sheet.title))
    sheet.reset_dimensions()  # some programs write them wrong, and rows would be lost
    for number, cells in enumerate(sheet.iter_rows(max_col=_MAX_COLUMNS, values_only=True), start=1):
        if number > MAX_ROWS:
            raise SetupError(f"Trang “{page.title}” có quá {MAX_ROWS} dòng. Chia thành nhiều tệp.")
        if page.headings:
            values = dict(_filled(page.headings, cells))
            if values:
                page.rows.append(Row(number, values))
        elif number > _HEADINGS_WITHIN:
            break
        elif len(known & (heads := {_heading(cell) for cell in cells})) >= min(2, len(heads - {""})) > 0:
            page.headings = [_heading(cell) for cell in cells]
    return page


def _heading(cell: object) -> str:
    return fold(cell).strip(" :*.") if isinstance(cell, str) else ""


def _filled(headings: Sequence[str], cells: Sequence[Any]) -> Iterator[tuple[str, Value]]:
    for heading, cell in zip(headings, cells, strict=False):
        if heading and cell is not None and str(cell).strip():
            yield heading, cell
