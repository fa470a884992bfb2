"""Which of a dossier's innovations a row is, when the dossier is read again and rows came, went or read differently."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from schemas.innovation import Author, Reading
from schemas.text import fold

_ALIKE = 0.75  # of two folded titles: one row through two OCR engines is above, neighbours on a form are below


@dataclass(frozen=True)
class Row:
    place: tuple[str, int, int]  # sha256, page, row
    title: str  # folded
    principal: str  # folded

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(self.title.split())


def principal(authors: Sequence[Author]) -> Author | None:
    """The one marked, else the one with the largest share, else the first."""
    marked = [a for a in authors if a.is_principal]
    return marked[0] if marked else max(authors, key=lambda a: a.share_percent or 0.0, default=None)


def row_of(reading: Reading) -> Row:
    author, source = principal(reading.accepted.authors), reading.source
    place = (source.sha256, source.page, source.row)
    return Row(place, fold(reading.accepted.title), fold(author.full_name) if author else "")


def assign(old: dict[int, Row], new: Sequence[Row]) -> list[int]:
    """A slot for each new row, in order: that of the old row it is, else the next free one.

    Content is believed before place: a row found late in the middle of a page must not push the others' ids down.
    """
    given: dict[int, int] = {}
    free = dict(sorted(old.items()))
    for is_same in _TESTS:
        for index, row in enumerate(new):
            if index not in given:
                slot = next((slot for slot, before in free.items() if is_same(before, row)), None)
                if slot is not None:
                    given[index] = slot
                    del free[slot]
    following = max(old, default=0)
    for index in range(len(new)):
        if index not in given:
            following += 1
            given[index] = following
    return [given[index] for index in range(len(new))]


def _unchanged(a: Row, b: Row) -> bool:
    return a == b


def _same_content(a: Row, b: Row) -> bool:
    return bool(a.title) and (a.title, a.principal) == (b.title, b.principal)


def _alike(a: Row, b: Row) -> bool:
    if 2 * len(a.words & b.words) < max(len(a.words), len(b.words), 1):
        return False  # spares the slow look: thousands of rows meet thousands here
    return SequenceMatcher(None, a.title, b.title, autojunk=False).ratio() >= _ALIKE


def _alike_by_same(a: Row, b: Row) -> bool:
    return a.principal == b.principal and _alike(a, b)


def _same_place(a: Row, b: Row) -> bool:
    return a.place == b.place


_TESTS: tuple[Callable[[Row, Row], bool], ...] = (
    _unchanged,
    _same_content,
    _alike_by_same,
    _alike,
    _same_place,
)
