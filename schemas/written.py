"""Days, moments, counts and money as people here write them."""

from __future__ import annotations

import datetime as dt

OFFICE = dt.timezone(dt.timedelta(hours=7))  # Việt Nam has one time and no summer time


def today() -> dt.date:
    """The day in the office, wherever the machine thinks that it is."""
    return dt.datetime.now(OFFICE).date()


def day(value: dt.date | dt.datetime | None) -> str:
    """31/12/2026; nothing for no day."""
    if value is None:
        return ""
    return f"{value.astimezone(OFFICE) if isinstance(value, dt.datetime) else value:%d/%m/%Y}"


def moment(value: dt.datetime | None) -> str:
    """08:05 31/12/2026, office time."""
    return "" if value is None else f"{value.astimezone(OFFICE):%H:%M %d/%m/%Y}"


def grouped(value: int | None) -> str:
    """1.234.567"""
    return "" if value is None else f"{value:,}".replace(",", ".")


def money(value: int | None) -> str:
    """1.234.567 đồng"""
    return "" if value is None else f"{grouped(value)} đồng"
