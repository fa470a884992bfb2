"""CSV that Excel opens with its letters right: UTF-8 with a mark, Vietnamese headings."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

from register.exports.atomic import replacing
from register.exports.safe import clean, guarded
from register.exports.sheet import Sheet, Value


def export_csv(sheet: Sheet, path: Path) -> int:
    """Dates as dd/mm/yyyy, money as digits; a text that may be a formula starts with `'`. Returns the rows written."""
    with replacing(path) as coming, coming.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([heading for heading, _, _ in sheet.columns])
        count = 0
        for row in sheet.rows:
            writer.writerow([_written(value) for value in row])
            count += 1
    return count


def _written(value: Value) -> str | int | float | None:
    if isinstance(value, dt.datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, str):
        return guarded(clean(value))
    return value
