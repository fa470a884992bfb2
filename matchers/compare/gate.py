"""A glance that spares most candidates the full comparison: shared keys counted for many pairs at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchers.corpus import Corpus
from matchers.processes import spread
from matchers.runs import Ints, Keys, Ragged, distinct, within
from matchers.vocabulary import stock_keys

# Below what any pair worth a look has; measured on registers with planted duplicates.
_PEOPLE_TEXT, _PEOPLE_TITLE, _PEOPLE_WORDS = 0.25, 0.6, 0.45
_OTHERS_TEXT, _OTHERS_TITLE = 0.4, 0.7
_NO_TEXT = 4  # runs
_BLOCK = 40_000  # pairs
_OWNER_BITS = np.uint64(44)  # a key keeps so many bits, the rest number its owner

Floats = npt.NDArray[np.float64]


def worth_comparing(corpus: Corpus, one: Ints, other: Ints) -> npt.NDArray[np.bool_]:
    """Marks pairs of positions; False where too little is shared for any verdict but `different`."""

    def block(at: int) -> npt.NDArray[np.bool_]:
        return _block(corpus, one[at : at + _BLOCK], other[at : at + _BLOCK])

    marks = spread(block, list(range(0, len(one), _BLOCK)), len(one) > 4 * _BLOCK)
    return np.concatenate(marks) if marks else np.zeros(0, dtype=bool)


def _block(corpus: Corpus, one: Ints, other: Ints) -> npt.NDArray[np.bool_]:
    rows, local = np.unique(np.concatenate([one, other]), return_inverse=True)
    left, right = local[: len(one)], local[len(one) :]
    text, runs = _shared(*corpus["summary"].runs(rows, 3), left, right)
    title, _ = _shared(*corpus["topic"].take(rows), left, right)
    acquainted = _shared(*corpus["who"].take(rows), left, right)[0] > 0
    others = (text >= _OTHERS_TEXT) | ((runs < _NO_TEXT) & (title >= _OTHERS_TITLE))
    words = np.zeros(len(one))
    open_ = np.flatnonzero(acquainted & (text < _PEOPLE_TEXT) & (title < _PEOPLE_TITLE))
    words[open_] = _shared(*_matter(corpus["summary"], rows), left[open_], right[open_])[0]
    people = (text >= _PEOPLE_TEXT) | (title >= _PEOPLE_TITLE) | (words >= _PEOPLE_WORDS)
    return np.where(acquainted, people, others)


def _matter(text: Ragged, rows: Ints) -> tuple[Keys, Ints]:
    keys, owner = text.take(rows)
    kept = ~within(keys, stock_keys())
    return keys[kept], owner[kept]


def _shared(keys: Keys, owner: Ints, left: Ints, right: Ints) -> tuple[Floats, Ints]:
    """For pairs of owners the share of the fewer keys that both have, and how many the fewer are.

    Keys are looked up in order, pair by pair of one right owner: that is faster than sorting both sides of every pair.
    """
    mask = np.uint64((1 << 44) - 1)
    have = distinct((owner.astype(np.uint64) << _OWNER_BITS) | (keys & mask))
    last = int(max(left.max(initial=-1), right.max(initial=-1)))
    counts = np.bincount((have >> _OWNER_BITS).astype(np.int64), minlength=last + 1)
    order = np.argsort(right, kind="stable")
    asked, pair = Ragged(have, np.r_[0, np.cumsum(counts)]).take(left[order])
    asked = (right[order][pair].astype(np.uint64) << _OWNER_BITS) | (asked & mask)
    at = np.searchsorted(have, asked)
    found = np.r_[have, np.uint64(0)][at] == asked
    both = np.empty(len(left))
    both[order] = np.bincount(pair, found, minlength=len(left))
    fewer = np.minimum(counts[left], counts[right])
    return both / np.maximum(fewer, 1), fewer
