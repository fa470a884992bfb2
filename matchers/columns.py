"""What is kept of every record to find and compare it by: one line a column, a row of unsigned whole numbers each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from matchers.keys import person_keys, who
from matchers.normal import Prepared
from matchers.runs import Keys, stable_hash, word_key, word_keys
from matchers.tokens import spelled
from matchers.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Column:
    """`of`: a record's entries, in order; `kept`: the numbers they are kept as."""

    of: Callable[[Prepared], Keys]
    kept: type[np.unsignedinteger[Any]]


def _numbers(found: Iterable[int]) -> Keys:
    return np.array([*found], dtype=np.uint64)


def _sorted(words: Iterable[str]) -> Keys:
    return np.sort(word_keys([*words]))


def _text(text: str) -> Keys:
    return np.frombuffer(text.encode(), dtype=np.uint8).astype(np.uint64)


def _topic(side: Prepared) -> Keys:
    """Words of the title but stock and places."""
    stock = vocabulary().stock
    return _sorted({word for word in side.title if word not in stock and word not in side.place})


def _about(side: Prepared) -> Keys:
    """The title's words without places; all its words when nothing else is left."""
    words = {*side.title}
    return _sorted(words - side.place or words)


def _tones(side: Prepared) -> Keys:
    """Words of the title that are spelled with accents, each with its spelling in the lower half."""
    accented = ((word, shown) for word, shown in spelled(side.record.title).items() if word != shown)
    return np.sort(_numbers(word_key(word) << 32 | word_key(shown) for word, shown in accented))


def _authors(side: Prepared) -> Keys:
    """Each name with its accents, and without them in the lower half."""
    return _numbers(word_key(name.spelled) << 32 | word_key(name.bare) for name in side.names)


COLUMNS: dict[str, Column] = {
    "title": Column(lambda side: word_keys(side.title), np.uint32),
    "summary": Column(lambda side: word_keys(side.summary.split()), np.uint32),
    "effect": Column(lambda side: word_keys(side.effect.split()), np.uint32),
    "people": Column(person_keys, np.uint64),  # keys that persons give
    "who": Column(lambda side: word_keys(who(side)), np.uint32),  # names and phones
    "topic": Column(_topic, np.uint32),
    "about": Column(_about, np.uint32),
    "tones": Column(_tones, np.uint64),
    "letters": Column(lambda side: _text("".join(side.title)), np.uint8),
    "place": Column(lambda side: _sorted(side.place), np.uint32),
    "unit": Column(lambda side: _sorted(side.unit), np.uint32),
    "subjects": Column(lambda side: _sorted(side.subjects), np.uint32),
    "grades": Column(lambda side: _sorted(side.grades), np.uint32),
    "years": Column(lambda side: _numbers(map(int, side.years)), np.uint16),
    "authors": Column(_authors, np.uint64),
    "names": Column(lambda side: _text("\n".join(name.bare for name in side.names)), np.uint8),
    "born": Column(lambda side: _numbers([side.born] if side.born else []), np.uint16),
    "phones": Column(lambda side: _numbers(int(f"1{phone}") for phone in side.phones), np.uint64),
    "months": Column(lambda side: _numbers(int(f"{month.replace('-', ''):0<6}") for month in side.months), np.uint32),
    "dates": Column(lambda side: _numbers([stable_hash(" ".join(side.dates))]), np.uint64),
    "benefit": Column(lambda side: _numbers([side.benefit] if side.benefit else []), np.uint64),
}
