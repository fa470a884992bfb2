"""Candidates: pairs of records that share rare keys, the best few of each record. Never all pairs.

One sorted array of keys; a key that too many records have says nothing and is dropped. A run of words that is a little
too common still counts together with the next such run: that keeps finding copies as the register grows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matchers.keys import person_keys, text_keys
from matchers.normal import Prepared
from matchers.runs import Keys, mixed

Docs = npt.NDArray[np.int64]
_PERSON_WEIGHT = 2.0
_BLOCK = 2_000_000  # pairs made at a time


@dataclass(frozen=True, slots=True)
class Caps:
    """How many records may share a key before it says nothing, and how many candidates a record may have."""

    run: int = 16
    run_small: int = 48  # in a register of up to `small` records
    person: int = 60
    small: int = 3000
    middling_share: float = 0.006  # a run this common counts in pairs of runs
    candidates: int = 6
    candidates_small: int = 25

    def runs(self, total: int) -> int:
        return self.run_small if total <= self.small else self.run

    def best(self, total: int) -> int:
        return self.candidates_small if total <= self.small else self.candidates


def candidates(records: Sequence[Prepared], new: int, caps: Caps) -> list[tuple[int, int]]:
    """Pairs (i, j) of positions, i < j and i < `new`: of the first `new` records with one another and with the rest."""
    if len(records) < 2 or not new:
        return []
    runs, run_docs = _gather([text_keys(record) for record in records])
    people, people_docs = _gather([person_keys(record) for record in records])
    pairs = [
        *_shared(runs, run_docs, new, caps.runs(len(records)), 1.0),
        *_shared(*_neighbours(runs, run_docs, len(records), caps), new, caps.runs(len(records)), 1.0),
        *_shared(people, people_docs, new, caps.person, _PERSON_WEIGHT),
    ]
    return _best(pairs, len(records), caps.best(len(records)))


def _gather(keys: list[Keys]) -> tuple[Keys, Docs]:
    sizes = np.fromiter(map(len, keys), dtype=np.int64, count=len(keys))
    return np.concatenate(keys), np.repeat(np.arange(len(keys), dtype=np.int64), sizes)


def _neighbours(runs: Keys, docs: Docs, total: int, caps: Caps) -> tuple[Keys, Docs]:
    """Keys of two middling runs of one record, one to three runs apart."""
    _, inverse, counts = np.unique(runs, return_inverse=True, return_counts=True)
    often = counts[inverse]
    kept = (often > caps.runs(total)) & (often <= max(4 * caps.runs(total), caps.middling_share * total))
    runs, docs = runs[kept], docs[kept]
    keys, owners = [], []
    for skip in (1, 2, 3):
        same = docs[skip:] == docs[:-skip]
        keys.append(mixed(runs[:-skip][same], runs[skip:][same]))
        owners.append(docs[skip:][same])
    return np.concatenate(keys), np.concatenate(owners)


Pairs = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], float]


def _shared(keys: Keys, docs: Docs, new: int, cap: int, weight: float) -> Iterator[Pairs]:
    """Pairs that share keys of 2 to `cap` records, grouped by how many records share the key."""
    order = np.lexsort((docs, keys))
    keys, docs = keys[order], docs[order]
    first = np.ones(len(keys), dtype=bool)
    first[1:] = (keys[1:] != keys[:-1]) | (docs[1:] != docs[:-1])
    keys, docs = keys[first], docs[first]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, dtype=np.int64)
    sizes = np.diff(np.r_[starts, len(keys)])
    for size in range(2, cap + 1):
        chosen = starts[sizes == size]
        for block in range(0, len(chosen), max(1, _BLOCK // (size * size))):
            groups = docs[chosen[block : block + max(1, _BLOCK // (size * size)), None] + np.arange(size)]
            groups = groups[groups[:, 0] < new]  # each group is in order: an old first record means all are old
            left, right = np.triu_indices(size, 1)
            one, other = groups[:, left].ravel(), groups[:, right].ravel()
            kept = one < new
            yield one[kept], other[kept], weight / np.log2(size + 1)


def _best(pairs: list[Pairs], total: int, most: int) -> list[tuple[int, int]]:
    """The `most` heaviest pairs of every record, in order of position."""
    if not pairs:
        return []
    codes = np.concatenate([one * total + other for one, other, _ in pairs])
    weights = np.concatenate([np.full(len(one), weight) for one, _, weight in pairs])
    codes, inverse = np.unique(codes, return_inverse=True)
    totals = np.bincount(inverse, weights, minlength=len(codes)).astype(np.float64)
    one, other = codes // total, codes % total
    kept = _top(one, totals, most) | _top(other, totals, most)
    return list(zip(one[kept].tolist(), other[kept].tolist(), strict=True))


def _top(owner: npt.NDArray[np.int64], weights: npt.NDArray[np.float64], most: int) -> npt.NDArray[np.bool_]:
    """Marks the `most` heaviest entries of every owner."""
    order = np.lexsort((-weights, owner))
    ranked = owner[order]
    starts = np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]]) if len(ranked) else np.zeros(0, dtype=np.int64)
    rank = np.arange(len(ranked)) - np.repeat(starts, np.diff(np.r_[starts, len(ranked)]))
    marks = np.zeros(len(ranked), dtype=bool)
    marks[order] = rank < most
    return marks
