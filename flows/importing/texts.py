"""A cell of a list as the text that a clerk would have typed."""

from __future__ import annotations

import datetime as dt

from register.exports.safe import unguarded
from register.imports.raw import MAX_LETTERS, Value


def shown(cell: Value) -> str:
    """Days as dd/mm/yyyy, whole numbers without a point; without the `'` that keeps spreadsheets from running it."""
    if cell is None or isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, str):
        return unguarded(cell[:MAX_LETTERS])
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:g}".replace(".", ",")
    if isinstance(cell, dt.date):
        return f"{cell:%d/%m/%Y}"
    return str(cell)


def typed(cell: Value, field: str, unit: str | None) -> str:
    """The same where a number means more than its digits: a share of 1, a phone without its 0, an amount in đồng."""
    text = shown(cell)
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return text
    if field == "share_percent" and 0 < cell <= 1:
        return f"{cell * 100:g}%".replace(".", ",")
    if field == "phone" and len(text) == 9:
        return f"0{text}"
    if field == "benefit" and unit is None and cell >= 1000:
        return f"{round(cell)} đồng"
    return text
