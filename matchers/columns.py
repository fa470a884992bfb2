"""What is kept of every record to find and compare it by: one line a column, a row of unsigned whole numbers each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from matchers.keys import person_keys, person_parts
from matchers.normal import Prepared
from matchers.packed import Row, word_bytes, words_packed, words_sorted
from matchers.runs import Ragged, stable_hash
from matchers.tokens import tones


@dataclass(frozen=True, slots=True)
class Column:
    """`of`: a record's entries, in order; `kept`: the numbers they are kept as; `made`: many rows of these from those
    that `of` gave.
    """

    of: Callable[[Prepared], Row]
    kept: type[np.unsignedinteger[Any]]
    made: Callable[[Ragged], Ragged] = lambda rows: rows


def _about(side: Prepared) -> bytes:
    """The title's words without places; all its words when nothing else is left."""
    words = {*side.title}
    return words_sorted(words - side.place or words)


def _digits(side: Prepared) -> bytes:
    return words_sorted(digit for grade in side.grades for digit in re.findall(r"\d+", grade)) if side.grades else b""


def _authors(side: Prepared) -> bytes:
    """Each name with its accents, and without them in the lower half."""
    return b"".join(word_bytes(name.spelled) + word_bytes(name.bare) for name in side.names)


@lru_cache(1 << 12)
def _months(months: frozenset[str]) -> tuple[int, ...]:
    """`202103`, and `202100` for a bare year."""
    return tuple(sorted(int(f"{month.replace('-', ''):0<6}") for month in months))


_unit = lru_cache(1 << 14)(words_sorted)  # a register has few units


COLUMNS: dict[str, Column] = {
    "title": Column(lambda side: words_packed(side.title), np.uint32),
    "summary": Column(lambda side: side.summary_keys, np.uint32),
    "effect": Column(lambda side: words_packed(side.effect.split()), np.uint32),
    "people": Column(person_parts, np.uint64, person_keys),
    "who": Column(lambda side: b"".join(map(word_bytes, side.who)), np.uint32),  # names and phones
    "topic": Column(lambda side: words_sorted(side.topic), np.uint32),
    "about": Column(_about, np.uint32),
    "tones": Column(lambda side: tones(side.record.title), np.uint64),
    "title text": Column(lambda side: side.title_text.encode(), np.uint8),
    "place": Column(lambda side: words_sorted(side.place), np.uint32),
    "unit": Column(lambda side: _unit(side.unit), np.uint32),
    "subjects": Column(lambda side: words_sorted(side.subjects), np.uint32),
    "grades": Column(lambda side: words_sorted(side.grades), np.uint32),
    "digits": Column(_digits, np.uint32),
    "years": Column(lambda side: sorted(map(int, side.years)), np.uint16),
    "authors": Column(_authors, np.uint64),
    "names": Column(lambda side: "\n".join(name.bare for name in side.names).encode(), np.uint8),
    "born": Column(lambda side: [side.born] if side.born else [], np.uint16),
    "phones": Column(lambda side: [int(f"1{phone}") for phone in side.phones], np.uint64),
    "months": Column(lambda side: _months(side.months), np.uint32),
    "dates": Column(lambda side: [stable_hash(" ".join(side.dates))], np.uint64),
    "benefit": Column(lambda side: [side.benefit] if side.benefit else [], np.uint64),
}
