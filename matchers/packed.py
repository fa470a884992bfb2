"""Rows of whole numbers as bytes, the highest byte first: put together and sorted without a look at each number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

import numpy as np

from matchers.known import Known
from matchers.runs import Ragged, word_key

Row = bytes | Sequence[int]


def word_bytes(word: str) -> bytes:
    return word_key(word).to_bytes(4, "big")


_words = Known(word_bytes)


def words_packed(words: Iterable[str]) -> bytes:
    """Keys of words, in order."""
    return b"".join(map(_words.__getitem__, words))


def words_sorted(words: Iterable[str]) -> bytes:
    """Keys of words, the lowest first."""
    return b"".join(sorted(map(_words.__getitem__, words)))


def ragged(rows: Sequence[Row], kept: type[np.unsignedinteger[Any]]) -> Ragged:
    """Rows of numbers, or packed ones, one after the other."""
    ends, size = np.cumsum([0, *map(len, rows)]), np.dtype(kept).itemsize
    packed = [row for row in rows if isinstance(row, bytes)]
    if rows and len(packed) == len(rows):
        flat = np.frombuffer(b"".join(packed), dtype=np.dtype(kept).newbyteorder(">"))
        return Ragged(flat.astype(kept), ends // size)
    return Ragged(np.fromiter(chain.from_iterable(rows), dtype=kept, count=int(ends[-1])), ends)
