"""How rare words, names and phones are in a register, blended with what is known before it is large."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from matchers.corpus import Corpus
from matchers.runs import Ints, Keys, Ragged, distinct, together, word_key
from matchers.vocabulary import vocabulary

# The prior counts as much as this many records: below some hundred records it decides, above it the register does.
_PRIOR_RECORDS = 400.0
_ORDINARY_SHARE = 0.012
# Passages are counted in a table of hashed slots: rarely many meet in one slot, and no count is too low.
_SLOTS_PER_RECORD = 256
_MOST_COUNTED = 250
_CHUNK = 20_000  # records


@dataclass(frozen=True, slots=True, eq=False)
class Statistics:
    """Document frequencies by key. An empty one is valid: every weight is then the prior's."""

    total: int = 0
    words: Mapping[int, int] = field(default_factory=dict)
    people: Mapping[int, int] = field(default_factory=dict)  # names and phones, of those that several records have
    runs: npt.NDArray[np.uint8] = field(default_factory=lambda: np.zeros(1, dtype=np.uint8))
    _weights: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, corpus: Corpus) -> Statistics:
        runs = np.zeros(1 << max(14, (len(corpus) * _SLOTS_PER_RECORD).bit_length()), dtype=np.uint8)
        found = []
        for start in range(0, len(corpus), _CHUNK):
            rows = np.arange(start, min(start + _CHUNK, len(corpus)))
            found.append(_in_records([corpus["title"], corpus["summary"]], rows))
            found_together = together(*corpus["summary"].take(rows))
            slots, counts = np.unique(found_together % np.uint64(len(runs)), return_counts=True)
            runs[slots] = np.minimum(runs[slots] + counts, _MOST_COUNTED)
        people, counts = np.unique(corpus["who"].flat, return_counts=True)
        common = counts > 1
        return cls(len(corpus), _summed(found), _table(people[common], counts[common]), runs)

    def weight(self, word: str) -> float:
        """0.05 (stands everywhere) to 1 (stands in one record of a thousand or fewer)."""
        known = self._weights.get(word)
        if known is None:
            known = self._weights[word] = _weight(self.words.get(word_key(word), 0), self.total, word)
        return known

    def run_counts(self, runs: Keys) -> npt.NDArray[np.uint8]:
        """In how many summaries each two passages stand together."""
        counts: npt.NDArray[np.uint8] = self.runs[runs % np.uint64(len(self.runs))]
        return counts

    def bearers(self, kind: str, text: str) -> int:
        """How many records have a name (`kind` is "name", `text` its skeleton) or a phone; 1 when none is counted."""
        return self.people.get(word_key(f"{kind} {text}"), 1)

    def mass(self, words: Iterable[str]) -> float:
        weights = self._weights
        return sum(weights[word] if word in weights else self.weight(word) for word in words)


def _in_records(texts: list[Ragged], rows: Ints) -> tuple[Keys, Ints]:
    """Words with the number of records that have them in any of the texts."""
    taken = [text.take(rows) for text in texts]
    pairs = distinct(np.concatenate([(owner.astype(np.uint64) << np.uint64(32)) | keys for keys, owner in taken]))
    words, counts = np.unique(pairs & np.uint64(0xFFFFFFFF), return_counts=True)
    return words, counts


def _summed(found: list[tuple[Keys, Ints]]) -> dict[int, int]:
    if not found:
        return {}
    words, inverse = np.unique(np.concatenate([words for words, _ in found]), return_inverse=True)
    return _table(words, np.bincount(inverse, np.concatenate([counts for _, counts in found])).astype(np.int64))


def _table(keys: npt.NDArray[np.unsignedinteger[Any]], counts: Ints) -> dict[int, int]:
    return dict(zip(keys.tolist(), counts.tolist(), strict=True))


@lru_cache(1)
def _stock() -> tuple[frozenset[str], float]:
    return vocabulary().stock, vocabulary().stock_share


def _weight(seen: int, total: int, word: str) -> float:
    stock, share = _stock()
    prior = share if word in stock or len(word) == 1 else _ORDINARY_SHARE
    frequency = (max(seen - 1, 0) + prior * _PRIOR_RECORDS) / (total + _PRIOR_RECORDS)
    return min(1.0, max(0.05, math.log(frequency) / math.log(0.001)))
