"""How rare words, names and phones are in a register, blended with what is known before it is large."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from matchers.normal import Prepared
from matchers.tokens import bag
from matchers.vocabulary import vocabulary

# The prior counts as much as this many records: below some hundred records it decides, above it the register does.
_PRIOR_RECORDS = 400.0
_ORDINARY_SHARE = 0.012


@dataclass(frozen=True, slots=True)
class Statistics:
    """Document frequencies. An empty one is valid: every weight is then the prior's."""

    total: int = 0
    words: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, int] = field(default_factory=dict)
    phones: Mapping[str, int] = field(default_factory=dict)
    _weights: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Iterable[Prepared]) -> Statistics:
        total, words, names, phones = 0, Counter[str](), Counter[str](), Counter[str]()
        for record in records:
            total += 1
            words.update(bag(record.summary) | set(record.title))
            names.update({name.bare for name in record.names})
            phones.update(record.phones)
        return cls(total, words, names, phones)

    def weight(self, word: str) -> float:
        """0.05 (stands everywhere) to 1 (stands in one record of a thousand or fewer)."""
        known = self._weights.get(word)
        if known is None:
            known = self._weights[word] = _weight(self.words.get(word, 0), self.total, word)
        return known

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
