"""A glance that spares most candidates the full comparison: shared keys counted for many pairs at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from matchers.compare.sets import Floats, Marks
from matchers.compare.sketch import Sketches
from matchers.corpus import Corpus
from matchers.processes import spread
from matchers.runs import Ints, Keys, Ragged, distinct, split, within
from matchers.vocabulary import stock_keys

# Below what any pair worth a look has; measured on registers with planted duplicates.
_PEOPLE_TEXT, _PEOPLE_TITLE, _PEOPLE_WORDS = 0.25, 0.6, 0.45
_OTHERS_TEXT, _OTHERS_TITLE = 0.4, 0.7
_NO_TEXT = 4  # runs
_BLOCK, _WORDS = 40_000, 12_000_000  # pairs, words of their summaries: what is looked at at a time
_MANY = 100_000  # pairs: fewer are not worth sketches and a second process
_OWNER_BITS = np.uint64(44)  # a key keeps so many bits, the rest number its owner


def worth_comparing(corpus: Corpus, one: Ints, other: Ints) -> Marks:
    """Marks pairs of positions; False where too little is shared for any verdict but `different`."""
    many = len(one) > _MANY
    sketches = Sketches.of(corpus["summary"]) if many else None

    words = corpus["summary"].sizes(one) + corpus["summary"].sizes(other)

    def block(part: slice) -> Marks:
        return _block(corpus, sketches, one[part], other[part])

    marks = spread(block, split(words, _WORDS, _BLOCK), many)
    return np.concatenate(marks) if marks else np.zeros(0, dtype=bool)


def _block(corpus: Corpus, sketches: Sketches | None, one: Ints, other: Ints) -> Marks:
    title, _ = _shared(corpus["topic"].take, one, other)
    acquainted = _shared(corpus["who"].take, one, other)[0] > 0
    text, runs = _texts(corpus["summary"], sketches, one, other, np.where(acquainted, _PEOPLE_TEXT, _OTHERS_TEXT))
    others = (text >= _OTHERS_TEXT) | ((runs < _NO_TEXT) & (title >= _OTHERS_TITLE))
    words = np.zeros(len(one))
    open_ = np.flatnonzero(acquainted & (text < _PEOPLE_TEXT) & (title < _PEOPLE_TITLE))
    words[open_] = _shared(partial(_matter, corpus["summary"]), one[open_], other[open_])[0]
    people = (text >= _PEOPLE_TEXT) | (title >= _PEOPLE_TITLE) | (words >= _PEOPLE_WORDS)
    return np.where(acquainted, people, others)


def _texts(text: Ragged, sketches: Sketches | None, one: Ints, other: Ints, asked: Floats) -> tuple[Floats, Ints]:
    """The share of runs, and how many the fewer are. Where the share is less than asked it may be told as 0."""
    shares, runs = np.zeros(len(one)), np.full(len(one), _NO_TEXT)
    near = np.arange(len(one))
    if sketches is not None:
        most, least = sketches.at_most(one, other)
        near = np.flatnonzero((most >= asked) | (least < _NO_TEXT))
    shares[near], runs[near] = _shared(partial(text.runs, size=3), one[near], other[near])
    return shares, runs


def _matter(text: Ragged, rows: Ints) -> tuple[Keys, Ints]:
    keys, owner = text.take(rows)
    kept = ~within(keys, stock_keys())
    return keys[kept], owner[kept]


def _shared(taken: Callable[[Ints], tuple[Keys, Ints]], one: Ints, other: Ints) -> tuple[Floats, Ints]:
    """For pairs of rows the share of the fewer keys that both have, and how many the fewer are; `taken`: keys of rows.

    Keys are looked up in order, pair by pair of one right owner: that is faster than sorting both sides of every pair.
    """
    rows, local = np.unique(np.concatenate([one, other]), return_inverse=True)
    left, right = local[: len(one)], local[len(one) :]
    keys, owner = taken(rows)
    mask = np.uint64((1 << 44) - 1)
    have = distinct((owner.astype(np.uint64) << _OWNER_BITS) | (keys & mask))
    counts = np.bincount((have >> _OWNER_BITS).astype(np.int64), minlength=len(rows))
    order = np.argsort(right, kind="stable")
    asked, pair = Ragged(have, np.r_[0, np.cumsum(counts)]).take(left[order])
    asked = (right[order][pair].astype(np.uint64) << _OWNER_BITS) | (asked & mask)
    at = np.searchsorted(have, asked)
    found = np.r_[have, np.uint64(0)][at] == asked
    both = np.empty(len(left))
    both[order] = np.bincount(pair, found, minlength=len(left))
    fewer = np.minimum(counts[left], counts[right])
    return both / np.maximum(fewer, 1), fewer
