"""A register as arrays of keys: all that candidates, word counts and the glance at a pair need of every record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from matchers.keys import person_keys, who
from matchers.normal import Prepared, prepare
from matchers.processes import spread
from matchers.runs import Keys, Ragged, word_key, word_keys
from matchers.vocabulary import vocabulary
from schemas.match import Record

_CHUNK = 5000  # records
_FIELDS = ("title", "summary", "effect", "people", "who", "topic")


@dataclass(frozen=True, slots=True)
class Corpus:
    """`title`, `summary`, `effect`: words in order; `people`: keys that persons give; `who`: names and phones;
    `topic`: words of the title but stock and places.
    """

    records: Sequence[Record]
    title: Ragged
    summary: Ragged
    effect: Ragged
    people: Ragged
    who: Ragged
    topic: Ragged

    def __len__(self) -> int:
        return len(self.records)

    @classmethod
    def of(cls, records: Sequence[Record]) -> Corpus:
        starts = range(0, max(len(records), 1), _CHUNK)
        parts = spread(_rows, [records[start : start + _CHUNK] for start in starts], len(records) > 4 * _CHUNK)
        return cls(records, *(Ragged.joined(part[at] for part in parts) for at in range(len(_FIELDS))))


def _rows(records: Sequence[Record]) -> list[Ragged]:
    columns: list[list[Keys]] = [[] for _ in _FIELDS]
    for record in records:
        for column, keys in zip(columns, _keys(prepare(record)), strict=True):
            column.append(keys)
    words = [Ragged.of(column) for column in columns]
    return [Ragged(part.flat.astype(np.uint32), part.starts) if at != 3 else part for at, part in enumerate(words)]


def _keys(side: Prepared) -> tuple[Keys, ...]:
    texts = (word_keys(words) for words in (side.title, side.summary.split(), side.effect.split()))
    stock = vocabulary().stock
    topic = {word for word in side.title if word not in stock and word not in side.place}
    return (*texts, person_keys(side), word_keys(who(side)), word_keys(sorted(topic)))


@lru_cache(1)
def stock_keys() -> Keys:
    """Keys of the words that carry no topic."""
    return np.array(sorted(map(word_key, vocabulary().stock)), dtype=np.uint64)
