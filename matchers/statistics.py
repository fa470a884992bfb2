"""How rare words, names and phones are in a register, blended with what is known before it is large."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from matchers.normal import Prepared
from matchers.runs import Keys, word_runs
from matchers.tokens import LONG_RUN, bag
from matchers.vocabulary import vocabulary

# The prior counts as much as this many records: below some hundred records it decides, above it the register does.
_PRIOR_RECORDS = 400.0
_ORDINARY_SHARE = 0.012
# Runs of words are counted in a table of hashed slots: rarely two runs meet in one slot, and never is a count too low.
_SLOTS_PER_RECORD = 256
_MOST_COUNTED = np.uint16(60000)


@dataclass(frozen=True, slots=True, eq=False)
class Statistics:
    """Document frequencies. An empty one is valid: every weight is then the prior's."""

    total: int = 0
    words: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, int] = field(default_factory=dict)
    phones: Mapping[str, int] = field(default_factory=dict)
    runs: npt.NDArray[np.uint16] = field(default_factory=lambda: np.zeros(1, dtype=np.uint16))
    _weights: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Sequence[Prepared]) -> Statistics:
        words, names, phones = Counter[str](), Counter[str](), Counter[str]()
        runs = np.zeros(1 << max(14, (len(records) * _SLOTS_PER_RECORD).bit_length()), dtype=np.uint16)
        for record in records:
            slots = np.unique(word_runs(record.summary.split(), LONG_RUN) % np.uint64(len(runs)))
            runs[slots] = np.minimum(runs[slots], _MOST_COUNTED) + 1
            words.update(bag(record.summary) | set(record.title))
            names.update({name.bare for name in record.names})
            phones.update(record.phones)
        return cls(len(records), words, names, phones, runs)

    def weight(self, word: str) -> float:
        """0.05 (stands everywhere) to 1 (stands in one record of a thousand or fewer)."""
        known = self._weights.get(word)
        if known is None:
            known = self._weights[word] = _weight(self.words.get(word, 0), self.total, word)
        return known

    def run_counts(self, runs: Keys) -> npt.NDArray[np.uint16]:
        """In how many summaries each run of `LONG_RUN` words stands."""
        counts: npt.NDArray[np.uint16] = self.runs[runs % np.uint64(len(self.runs))]
        return counts

    def mass(self, words: Iterable[str]) -> float:
        weights = self._weights
        return sum(weights[word] if word in weights else self.weight(word) for word in words)


@lru_cache(1)
def _stock() -> tuple[frozenset[str], float]:
    return vocabulary().stock, vocabulary().stock_share


def _weight(seen: int, total: int, word: str) -> float:
    stock, share = _stock()
    prior = share if word in stock or len(word) == 1 else _ORDINARY_SHARE
    frequency = (max(seen - 1, 0) + prior * _PRIOR_RECORDS) / (total + _PRIOR_RECORDS)
    return min(1.0, max(0.05, math.log(frequency) / math.log(0.001)))
