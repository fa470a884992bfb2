"""How long personal data are kept: years after the last day of the programme that they were given for."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Years = Annotated[int | None, Field(ge=0, le=100)]
FIELDS = {
    "phone": "số điện thoại",
    "birth_year": "năm sinh",
    "position": "chức vụ",
    "workplace": "đơn vị công tác của tác giả",
}


class Retention(BaseModel):
    """None: for good. Names have no term: the golden book exists to honour them."""

    model_config = ConfigDict(extra="forbid")

    phone: Years = None
    birth_year: Years = None
    position: Years = None
    workplace: Years = None

    def due(self, end: dt.date, today: dt.date) -> list[str]:
        """The fields of a programme that ended on `end` whose time is over."""
        years: dict[str, int | None] = {name: getattr(self, name) for name in FIELDS}
        return [name for name, kept in years.items() if kept is not None and _later(end, kept) < today]


def _later(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
