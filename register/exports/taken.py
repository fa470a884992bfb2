"""Cells of an exported table as values again: each function undoes what a column wrote, for Excel's cells and CSV's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from schemas.written import OFFICE

Cell = str | int | float | bool | dt.date | dt.datetime | None
SOFT = "\u2028"  # a line break within one line of a cell


def text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def optional(cell: Cell) -> str | None:
    return text(cell) or None


def number(cell: Cell) -> int | None:
    said = text(cell).replace(".", "").replace(" ", "")
    return int(said) if said.lstrip("-").isdigit() else None


def decimal(cell: Cell) -> float | None:
    said = text(cell).replace(",", ".")
    try:
        return float(said) if said else None
    except ValueError:
        return None


def date(cell: Cell) -> dt.date | None:
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    found = _parsed(text(cell), "%d/%m/%Y")
    return found.date() if found else None


def moment(cell: Cell) -> dt.datetime | None:
    """The office's clock."""
    found = cell if isinstance(cell, dt.datetime) else _parsed(text(cell), "%d/%m/%Y %H:%M")
    return found.replace(tzinfo=OFFICE) if found else None


def lines(cell: Cell) -> list[str]:
    said = text(cell)
    return [whole(line) for line in said.split("\n")] if said else []


def phone(cell: Cell) -> str | None:
    """`0912 345 678` → `+84912345678`; others as they are. A masked one (`0912 *** *78`) is none."""
    said = text(cell)
    if "*" in said:
        return None
    digits = said.replace(" ", "")
    return f"+84{digits[1:]}" if digits.startswith("0") and digits.isdigit() else said or None


def yes(cell: Cell) -> bool:
    return bool(text(cell))


def coded(told: Mapping[str, str]) -> Callable[[Cell], str | None]:
    """The code that a word stands for; a word that is none stays as it is."""
    codes = {word: code for code, word in told.items()}
    return lambda cell: codes.get(text(cell), optional(cell))


def broken(line: str) -> str:
    """A value that shall be one line of a cell."""
    return line.replace("\n", SOFT)


def whole(line: str) -> str:
    return line.replace(SOFT, "\n")


def _parsed(said: str, form: str) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(said, form)
    except ValueError:
        return None
