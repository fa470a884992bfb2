"""Candidates: pairs of records that share rare keys, the best few of each record. Never all pairs.

One sorted array of keys; a key that too many records have says nothing and is dropped. A run of words that is a little
too common still counts together with the next such run: that keeps finding copies as the register grows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchers.corpus import Corpus
from matchers.runs import Ints, Keys, distinct, mixed

_PERSON_WEIGHT = 2.0
_BLOCK = 2_000_000  # pairs made at a time
_CHUNK = 20_000  # records whose runs are made at a time
_SLOTS_PER_RECORD = 64
_DOC_BITS = np.uint64(24)


@dataclass(frozen=True, slots=True)
class Caps:
    """How many records may share a key before it says nothing, and how many candidates a record may have."""

    run: int = 16
    run_small: int = 48  # in a register of up to `small` records
    person: int = 60
    small: int = 3000
    middling_share: float = 0.006  # a run this common counts in pairs of runs
    candidates: int = 4
    candidates_small: int = 25

    def runs(self, total: int) -> int:
        return self.run_small if total <= self.small else self.run

    def best(self, total: int) -> int:
        return self.candidates_small if total <= self.small else self.candidates


def candidates(corpus: Corpus, caps: Caps) -> tuple[Ints, Ints]:
    """Pairs (i, j) of positions, i < j, in order."""
    total = len(corpus)
    if total < 2:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    keys = _text_keys(corpus, caps)
    people = [_packed(*corpus["people"].take(np.arange(total)))]
    pairs = [*_shared(keys, caps.runs(total), 1.0), *_shared(people, caps.person, _PERSON_WEIGHT)]
    return _best(pairs, total, caps.best(total))


def _packed(keys: Keys, docs: Ints) -> Keys:
    """40 bits of the key, 24 bits of the record."""
    return (keys << _DOC_BITS) | docs.astype(np.uint64)


def _text_keys(corpus: Corpus, caps: Caps) -> list[Keys]:
    """Rare runs, and couples of middling ones, of title, summary and effect."""
    total = len(corpus)
    slots = 1 << max(16, (total * _SLOTS_PER_RECORD).bit_length())
    counts, found = np.zeros(slots, dtype=np.uint16), []
    for keys, _ in _runs(corpus):
        at, often = np.unique(keys % np.uint64(slots), return_counts=True)
        counts[at] = np.minimum(counts[at] + often, 60_000)
    for keys, docs in _runs(corpus):
        often = counts[keys % np.uint64(slots)]
        rare = (often > 1) & (often <= 2 * caps.runs(total))
        found += [_packed(keys[rare], docs[rare]), *_neighbours(keys, docs, often, total, caps)]
    return found


def _runs(corpus: Corpus) -> Iterator[tuple[Keys, Ints]]:
    """Runs of three words of one text after the other, some records at a time, in order."""
    for start in range(0, len(corpus), _CHUNK):
        rows = np.arange(start, min(start + _CHUNK, len(corpus)))
        for text in (corpus["title"], corpus["summary"], corpus["effect"]):
            keys, owner = text.runs(rows, 3)
            yield keys, rows[owner]


def _neighbours(keys: Keys, docs: Ints, often: npt.NDArray[np.uint16], total: int, caps: Caps) -> Iterator[Keys]:
    """Keys of two middling runs of one record, one to three runs apart."""
    kept = (often > caps.runs(total)) & (often <= max(4 * caps.runs(total), caps.middling_share * total))
    keys, docs = keys[kept], docs[kept]
    for skip in (1, 2, 3):
        same = docs[skip:] == docs[:-skip]
        yield _packed(mixed(keys[:-skip][same], keys[skip:][same]), docs[skip:][same])


Pairs = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], float]


def _shared(parts: list[Keys], cap: int, weight: float) -> Iterator[Pairs]:
    """Pairs that share keys of 2 to `cap` records, grouped by how many records share the key."""
    packed = distinct(np.concatenate(parts))
    keys, docs = packed >> _DOC_BITS, (packed & np.uint64((1 << 24) - 1)).astype(np.int64)
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, dtype=np.int64)
    sizes = np.diff(np.r_[starts, len(keys)])
    for size in range(2, cap + 1):
        chosen = starts[sizes == size]
        for block in range(0, len(chosen), max(1, _BLOCK // (size * size))):
            groups = docs[chosen[block : block + max(1, _BLOCK // (size * size)), None] + np.arange(size)]
            left, right = np.triu_indices(size, 1)
            yield groups[:, left].ravel(), groups[:, right].ravel(), weight / np.log2(size + 1)


def _best(pairs: list[Pairs], total: int, most: int) -> tuple[Ints, Ints]:
    """The `most` heaviest pairs of every record, in order of position."""
    if not pairs:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    codes = np.concatenate([one * total + other for one, other, _ in pairs])
    weights = np.concatenate([np.full(len(one), weight) for one, _, weight in pairs])
    codes, inverse = np.unique(codes, return_inverse=True)
    totals = np.bincount(inverse, weights, minlength=len(codes)).astype(np.float64)
    one, other = codes // total, codes % total
    kept = _top(one, totals, most) | _top(other, totals, most)
    return one[kept], other[kept]


def _top(owner: npt.NDArray[np.int64], weights: npt.NDArray[np.float64], most: int) -> npt.NDArray[np.bool_]:
    """Marks the `most` heaviest entries of every owner."""
    order = np.lexsort((-weights, owner))
    ranked = owner[order]
    starts = np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]]) if len(ranked) else np.zeros(0, dtype=np.int64)
    rank = np.arange(len(ranked)) - np.repeat(starts, np.diff(np.r_[starts, len(ranked)]))
    marks = np.zeros(len(ranked), dtype=bool)
    marks[order] = rank < most
    return marks
