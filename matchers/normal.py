"""What is compared of a record: its fields without wrapping, case, abbreviations and the names of places."""

from __future__ import annotations

import re
from dataclasses import dataclass

from matchers.people import Name, name, phones
from matchers.tokens import find_runs, folded
from matchers.vocabulary import vocabulary
from schemas.match import Record

_YEAR = re.compile(r"(?:19|20)\d\d")
_LABELLED = re.compile(r"(lop|khoi|tuoi|quy|so|giai doan)? ?(\d+[a-z]*)(?: (kv|kw|kva|tuoi|thang|tan|hp|mm|cm|ha))?\b")
_MONTH = re.compile(r"(?<!\d)(0?[1-9]|1[0-2])\s*[/.\-]\s*((?:19|20)\d\d)")
_MONEY = re.compile(r"\d[\d. ,]*(?:trieu|ty|ti|nghin|ngan)?\s*(?:dong|vnd|d)\b")


@dataclass(frozen=True, slots=True)
class Prepared:
    """One record ready for comparison. Texts are folded words joined by blanks; sets are made from them when needed."""

    record: Record
    title: tuple[str, ...]
    place: frozenset[str]  # words of the title that name a place or a body
    grades: frozenset[str]  # numbers of the title with what they count: `lop 4`, `35kv`
    years: frozenset[str]  # years in the title
    subjects: frozenset[str]
    summary: str
    effect: str
    names: tuple[Name, ...]
    phones: tuple[str, ...]
    unit: frozenset[str]
    months: frozenset[str]  # `2021-03` and bare years of the period
    dates: tuple[str, ...]  # all numbers of the period in order, and whether it is open to this day
    benefit: int | None


def prepare(record: Record) -> Prepared:
    words = folded(record.title)
    unit = frozenset(folded(record.unit))
    text = " ".join(words)
    return Prepared(
        record=record,
        title=tuple(words),
        place=_place(words, unit),
        grades=_grades(text),
        years=frozenset(_YEAR.findall(text)),
        subjects=frozenset(" ".join(run) for _, run in find_runs(words, vocabulary().subjects)),
        summary=" ".join(folded(record.summary)),
        effect=" ".join(_MONEY.sub(" ", " ".join(folded(record.benefit))).split()),
        names=tuple(filter(None, map(name, record.authors))),
        phones=phones(record.phone),
        unit=unit,
        months=_months(record.period),
        dates=_dates(record.period),
        benefit=record.benefit_vnd or None,
    )


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


def _months(period: str) -> frozenset[str]:
    found = {f"{year}-{int(month):02d}" for month, year in _MONTH.findall(period)}
    return frozenset(found | set(_YEAR.findall(period)))


def _dates(period: str) -> tuple[str, ...]:
    plain = folded(period)
    return (*(str(int(word)) for word in plain if word.isdecimal()), *(["nay"] if "nay" in plain else []))
