"""What is compared of a record: its fields without wrapping, case, abbreviations and the names of places."""

from __future__ import annotations

import re
from functools import cached_property

from matchers.people import Name, name, phones
from matchers.tokens import find_runs, folded
from matchers.vocabulary import vocabulary
from schemas.match import Record

_YEAR = re.compile(r"(?:19|20)\d\d")
_LABELLED = re.compile(r"(lop|khoi|tuoi|quy|so|giai doan)? ?(\d+[a-z]*)(?: (kv|kw|kva|tuoi|thang|tan|hp|mm|cm|ha))?\b")
_MONTH = re.compile(r"(?<!\d)(0?[1-9]|1[0-2])\s*[/.\-]\s*((?:19|20)\d\d)")
_MOST_DITTO = 9  # words
_MOST_NAMES = 40
_MOST_DIGITS = 18  # of a phone
_MOST_BENEFIT = 10**18  # đồng
_MONEY = re.compile(r"\d[\d. ,]*(?:trieu|ty|ti|nghin|ngan)?\s*(?:dong|vnd|d)\b")


class Prepared:
    """One record ready for comparison, each part made when first asked for; texts are folded words joined by blanks."""

    def __init__(self, record: Record) -> None:
        self.record = record

    @cached_property
    def title(self) -> tuple[str, ...]:
        return tuple(_said(self.record.title))

    @cached_property
    def unit(self) -> frozenset[str]:
        return frozenset(folded(self.record.unit))

    @cached_property
    def place(self) -> frozenset[str]:
        """Words of the title that name a place or a body."""
        return _place(list(self.title), self.unit)

    @cached_property
    def grades(self) -> frozenset[str]:
        """Numbers of the title with what they count: `lop 4`, `35kv`."""
        return _grades(" ".join(self.title))

    @cached_property
    def years(self) -> frozenset[str]:
        """Years in the title."""
        return frozenset(_YEAR.findall(" ".join(self.title)))

    @cached_property
    def subjects(self) -> frozenset[str]:
        return frozenset(" ".join(run) for _, run in find_runs(list(self.title), vocabulary().subjects))

    @cached_property
    def summary(self) -> str:
        return " ".join(_said(self.record.summary))

    @cached_property
    def effect(self) -> str:
        return " ".join(_MONEY.sub(" ", " ".join(_said(self.record.benefit))).split())

    @cached_property
    def names(self) -> tuple[Name, ...]:
        return tuple(filter(None, map(name, self.record.authors[:_MOST_NAMES])))

    @cached_property
    def phones(self) -> tuple[str, ...]:
        found = phones(self.record.phone)
        return tuple(phone for phone in found if len(phone) <= _MOST_DIGITS)[:_MOST_NAMES]

    @property
    def born(self) -> int | None:
        year = self.record.birth_year
        return year if year and 1800 <= year <= 2200 else None

    @cached_property
    def months(self) -> frozenset[str]:
        """`2021-03` and bare years of the period."""
        found = {f"{year}-{int(month):02d}" for month, year in _MONTH.findall(self.record.period)}
        return frozenset(found | set(_YEAR.findall(self.record.period)))

    @cached_property
    def dates(self) -> tuple[str, ...]:
        """All numbers of the period in order, and whether it is open to this day."""
        plain = folded(self.record.period)
        return (*(str(int(word)) for word in plain if word.isdecimal()), *(["nay"] if "nay" in plain else []))

    @property
    def benefit(self) -> int | None:
        told = self.record.benefit_vnd
        return told if told and 0 < told <= _MOST_BENEFIT else None


def prepare(record: Record) -> Prepared:
    return Prepared(record)


def _said(text: str) -> list[str]:
    """A text's words; none when it only points elsewhere (`như trên`, `như hồ sơ đã gửi năm 2021`)."""
    words = folded(text)
    if len(words) <= _MOST_DITTO and all(word in vocabulary().ditto or word.isdecimal() for word in words):
        return []
    return words


def _place(words: list[str], unit: frozenset[str]) -> frozenset[str]:
    """The title's tail after `tại`, `ở`, `của` … when a kind of place follows, and every word of the record's own unit.

    A department (`tại Khoa Nhi`) is no place: it tells two innovations of one hospital apart.
    """
    known = vocabulary()
    own = unit - known.unit_common - known.stock
    found = {word for word in words if word in own}
    for at, run in find_runs(words, known.place_openers):
        tail = words[at + len(run) :]
        if run[-1] == "vuc" or (tail and tail[0] in known.place_kinds):
            found.update(run, tail)
            break
    return frozenset(found)


def _grades(text: str) -> frozenset[str]:
    found = (" ".join(filter(None, match.groups())) for match in _LABELLED.finditer(text))
    return frozenset(re.sub(r"(\d) (k|h|m|c)", r"\1\2", item) for item in found if not _YEAR.fullmatch(item))
