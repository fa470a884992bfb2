"""Texts as bits: how much two texts can share at most, for the price of a few machine words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchers.compare.sets import Floats
from matchers.processes import shared_array, spread
from matchers.runs import Ints, Ragged, split

_BITS = 1024
_CHUNK, _WORDS = 4000, 1_000_000  # rows, words


@dataclass(frozen=True)
class Sketches:
    """Of every row of a column one bit for each run of three words, where its key falls; `sizes`: how many runs."""

    bits: npt.NDArray[np.uint64]
    sizes: Ints

    @classmethod
    def of(cls, text: Ragged) -> Sketches:
        bits, sizes = shared_array(len(text) * _BITS // 64, np.uint64).reshape(len(text), -1), np.diff(text.starts)

        def fill(part: slice) -> None:
            rows = np.arange(part.start, part.stop)
            keys, owner = text.runs(rows, 3)
            marks = np.zeros((len(rows), _BITS), dtype=bool)
            marks[owner, keys % np.uint64(_BITS)] = True
            bits[rows] = np.packbits(marks, axis=1).view(np.uint64)

        spread(fill, split(sizes, _WORDS, _CHUNK), len(text) > 4 * _CHUNK)
        return cls(bits, np.maximum(sizes - 2, 0))

    def at_most(self, one: Ints, other: Ints) -> tuple[Floats, Ints]:
        """For pairs of rows the most of the fewer different runs that both can have, and how many there are at least.

        Every shared run has a bit that both rows have, and a row has no more runs beyond its bits than it has runs.
        """
        a, b = self.bits[one], self.bits[other]
        both = np.bitwise_count(a & b).sum(axis=1, dtype=np.int64)
        set_a, set_b = (np.bitwise_count(bits).sum(axis=1, dtype=np.int64) for bits in (a, b))
        size_a, size_b = self.sizes[one], self.sizes[other]
        share_a = (both + size_a - set_a) / np.maximum(size_a, 1)
        share_b = (both + size_b - set_b) / np.maximum(size_b, 1)
        return np.maximum(share_a, share_b), np.minimum(set_a, set_b)
