"""Texts as bits: how much two texts can share at most, for the price of a few machine words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchers.compare.sets import Entries, Floats
from matchers.processes import shared_array, spread
from matchers.runs import Ints

Taken = Callable[[Ints], Entries]  # rows → their keys, and for each key the place of its row


@dataclass(frozen=True)
class Sketches:
    """Of every row as many bits as are asked for, one set for each key; `sizes`: how many keys."""

    bits: npt.NDArray[np.uint64]
    sizes: Ints

    @classmethod
    def of(cls, taken: Taken, parts: Sequence[slice], bits: int) -> Sketches:
        """`parts` of all rows are looked at one after the other; `bits`: a multiple of 64."""
        total = parts[-1].stop if parts else 0
        whole = shared_array(total * bits // 64, np.uint64).reshape(total, -1)
        sizes = shared_array(total, np.uint64).view(np.int64)

        def fill(part: slice) -> None:
            keys, owner = taken(np.arange(part.start, part.stop))
            marks = np.zeros((part.stop - part.start, bits), dtype=bool)
            marks[owner, keys % np.uint64(bits)] = True
            whole[part] = np.packbits(marks, axis=1).view(np.uint64)
            sizes[part] = np.bincount(owner, minlength=len(marks))

        spread(fill, parts, len(parts) > 3)
        return cls(whole, sizes)

    def at_most(self, one: Ints, other: Ints) -> tuple[Floats, Ints]:
        """For pairs of rows the most of the fewer different keys that both can have, and how many there are at least.

        Every shared key has a bit that both rows have, and a row has no more keys without one than keys beyond bits.
        """
        a, b = self.bits[one], self.bits[other]
        both = np.bitwise_count(a & b).sum(axis=1, dtype=np.int64)
        set_a, set_b = (np.bitwise_count(bits).sum(axis=1, dtype=np.int64) for bits in (a, b))
        size_a, size_b = self.sizes[one], self.sizes[other]
        share_a = (both + size_a - set_a) / np.maximum(size_a, 1)
        share_b = (both + size_b - set_b) / np.maximum(size_b, 1)
        return np.maximum(share_a, share_b), np.minimum(set_a, set_b)
