"""Stable 64-bit keys of words and of runs of words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]
_MIX = tuple(
    np.uint64(factor)
    for factor in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5, 0x85EBCA77C2B2AE63)
)


@lru_cache(1 << 18)
def stable_hash(text: str) -> int:
    """The same 64 bits in every process and year: keys may be kept on disk."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def word_runs(words: Sequence[str], size: int = 3) -> Keys:
    """A key for every run of `size` words (all the words, when there are fewer), in order."""
    if len(words) < size:
        return np.array([stable_hash(" ".join(words))] if words else [], dtype=np.uint64)
    hashes = np.fromiter(map(stable_hash, words), dtype=np.uint64, count=len(words))
    return mixed(*(hashes[at : len(words) - size + 1 + at] for at in range(size)))


def mixed(*parts: Keys) -> Keys:
    """One key of several, their order kept."""
    total = np.zeros_like(parts[0])
    for part, factor in zip(parts, _MIX, strict=False):
        total = (total ^ part) * factor
        total ^= total >> np.uint64(29)
    return total
