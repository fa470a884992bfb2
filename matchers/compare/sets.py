"""Sets of keys of many pairs at once: what both sides of a pair have and what one of them has, by one sort."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from matchers.runs import Ints, Keys, distinct

Floats = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]
Entries = tuple[Keys, Ints]  # keys, and for each the number of its pair
MOST_PAIRS = 1 << 13
_KEY_BITS = 50  # of a longer key: no two of one pair agree in them by chance
_MASK = np.uint64((1 << _KEY_BITS) - 1)


@dataclass(frozen=True)
class Union:
    """The different keys of the two sides of each pair, in order of pair and key."""

    pair: Ints
    key: Keys
    in_a: Marks
    in_b: Marks
    pairs: int

    @cached_property
    def both(self) -> Marks:
        return self.in_a & self.in_b

    def counts(self, chosen: Marks) -> Floats:
        """How many of the chosen keys each pair has."""
        return np.bincount(self.pair[chosen], minlength=self.pairs).astype(np.float64)

    def sums(self, chosen: Marks, weights: Floats) -> Floats:
        """How much the chosen keys of each pair weigh together; a weight for every key."""
        return np.bincount(self.pair[chosen], weights[chosen], minlength=self.pairs).astype(np.float64)

    @cached_property
    def shared(self) -> Floats:
        return self.counts(self.both)

    @cached_property
    def size_a(self) -> Floats:
        return self.counts(self.in_a)

    @cached_property
    def size_b(self) -> Floats:
        return self.counts(self.in_b)

    @cached_property
    def fewer(self) -> Floats:
        return np.minimum(self.size_a, self.size_b)

    def where(self, chosen: Marks) -> Union:
        """The union of the chosen keys only."""
        return Union(self.pair[chosen], self.key[chosen], self.in_a[chosen], self.in_b[chosen], self.pairs)

    def of(self, pair: int, chosen: Marks) -> list[int]:
        """The chosen keys of one pair."""
        first, last = np.searchsorted(self.pair, [pair, pair + 1])
        found: list[int] = self.key[first:last][chosen[first:last]].tolist()
        return found


def united(a: Entries, b: Entries, pairs: int) -> Union:
    """Of at most `MOST_PAIRS` pairs. Keys may stand several times on a side, in any order."""
    codes = distinct(np.concatenate([_coded(*a, 0), _coded(*b, 1)]))
    body, side = codes >> np.uint64(1), (codes & np.uint64(1)).astype(bool)
    again = np.zeros(len(body) + 1, dtype=bool)
    again[1:-1] = body[1:] == body[:-1]
    first = ~again[:-1]
    key, pair = body[first] & _MASK, (body[first] >> np.uint64(_KEY_BITS)).astype(np.int64)
    return Union(pair, key, ~side[first], (side | again[1:])[first], pairs)


def _coded(keys: Keys, pair: Ints, side: int) -> Keys:
    return (((pair.astype(np.uint64) << np.uint64(_KEY_BITS)) | (keys & _MASK)) << np.uint64(1)) | np.uint64(side)


def contained(asked: Entries, had: Entries) -> Marks:
    """For each asked key whether the other side of its pair has it."""
    have, wanted = distinct(_coded(*had, 0)), _coded(*asked, 0)
    found: Marks = np.r_[have, np.uint64(0)][np.searchsorted(have, wanted)] == wanted
    return found


def crossed(size_a: Ints, size_b: Ints) -> tuple[Ints, Ints, Ints]:
    """All couples of the entries of the two sides of each pair: the pair, and the entries' places among all entries.

    The entries stand in order of pair, so many of each pair as the sizes say.
    """
    sizes = size_a * size_b
    pair = np.repeat(np.arange(len(sizes)), sizes)
    at, wide = np.arange(len(pair)) - (np.cumsum(sizes) - sizes)[pair], size_b[pair]
    return pair, (np.cumsum(size_a) - size_a)[pair] + at // wide, (np.cumsum(size_b) - size_b)[pair] + at % wide


def quantiles(values: npt.NDArray[np.uint8], owner: Ints, owners: int, share: float) -> Floats:
    """Of each owner's values the one below which a share of them lies (between two, in proportion); NaN for none."""
    ordered = np.append(values[np.lexsort((values, owner))].astype(np.float64), np.nan)
    sizes = np.bincount(owner, minlength=owners)
    place = np.maximum(sizes - 1, 0) * share
    low = np.where(sizes > 0, np.cumsum(sizes) - sizes + np.floor(place).astype(np.int64), len(values))
    high = np.where(place > np.floor(place), low + 1, low)
    found: Floats = ordered[low] + (place - np.floor(place)) * (ordered[high] - ordered[low])
    return found
