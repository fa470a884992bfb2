"""Stable keys of words and of runs of words, and ragged arrays of them: one row of keys for each record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]
_PASSAGE = 8  # words
_NEAR = 16  # passages
_APART = 12  # words: what stands in one sentence is one passage
_FACTORS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5, 0x85EBCA77C2B2AE63)
_MIX = tuple(map(np.uint64, _FACTORS))


@lru_cache(1 << 18)
def stable_hash(text: str) -> int:
    """The same 64 bits in every process and year: keys may be kept on disk."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


@lru_cache(1 << 18)
def word_key(word: str) -> int:
    """32 bits, of which the last one says whether the word is a number."""
    return (stable_hash(word) & 0xFFFFFFFE) | word[:1].isdigit()


def blended(one: Keys, other: Keys) -> Keys:
    """One key of a text's key and a small number."""
    total = (one ^ (other * _MIX[0])) * _MIX[1]
    return total ^ (total >> np.uint64(29))


def word_keys(words: Sequence[str]) -> Keys:
    return np.fromiter(map(word_key, words), dtype=np.uint64, count=len(words))


def rolled(keys: Keys, size: int) -> Keys:
    """A key for every run of exactly `size` neighbours."""
    return mixed(*(keys[at : len(keys) - size + 1 + at] for at in range(size)))


def distinct(keys: Keys) -> Keys:
    """Sorted, each once. Sorting beats the hash table of `np.unique` twenty times here."""
    ordered = np.sort(keys)
    return ordered[np.r_[True, ordered[1:] != ordered[:-1]]] if len(ordered) else ordered


def mixed(*parts: Keys) -> Keys:
    """One key of several, their order kept."""
    total = np.zeros_like(parts[0])
    for at, part in enumerate(parts):
        total = (total ^ part) * _MIX[at % len(_MIX)]
        total ^= total >> np.uint64(29)
    return total


def split(sizes: Ints, most: int, many: int) -> list[slice]:
    """Neighbours in parts of at most `many`, and of at most `most` in size together where one is not larger itself."""
    sums, parts, start = np.cumsum(sizes), [], 0
    while start < len(sizes):
        before = int(sums[start - 1]) if start else 0
        stop = int(np.searchsorted(sums, before + most, side="right"))
        parts.append(slice(start, min(max(stop, start + 1), start + many, len(sizes))))
        start = parts[-1].stop
    return parts


def within(keys: npt.NDArray[np.integer[Any]], table: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.bool_]:
    """Whether each key stands in a sorted table."""
    found: npt.NDArray[np.bool_] = table[np.searchsorted(table, keys).clip(max=len(table) - 1)] == keys
    return found


@dataclass(frozen=True, slots=True)
class Passages:
    """One in four runs of words, the same ones of every text, numbers left out: the key, its row, where it begins."""

    keys: Keys
    rows: Ints
    at: Ints

    @classmethod
    def of(cls, words: Keys, owner: Ints) -> Passages:
        told = (words & np.uint64(1)) == 0
        words, owner = words[told], owner[told]
        if len(words) < _PASSAGE:
            return cls(words[:0], owner[:0], owner[:0])
        runs, rows = rolled(words, _PASSAGE), owner[: len(words) - _PASSAGE + 1]
        at = np.flatnonzero((runs % np.uint64(4) == 0) & (owner[_PASSAGE - 1 :] == rows))
        return cls(runs[at], rows[at], at)

    def alone(self) -> tuple[Keys, Ints]:
        """Keys of single passages, and their rows."""
        return mixed(self.keys, self.keys), self.rows

    def together(self) -> tuple[Keys, Ints]:
        """What is counted of a register: couples and single ones."""
        (one, of_one), (two, of_two) = self.alone(), self.couples()
        return np.concatenate([one, two]), np.concatenate([of_one, of_two])

    def couples(self, kept: npt.NDArray[np.bool_] | None = None) -> tuple[Keys, Ints]:
        """Keys of any two passages (of the kept ones) that stand together in a row, in either order; and their rows.

        Single passages are common in texts that are filled into sentences; two that have nothing to do with each other
        stand together in copies and in model texts only.
        """
        found = [(self.keys[:0], self.rows[:0])]
        for skip in range(1, min(_NEAR, len(self.keys))):
            apart = (self.rows[skip:] == self.rows[:-skip]) & (self.at[skip:] - self.at[:-skip] >= _APART)
            if kept is not None:
                apart &= kept[skip:] & kept[:-skip]
            here = np.flatnonzero(apart)
            one, other = self.keys[here + skip], self.keys[here]
            found.append((mixed(np.minimum(one, other), np.maximum(one, other)), self.rows[here]))
        return np.concatenate([keys for keys, _ in found]), np.concatenate([rows for _, rows in found])


@dataclass(frozen=True, slots=True)
class Ragged:
    """Rows of unlike length in one flat array; row i is `flat[starts[i] : starts[i + 1]]`."""

    flat: npt.NDArray[np.unsignedinteger[Any]]
    starts: Ints

    @classmethod
    def of(cls, rows: Sequence[Keys]) -> Ragged:
        return cls(np.concatenate([np.zeros(0, dtype=np.uint64), *rows]), np.cumsum([0, *map(len, rows)]))

    @classmethod
    def joined(cls, parts: Iterable[Ragged]) -> Ragged:
        some = list(parts)
        ends = np.cumsum([0, *(part.starts[-1] for part in some)])
        starts = [part.starts[:-1] + end for part, end in zip(some, ends, strict=False)]
        return cls(np.concatenate([part.flat for part in some]), np.concatenate([*starts, ends[-1:]]))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def sizes(self, rows: Ints) -> Ints:
        return self.starts[rows + 1] - self.starts[rows]

    def row(self, number: int) -> list[int]:
        found: list[int] = self.flat[self.starts[number] : self.starts[number + 1]].tolist()
        return found

    def texts(self, rows: Ints) -> list[str]:
        """Rows of bytes (UTF-8) as texts."""
        whole = self.take(rows)[0].astype(np.uint8).tobytes()
        ends = np.cumsum(self.sizes(rows)).tolist()
        return [whole[start:end].decode() for start, end in zip([0, *ends], ends, strict=False)]

    def first(self, rows: Ints) -> Ints:
        """The first number of every row, 0 of an empty one."""
        filled = self.sizes(rows) > 0
        found = np.zeros(len(rows), dtype=np.int64)
        found[filled] = self.flat[self.starts[rows[filled]]]
        return found

    def take(self, rows: Ints) -> tuple[Keys, Ints]:
        """The keys of some rows, and for each key the place of its row in `rows`."""
        sizes = self.sizes(rows)
        owner = np.repeat(np.arange(len(rows)), sizes)
        at = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + np.repeat(self.starts[rows], sizes)
        return self.flat[at].astype(np.uint64), owner

    def runs(self, rows: Ints, size: int) -> tuple[Keys, Ints]:
        """Keys of the runs of `size` keys within some rows (none of a shorter row), each with its row's place."""
        keys, owner = self.take(rows)
        if len(keys) < size:
            return keys[:0], owner[:0]
        whole = owner[size - 1 :] == owner[: len(owner) - size + 1]
        return rolled(keys, size)[whole], owner[: len(owner) - size + 1][whole]
