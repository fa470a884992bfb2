"""What is kept of every record to find and compare it by: one line a column, a row of unsigned whole numbers each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from matchers.keys import person_keys
from matchers.normal import Prepared
from matchers.runs import stable_hash, word_key
from matchers.tokens import tones


@dataclass(frozen=True, slots=True)
class Column:
    """`of`: a record's entries, in order; `kept`: the numbers they are kept as."""

    of: Callable[[Prepared], Sequence[int]]
    kept: type[np.unsignedinteger[Any]]


def _keys(words: Iterable[str]) -> list[int]:
    return [*map(word_key, words)]


def _set(words: Iterable[str]) -> list[int]:
    return sorted(map(word_key, words))


def _about(side: Prepared) -> list[int]:
    """The title's words without places; all its words when nothing else is left."""
    words = {*side.title}
    return _set(words - side.place or words)


def _authors(side: Prepared) -> list[int]:
    """Each name with its accents, and without them in the lower half."""
    return [word_key(name.spelled) << 32 | word_key(name.bare) for name in side.names]


def _months(side: Prepared) -> list[int]:
    """`202103`, and `202100` for a bare year."""
    return [int(f"{month.replace('-', ''):0<6}") for month in side.months]


COLUMNS: dict[str, Column] = {
    "title": Column(lambda side: _keys(side.title), np.uint32),
    "summary": Column(lambda side: side.summary_keys, np.uint32),
    "effect": Column(lambda side: _keys(side.effect.split()), np.uint32),
    "people": Column(person_keys, np.uint64),  # keys that persons give
    "who": Column(lambda side: _keys(side.who), np.uint32),  # names and phones
    "topic": Column(lambda side: _set(side.topic), np.uint32),
    "about": Column(_about, np.uint32),
    "tones": Column(lambda side: sorted(tones(side.record.title)), np.uint64),
    "title text": Column(lambda side: " ".join(side.title).encode(), np.uint8),
    "place": Column(lambda side: _set(side.place), np.uint32),
    "unit": Column(lambda side: _set(side.unit), np.uint32),
    "subjects": Column(lambda side: _set(side.subjects), np.uint32),
    "grades": Column(lambda side: _set(side.grades), np.uint32),
    "digits": Column(
        lambda side: _set(digit for grade in side.grades for digit in re.findall(r"\d+", grade)), np.uint32
    ),
    "years": Column(lambda side: [*map(int, side.years)], np.uint16),
    "authors": Column(_authors, np.uint64),
    "names": Column(lambda side: "\n".join(name.bare for name in side.names).encode(), np.uint8),
    "born": Column(lambda side: [side.born] if side.born else [], np.uint16),
    "phones": Column(lambda side: [int(f"1{phone}") for phone in side.phones], np.uint64),
    "months": Column(_months, np.uint32),
    "dates": Column(lambda side: [stable_hash(" ".join(side.dates))], np.uint64),
    "benefit": Column(lambda side: [side.benefit] if side.benefit else [], np.uint64),
}
