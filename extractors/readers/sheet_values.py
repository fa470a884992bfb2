"""A stored number or date as the sheet shows it: the text is what the unit's clerk saw and meant."""

from __future__ import annotations

import datetime as dt
import re


def shown(value: object, number_format: str) -> str:
    """Dates as dd/mm/yyyy (mm/yyyy when the format shows no day), whole floats without `.0`, shares with %."""
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, dt.datetime | dt.date):
        return _date(value, number_format)
    if isinstance(value, int | float):
        return _number(value, number_format)
    return "" if value is None else str(value)


def _date(value: dt.datetime | dt.date, number_format: str) -> str:
    letters = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", number_format).lower()
    if "d" not in letters and "m" in letters and "y" in letters:
        return f"{value:%m/%Y}"
    return f"{value:%d/%m/%Y}"


def _number(value: float, number_format: str) -> str:
    if number_format.rstrip().endswith("%"):
        return f"{round(value * 100, 6):g}%".replace(".", ",")
    if float(value).is_integer() and abs(value) < 1e15:
        digits = str(int(value))
        wanted = re.fullmatch(r"0+", number_format)  # a phone kept as a number with the format 0000000000
        return digits.zfill(len(number_format)) if wanted else digits
    return f"{value:.10g}".replace(".", ",")
