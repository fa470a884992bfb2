"""What somebody looks for, and a page of what was found."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, Field

from register.search import facets
from register.search.expression import Expression, all_of, any_of
from register.search.facets import mark
from register.search.ranges import Ranges
from register.search.words import UNIT, both, split

Order = Literal["best", "newest", "title", "name", "unit"]
MOST_WORDS = 12
CURSOR = r"(?:\d{1,2}|k)\.\d{1,9}"  # a page's `more`
_ID = re.compile(r"\s*([a-z]{1,6}\d{4}-\d{1,9}(?:-\d{1,9})?)\s*", re.IGNORECASE)
_LAST_YEAR, _FIRST_YEAR = 2100, 1900
_MONEY = 10**15


class Query(BaseModel):
    """`unit`: a catalogue's id, or words of the name; days and amounts include both ends; `after`: a page's `more`."""

    words: str = ""
    unit: str | None = None
    programme: str | None = None
    phase: str | None = None
    status: str | None = None
    code: str | None = None  # of a finding
    dossier: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    least: int | None = None  # đồng
    most: int | None = None
    order: Order = "best"
    limit: int = Field(default=20, ge=1, le=200)
    after: str | None = None
    within: tuple[str, ...] = ()  # the only units, by their ids, whose innovations are looked at; none: all

    def tokens(self) -> list[str]:
        """The words that are looked for, the first of them."""
        return list(dict.fromkeys(split(self.words, 200)))[:MOST_WORDS]

    def identity(self) -> Expression | None:
        """The innovation or the dossier, where the words are an id."""
        found = _ID.fullmatch(self.words[:60])
        return any_of(mark(kind, found[1]) for kind in (facets.INNOVATION, facets.DOSSIER)) if found else None

    def filters(self, *, ranges: bool = True) -> Expression | None:
        """Everything but the words; None for no filter. Without `ranges` what these compare is left out."""
        found = [*self._marks(), *(self._tokens_of_ranges() if ranges else ())]
        return all_of(found) if found else None

    def ranges(self) -> Ranges:
        """Days and amounts, as columns are compared."""
        days, amounts = self._days(), self._amounts()
        return Ranges(days, (max(amounts[0], 1), amounts[1]) if amounts else None)

    def _days(self) -> tuple[dt.date, dt.date] | None:
        if not (self.first or self.last):
            return None
        first = max(self.first or dt.date.min, dt.date(_FIRST_YEAR, 1, 1))
        return first, min(self.last or dt.date.max, dt.date(_LAST_YEAR, 12, 31))

    def _amounts(self) -> tuple[int, int] | None:
        if self.least is None and self.most is None:
            return None
        return max(self.least or 0, 0), min(_MONEY if self.most is None else self.most, 10 * _MONEY)

    def _tokens_of_ranges(self) -> Iterator[Expression]:
        if days := self._days():
            yield any_of(facets.days_between(*days) or ["d.none"])
        if amounts := self._amounts():
            yield any_of((facets.amounts_between(*amounts) if amounts[0] <= amounts[1] else []) or ["m.none"])

    def _marks(self) -> Iterator[Expression]:
        named = ((facets.STATUS, self.status), (facets.PROGRAMME, self.programme), (facets.PHASE, self.phase))
        for kind, value in (*named, (facets.CODE, self.code), (facets.DOSSIER, self.dossier)):
            if value:
                yield mark(kind, value)
        if self.unit:
            words = [f"{UNIT}.{both(word)[0]}" for word in split(self.unit, 200)[: 2 * MOST_WORDS]]
            yield any_of([mark(facets.UNIT_ID, self.unit), *([all_of(words)] if words else [])])
        if self.within:
            yield any_of(mark(facets.UNIT_ID, one) for one in self.within)


class Hit(BaseModel):
    """One innovation. `phones` as kept: whoever shows them masks them; `summary` is for finding words in."""

    id: str
    dossier: str
    ordinal: int
    title: str
    authors: list[str]
    phones: list[str]
    unit: str  # who sent it, else where the principal author works
    status: str
    programme: str | None
    phase: str | None
    day: dt.date | None
    benefit_vnd: int | None
    confidential: bool = False
    summary: str = Field(default="", exclude=True)


class Page(BaseModel):
    """`more`: what to give as `after` for the next page, None at the end.

    `cut`: words beyond the first `MOST_WORDS` were left out, or only the newest of very many were put in order.
    """

    hits: list[Hit]
    more: str | None = None
    cut: bool = False
