"""A glance that spares most candidates the full comparison: shared keys counted for many pairs at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from matchers.corpus import Corpus, stock_keys
from matchers.runs import Ints, Keys, Ragged, distinct

# Below what any pair worth a look has; measured on registers with planted duplicates.
_PEOPLE_TEXT, _PEOPLE_TITLE, _PEOPLE_WORDS = 0.25, 0.6, 0.55
_OTHERS_TEXT, _OTHERS_TITLE = 0.4, 0.7
_NO_TEXT = 4  # runs
_BLOCK = 20_000  # pairs
_PAIR_BITS = np.uint64(44)  # a key keeps so many bits, the rest number the pair

Floats = npt.NDArray[np.float64]


def worth_comparing(corpus: Corpus, one: Ints, other: Ints) -> npt.NDArray[np.bool_]:
    """Marks pairs of positions; False where too little is shared for any verdict but `different`."""
    blocks = range(0, len(one), _BLOCK)
    marks = [_block(corpus, one[at : at + _BLOCK], other[at : at + _BLOCK]) for at in blocks]
    return np.concatenate(marks) if marks else np.zeros(0, dtype=bool)


def _block(corpus: Corpus, one: Ints, other: Ints) -> npt.NDArray[np.bool_]:
    text, runs = _shared(corpus.summary.runs(one, 3), corpus.summary.runs(other, 3), len(one))
    title, _ = _shared(corpus.topic.take(one), corpus.topic.take(other), len(one))
    acquainted = _shared(corpus.who.take(one), corpus.who.take(other), len(one))[0] > 0
    others = (text >= _OTHERS_TEXT) | ((runs < _NO_TEXT) & (title >= _OTHERS_TITLE))
    words = np.zeros(len(one))
    left = np.flatnonzero(acquainted & (text < _PEOPLE_TEXT) & (title < _PEOPLE_TITLE))
    words[left] = _shared(_matter(corpus.summary, one[left]), _matter(corpus.summary, other[left]), len(left))[0]
    people = (text >= _PEOPLE_TEXT) | (title >= _PEOPLE_TITLE) | (words >= _PEOPLE_WORDS)
    return np.where(acquainted, people, others)


def _matter(text: Ragged, rows: Ints) -> tuple[Keys, Ints]:
    keys, owner = text.take(rows)
    stock = stock_keys()
    kept = stock[np.searchsorted(stock, keys).clip(max=len(stock) - 1)] != keys
    return keys[kept], owner[kept]


def _shared(one: tuple[Keys, Ints], other: tuple[Keys, Ints], pairs: int) -> tuple[Floats, Ints]:
    """For every pair the share of the fewer keys that both sides have, and how many the fewer are."""
    left, right = _distinct(*one), _distinct(*other)
    both = np.intersect1d(left, right, assume_unique=True)
    counts = [np.bincount((keys >> _PAIR_BITS).astype(np.int64), minlength=pairs) for keys in (left, right, both)]
    fewer = np.minimum(counts[0], counts[1])
    return counts[2] / np.maximum(fewer, 1), fewer


def _distinct(keys: Keys, owner: Ints) -> Keys:
    return distinct((owner.astype(np.uint64) << _PAIR_BITS) | (keys & np.uint64((1 << 44) - 1)))
