"""Which dossiers are versions of one another: the same unit and programme, and most rows the same."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from matchers.tokens import folded
from schemas.dossier import Letter
from schemas.text import fold
from schemas.version import RowKey, Sent, SentBy
from schemas.written import OFFICE

_ALIKE = 0.9  # of two titles: a word mended, not another idea
_MOST = 0.5  # of the shorter table: fewer are duplicates to be judged one by one
_MISREAD = 0.9  # of two names of a unit, one of them doubtful
_UNIONS = ("lien doan lao dong", "cong doan nganh", "cong doan cac khu", "cong doan tong cong ty")
_Row = set[tuple[str, str]]  # (principal author, folded; title): as read, and as a person has it


def families(sent: Sequence[Sent], rows: Sequence[RowKey]) -> list[list[str]]:
    """The dossiers that are versions of one another, each family in its order; the same for any order of `sent`."""
    tables = tables_of(rows)
    by_author: dict[str, set[str]] = defaultdict(set)
    family: dict[str, list[str]] = {}
    letters: dict[str, Letter] = {}
    place: dict[str, int] = {}
    for one in sorted(sent, key=_order):
        table = tables.get(one.id, [])
        near = Counter(o for row in table for o in {o for author, _ in row if author for o in by_author[author]})
        many = [o for o, count in near.items() if count > _MOST * min(len(tables[o]), len(table))]
        latest = sorted(many, key=place.__getitem__, reverse=True)
        same = (o for o in latest if same_sender(letters[o], one.letter) and _most_same(tables[o], table))
        earlier = next(same, None)
        family[one.id] = family[earlier] if earlier else []
        family[one.id].append(one.id)
        letters[one.id], place[one.id] = one.letter, len(place)
        for author in {author for row in table for author, _ in row}:
            by_author[author].add(one.id)
    return [members for first, members in family.items() if members[0] == first and len(members) > 1]


def _order(one: Sent) -> tuple[dt.date, dt.date, int, dt.datetime, str]:
    """By the day of receipt; within a day by the letters, as files dropped together come in the order of their names.

    A letter without date or number is a draft of one that has them.
    """
    number = re.match(r"\s*(\d+)", one.letter.number or "")
    day = one.received_at.astimezone(OFFICE).date()
    return day, one.letter.date or dt.date.min, int(number[1]) if number else 0, one.received_at, one.id


def may_be_same(one: SentBy, other: SentBy) -> bool:
    """False only where `same_sender` would be for all that the letters may say besides."""
    short, long = sorted((_words(one.name), _words(other.name)), key=len)
    return one.programme == other.programme and (
        long.startswith(short) or ((one.doubtful or other.doubtful) and _misread(short, long))
    )


def may_be_versions(one: list[_Row], other: list[_Row]) -> bool:
    """False only where too few rows share an author, whichever of the two tables came first."""
    authors = [{author for row in table for author, _ in row if author} for table in (one, other)]
    shared = max(
        sum(any(author in theirs for author, _ in row) for row in table)
        for table, theirs in ((one, authors[1]), (other, authors[0]))
    )
    return shared > _MOST * min(len(one), len(other))


def tables_of(rows: Sequence[RowKey]) -> dict[str, list[_Row]]:
    found: dict[str, dict[str, _Row]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        found[row.dossier][row.innovation].add((fold(row.principal), row.title))
    return {dossier: list(table.values()) for dossier, table in found.items()}


def _most_same(old: list[_Row], new: list[_Row]) -> bool:
    titles: dict[str, set[str]] = defaultdict(set)
    for author, title in (key for row in old for key in row):
        titles[author].add(_folded(title))
    again = sum(
        any(author and _alike(_folded(title), before) for author, title in row for before in titles.get(author, ()))
        for row in new
    )
    return again > _MOST * min(len(old), len(new))


def _alike(one: str, other: str) -> bool:
    if one == other:
        return bool(one)
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False  # the same lesson for class 4 and for class 5, or a series: ideas of their own
    return _ratio_from(_ALIKE, one, other)


def same_sender(one: Letter, other: Letter) -> bool:
    """Whether one unit sent both for one programme; never where either letter does not say."""
    if not (one.issuing_unit and other.issuing_unit and one.programme and one.programme == other.programme):
        return False
    parents = {p for p in (_words(one.parent_unit), _words(other.parent_unit)) if p}
    if len(parents) > 1 and not _one_name(*parents):
        return False
    short, long = sorted((_words(one.issuing_unit), _words(other.issuing_unit)), key=len)
    if long.startswith(short):
        rest = re.sub(r"^ (?:truc )?(?:thuoc )?", " ", long[len(short) :]).strip()
        return not rest or any(_one_name(rest, parent) for parent in parents) or rest.startswith(_UNIONS)
    doubtful = "issuing_unit" in (*one.review_fields, *other.review_fields)
    return doubtful and _misread(short, long)


def _one_name(one: str, other: str) -> bool:
    """Whether one is the other, or the beginning of it: places are often left out."""
    return f"{one} ".startswith(f"{other} ") or f"{other} ".startswith(f"{one} ")


def _misread(one: str, other: str) -> bool:
    numbers = [re.findall(r"\d+", name) for name in (one, other)]
    return numbers[0] == numbers[1] and _ratio_from(_MISREAD, one, other)


def _ratio_from(least: float, one: str, other: str) -> bool:
    """Whether two texts are that much the same; what is cheap to know is looked at first."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least and matcher.ratio() >= least


@lru_cache(16384)
def _folded(title: str) -> str:
    return fold(title)


@lru_cache(16384)
def _words(name: str | None) -> str:
    return " ".join(folded(name or ""))
