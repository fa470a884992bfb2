"""Parts of dates and what they span: a day, a month, a quarter, a half, a school year, a year."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Grain = Literal["day", "month", "quarter", "half", "term", "school", "year", "years"]

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "mot": 1, "hai": 2}


def safe_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Point:
    """A written time. `year` None: not written here. `number`: month, quarter or half, by grain; `until`: its last."""

    grain: Grain
    year: int | None
    number: int = 1
    day: int = 1
    until: int | None = None  # last month or quarter of a list, last year of `years`
    clear: bool = True

    def with_year(self, year: int) -> Point:
        return replace(self, year=year)

    @property
    def order(self) -> tuple[int, int]:
        """Place within a year."""
        return (self.number, self.day)

    def first(self) -> date | None:
        year = self.year or 1
        month = {"quarter": 3 * self.number - 2, "half": 6 * self.number - 5, "school": 9, "year": 1, "years": 1}
        if self.grain == "day":
            return safe_date(year, self.number, self.day)
        if self.grain == "term":
            return date(year, 9, 1) if self.number == 1 else date(year + 1, 1, 1)
        return safe_date(year, month.get(self.grain, self.number), 1)

    def last(self) -> date | None:
        year = self.year or 1
        if self.grain == "day":
            return safe_date(year, self.number, self.day)
        if self.grain in ("school", "term"):
            return date(year + 1, 1, 31) if self.grain == "term" and self.number == 1 else date(year + 1, 5, 31)
        if self.grain == "years":
            return date(self.until or year, 12, 31)
        number = self.until or self.number
        month = {"quarter": 3 * number, "half": 6 * number, "year": 12}.get(self.grain, number)
        return safe_date(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else None
