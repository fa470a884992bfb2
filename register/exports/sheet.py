"""A table on its way out: headings, widths and plain values; CSV and Excel are written from the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from register.exports import taken
from schemas.written import OFFICE

Value = str | int | float | dt.date | dt.datetime | None
T = TypeVar("T")

DATE = "dd/mm/yyyy"
MOMENT = "dd/mm/yyyy hh:mm"
MONEY = "#,##0"
HIDDEN = 0.0  # a width: the column is there for programs


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """`width` in characters; `form` is Excel's number format, for numbers.

    `path`: which value of the exported model the cells hold (`dossier.number`, `authors[].phone` with one line an
    author), none where people are only told; `back` makes the value of a cell again. `rough`: the machine's own column
    has it more exactly.
    """

    heading: str
    width: float
    value: Callable[[T], Value]
    form: str = "General"
    path: str = ""
    back: Callable[[taken.Cell], object] = field(default=taken.text)
    rough: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of some columns, a group for each row; `names` is the column that says what a row is. Columns from 1.

    `rows`: how many, from the first. `stacked`: parts of one bar. `series`: the rows' names, where each row is a colour
    and each column a group.
    """

    title: str
    names: int
    values: tuple[int, ...]
    rows: int
    stacked: bool = False
    series: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` may be gone through once. `printed`: how many columns, from the left, go on paper; `frozen`: how many
    stay in sight."""

    title: str
    columns: Sequence[tuple[str, float, str]]  # heading, width, form
    rows: Iterable[Sequence[Value]]
    printed: int
    frozen: int = 1
    lead: Sequence[str] = ()  # lines above the headings: a title, what the table is of
    size: float = 11  # of the letters, in points
    a4: bool = False  # printed on A4; else on A3
    charts: Sequence[Chart] = ()


def lay_out(
    title: str, columns: Sequence[Column[T]], items: Iterable[T], printed: int | None = None, frozen: int = 1
) -> Sheet:
    """A sheet with one row an item; rows are made as they are written."""
    heads = [(c.heading, c.width, c.form) for c in columns]
    return Sheet(title, heads, _rows(columns, items), printed or len(columns), frozen)


def _rows(columns: Sequence[Column[T]], items: Iterable[T]) -> Iterator[list[Value]]:
    for item in items:
        yield [column.value(item) for column in columns]


def office_time(moment: dt.datetime) -> dt.datetime:
    """As the office's clock showed it; without zone, as spreadsheets know none."""
    return moment.astimezone(OFFICE).replace(tzinfo=None)
