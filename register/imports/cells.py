"""One cell of an imported row as a value. Each raises ValueError with a Vietnamese reason."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from register.imports.workbook import Row, Value
from schemas.text import fold, one_line

_MAX_TEXT = 2_000
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def cell(row: Row, headings: Sequence[str]) -> Value:
    """The value under the first of these headings that the row has."""
    return next((row.values[heading] for heading in headings if heading in row.values), None)


def text(row: Row, headings: Sequence[str]) -> str:
    value = cell(row, headings)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    found = one_line("" if value is None else str(value))
    if len(found) > _MAX_TEXT:
        raise ValueError(f"chữ ở cột “{headings[0]}” dài quá {_MAX_TEXT} ký tự")
    return found


def lines(row: Row, headings: Sequence[str]) -> list[str]:
    """One entry a line, or between semicolons."""
    value = str(cell(row, headings) or "")[:_MAX_TEXT]
    return list(dict.fromkeys(one for part in re.split(r"[\n;]", value) if (one := one_line(part))))


def day(row: Row, headings: Sequence[str]) -> dt.date | None:
    value = cell(row, headings)
    if value is None:
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    found = _DAY.fullmatch(str(value).strip())
    if not found:
        raise ValueError(f"ngày “{value}” không đọc được; ghi như 30/06/2025")
    try:
        return dt.date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        raise ValueError(f"không có ngày “{value}”") from None


def count(row: Row, headings: Sequence[str]) -> int | None:
    value = cell(row, headings)
    if value is None:
        return None
    if isinstance(value, str):
        plain = value.strip()
        if not re.fullmatch(r"\d{1,3}(\.\d{3})+|\d+", plain):
            raise ValueError(f"“{value}” không phải số")
        return int(plain.replace(".", ""))
    if isinstance(value, int | float) and not isinstance(value, bool) and value == int(value) and value >= 0:
        return int(value)
    raise ValueError(f"“{value}” không phải số nguyên không âm")


def percent(value: str) -> float | None:
    """`10 %`, `12,5%`; None where there is no sign of it."""
    found = re.fullmatch(r"(\d{1,3}(?:[.,]\d+)?)\s*%", value.strip())
    return float(found[1].replace(",", ".")) if found else None


def choice(row: Row, headings: Sequence[str], known: Mapping[str, str], words: Mapping[str, str]) -> str | None:
    """A word that means a code; `known`: folded word → code; `words`: code → what people write."""
    value = text(row, headings)
    if not value:
        return None
    if fold(value) not in known:
        raise ValueError(f"“{value}” không dùng được ở cột này; ghi một trong: {'; '.join(words.values())}")
    return known[fold(value)]
