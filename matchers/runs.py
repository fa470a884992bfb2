"""Stable 64-bit keys of words and of runs of words."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))


@lru_cache(1 << 18)
def stable_hash(text: str) -> int:
    """The same 64 bits in every process and year: keys may be kept on disk."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def word_runs(words: list[str] | tuple[str, ...]) -> Keys:
    """A key for every run of three words (all the words, when there are fewer), in order."""
    if len(words) < 3:
        return np.array([stable_hash(" ".join(words))] if words else [], dtype=np.uint64)
    hashes = np.fromiter(map(stable_hash, words), dtype=np.uint64, count=len(words))
    return mixed(hashes[:-2], hashes[1:-1], hashes[2:])


def mixed(*parts: Keys) -> Keys:
    """One key of several, their order kept."""
    total = np.zeros_like(parts[0])
    for part, factor in zip(parts, _MIX, strict=False):
        total = (total ^ part) * factor
        total ^= total >> np.uint64(29)
    return total
