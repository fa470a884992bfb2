"""Days, moments, counts and money as people here write them."""

from __future__ import annotations

import datetime as dt

OFFICE = dt.timezone(dt.timedelta(hours=7))


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
