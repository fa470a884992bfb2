"""A table on its way out: headings, widths and plain values; CSV and Excel are written from the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Value = str | int | float | dt.date | dt.datetime | None
T = TypeVar("T")

DATE = "dd/mm/yyyy"
MOMENT = "dd/mm/yyyy hh:mm"
MONEY = "#,##0"
OFFICE = dt.timezone(dt.timedelta(hours=7))  # Việt Nam has one time and no summer time


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """`width` in characters; `form` is Excel's number format, for numbers."""

    heading: str
    width: float
    value: Callable[[T], Value]
    form: str = "General"


@dataclass(frozen=True, slots=True)
class Sheet:
    """`printed`: how many columns, from the left, go on paper; `frozen`: how many stay in sight."""

    title: str
    columns: Sequence[tuple[str, float, str]]  # heading, width, form
    rows: Sequence[Sequence[Value]]
    printed: int
    frozen: int = 1


def lay_out(
    title: str, columns: Sequence[Column[T]], items: Iterable[T], printed: int | None = None, frozen: int = 1
) -> Sheet:
    """A sheet with one row an item."""
    rows = [[column.value(item) for column in columns] for item in items]
    return Sheet(title, [(c.heading, c.width, c.form) for c in columns], rows, printed or len(columns), frozen)


def office_time(moment: dt.datetime) -> dt.datetime:
    """As the office's clock showed it; without zone, as spreadsheets know none."""
    return moment.astimezone(OFFICE).replace(tzinfo=None)
