"""The rows of a list that somebody brings in, one after the other: .xlsx, .csv, .jsonl, within limits."""

from __future__ import annotations

import csv
import datetime as dt
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from register.imports.encoding import delimiter_of, encoding_of
from schemas.errors import SetupError, trouble_with

Value = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
Form = Literal["xlsx", "csv", "jsonl"]
FORMS: dict[str, Form] = {".xlsx": "xlsx", ".xlsm": "xlsx", ".csv": "csv", ".txt": "csv", ".jsonl": "jsonl"}
MAX_BYTES = 400 * 2**20
MAX_UNPACKED = 2 * 2**30
MAX_ROWS = 1_048_576  # of a sheet; Excel has no more
MAX_COLUMNS = 120
MAX_LETTERS = 100_000  # of a cell or a line of JSON's fields
_LINE = 2**22
# A formula that was saved without its result: the value is lost, and must not look like a blank.
_LOST = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"[^>]*>\s*(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>')


@dataclass(frozen=True, slots=True)
class Raw:
    """A row as it stands in the file: `number` from 1, of JSON lines the line; `lost`: formulas without a result."""

    number: int
    cells: Sequence[Value]
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """`number` from 1. `rows` can be gone through once."""

    number: int
    title: str
    rows: Iterator[Raw]


def form_of(path: Path) -> Form:
    """Raises SetupError for what cannot be brought in."""
    if path.is_dir():
        raise SetupError(f"{path} là thư mục: nêu từng tệp danh sách (.xlsx, .csv, .jsonl).")
    found = FORMS.get(path.suffix.lower())
    if found is None:
        raise SetupError(f"{path.name}: chỉ nhập được .xlsx, .csv hoặc .jsonl. Mở bằng Excel rồi lưu thành .xlsx.")
    return found


def check(path: Path, form: Form) -> None:
    """Raises SetupError for a file that is missing, too large or not what its name says."""
    try:
        size, unpacked = path.stat().st_size, 0
        if form == "xlsx":
            with zipfile.ZipFile(path) as packed:
                unpacked = sum(item.file_size for item in packed.infolist())
    except FileNotFoundError as error:
        raise SetupError(f"Không có tệp {path}.") from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise SetupError(f"{path.name} không phải tệp Excel .xlsx. Mở bằng Excel rồi lưu thành .xlsx.") from error
    except OSError as error:
        raise SetupError(f"Không đọc được {trouble_with(error, path)}.") from error
    if size > MAX_BYTES or unpacked > MAX_UNPACKED:
        raise SetupError(f"{path.name} quá lớn để nhập một lần. Chia thành nhiều tệp.")


def sheets_of(path: Path, form: Form) -> Iterator[Sheet]:
    """Its sheets in order; a csv or jsonl is one. Raises SetupError for what cannot be read."""
    try:
        if form == "xlsx":
            yield from _workbook(path)
        elif form == "csv":
            yield Sheet(1, path.name, _delimited(path))
        else:
            yield Sheet(1, path.name, _lines(path))
    except (CalamineError, csv.Error, UnicodeError, zipfile.BadZipFile) as error:
        raise SetupError(f"Không đọc được {path.name}: tệp hỏng. Mở bằng Excel, lưu lại rồi thử lại.") from error


def _workbook(path: Path) -> Iterator[Sheet]:
    lost = _lost_in(path)
    with path.open("rb") as stream:
        book = CalamineWorkbook.from_filelike(stream)
        for number, name in enumerate(book.sheet_names, start=1):
            sheet = book.get_sheet_by_name(name)
            yield Sheet(number, name, _rows(sheet, lost.get(number, frozenset())))


def _rows(sheet: CalamineSheet, lost: frozenset[int]) -> Iterator[Raw]:
    if sheet.total_width > 16_384:
        return
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number > MAX_ROWS:
            raise SetupError(f"Trang “{sheet.name}” có quá nhiều dòng. Chia thành nhiều tệp.")
        yield Raw(number, cells[:MAX_COLUMNS], number in lost)


def _lost_in(path: Path) -> dict[int, frozenset[int]]:
    """Sheet → its rows with a formula that has no result; sheets as the file numbers its parts."""
    found: dict[int, frozenset[int]] = {}
    with zipfile.ZipFile(path) as packed:
        names = [name for name in packed.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]
        for name in names:
            number = int(re.sub(r"\D", "", name.rpartition("/")[2]))
            with packed.open(name) as stream:
                rows: set[int] = set()
                tail = b""
                while piece := stream.read(2**20):
                    seen = tail + piece
                    rows.update(int(cell[2]) for cell in _LOST.finditer(seen)) if b"<f" in seen else None
                    tail = seen[-4096:]
            found[number] = frozenset(rows)
    return found


def _delimited(path: Path) -> Iterator[Raw]:
    encoding = encoding_of(path)
    csv.field_size_limit(_LINE)
    with path.open("r", encoding=encoding, errors="replace", newline="") as stream:
        delimiter = delimiter_of(stream.read(2**16))
        stream.seek(0)
        for number, cells in enumerate(csv.reader(stream, delimiter=delimiter), start=1):
            if number > MAX_ROWS:
                raise SetupError(f"{path.name} có quá nhiều dòng. Chia thành nhiều tệp.")
            yield Raw(number, cells[:MAX_COLUMNS])


def _lines(path: Path) -> Iterator[Raw]:
    with path.open("rb") as stream:
        number = 0
        while line := stream.readline(_LINE + 1):
            number += 1
            if len(line) > _LINE:
                raise SetupError(f"{path.name}, dòng {number}: dòng quá dài, tệp không phải JSONL.")
            if line.strip():
                yield Raw(number, [line.decode("utf-8-sig" if number == 1 else "utf-8", "replace")])
