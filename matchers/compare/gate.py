"""A glance that spares most candidates the full comparison: shared keys counted for many pairs at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from matchers.compare.sets import Floats, Marks
from matchers.compare.sketch import Sketches, Taken
from matchers.corpus import Corpus
from matchers.processes import spread
from matchers.runs import Ints, Keys, Ragged, distinct, split, within
from matchers.vocabulary import stock_keys

# Below what any pair worth a look has; measured on registers with planted duplicates.
_PEOPLE_TEXT, _PEOPLE_TITLE, _PEOPLE_WORDS = 0.25, 0.6, 0.45
_OTHERS_TEXT, _OTHERS_TITLE = 0.4, 0.7
_NO_TEXT = 4  # runs
_BLOCK, _WORDS = 40_000, 12_000_000  # pairs, words of their summaries: what is looked at at a time
_SKETCHED, _SKETCHED_WORDS = 4000, 1_000_000  # records, words of their summaries
_RUN_BITS, _WORD_BITS = 2048, 1024
_MANY = 100_000  # pairs: fewer are not worth sketches and a second process
_OWNER_BITS = np.uint64(44)  # a key keeps so many bits, the rest number its owner
_KEY = np.uint64((1 << 44) - 1)


@dataclass(frozen=True)
class _Glance:
    """Sketches of the runs of three words of summaries, and of their words but stock, when they are worth it."""

    corpus: Corpus
    runs: Sketches | None
    words: Sketches | None

    def block(self, one: Ints, other: Ints) -> Marks:
        title = _shared(self.corpus["topic"].take, one, other)[0]
        acquainted = _shared(self.corpus["who"].take, one, other)[0] > 0
        text, runs = self._text(one, other, np.where(acquainted, _PEOPLE_TEXT, _OTHERS_TEXT))
        open_ = np.flatnonzero(acquainted & (text < _PEOPLE_TEXT) & (title < _PEOPLE_TITLE))
        words = np.zeros(len(one))
        words[open_] = self._words(one[open_], other[open_])
        people = (text >= _PEOPLE_TEXT) | (title >= _PEOPLE_TITLE) | (words >= _PEOPLE_WORDS)
        others = (text >= _OTHERS_TEXT) | ((runs < _NO_TEXT) & (title >= _OTHERS_TITLE))
        return np.where(acquainted, people, others)

    def _text(self, one: Ints, other: Ints, asked: Floats) -> tuple[Floats, Ints]:
        """The share of runs, and about how many the fewer are. A share of less than asked may be told as 0."""
        near, shares, fewer = np.arange(len(one)), np.zeros(len(one)), np.zeros(len(one), dtype=np.int64)
        if self.runs is not None:
            most, fewer = self.runs.at_most(one, other)
            near = np.flatnonzero((most >= asked) | (fewer < _NO_TEXT))
        shares[near], fewer[near] = _shared(_runs_of(self.corpus), one[near], other[near])
        return shares, fewer

    def _words(self, one: Ints, other: Ints) -> Floats:
        """The share of words; one that is too small for people may be told as 0."""
        near, shares = np.arange(len(one)), np.zeros(len(one))
        if self.words is not None:
            near = np.flatnonzero(self.words.at_most(one, other)[0] >= _PEOPLE_WORDS)
        shares[near] = _shared(_matter_of(self.corpus), one[near], other[near])[0]
        return shares


def worth_comparing(corpus: Corpus, one: Ints, other: Ints) -> Marks:
    """Marks pairs of positions; False where too little is shared for any verdict but `different`."""
    glance, many, sizes = _Glance(corpus, None, None), len(one) > _MANY, corpus["summary"].sizes
    if many:
        parts = split(np.diff(corpus["summary"].starts), _SKETCHED_WORDS, _SKETCHED)
        runs = Sketches.of(_runs_of(corpus), parts, _RUN_BITS)
        glance = _Glance(corpus, runs, Sketches.of(_matter_of(corpus), parts, _WORD_BITS))

    def block(part: slice) -> Marks:
        return glance.block(one[part], other[part])

    marks = spread(block, split(sizes(one) + sizes(other), _WORDS, _BLOCK), many)
    return np.concatenate(marks) if marks else np.zeros(0, dtype=bool)


def _runs_of(corpus: Corpus) -> Taken:
    return partial(corpus["summary"].runs, size=3)


def _matter_of(corpus: Corpus) -> Taken:
    return partial(_matter, corpus["summary"])


def _matter(text: Ragged, rows: Ints) -> tuple[Keys, Ints]:
    """The different words but stock."""
    keys, owner = text.take(rows)
    kept = ~within(keys, stock_keys())
    have = _owned(keys[kept], owner[kept])
    return have & _KEY, (have >> _OWNER_BITS).astype(np.int64)


def _owned(keys: Keys, owner: Ints) -> Keys:
    """The different keys of each owner, in order of owner and key."""
    return distinct((owner.astype(np.uint64) << _OWNER_BITS) | (keys & _KEY))


def _shared(taken: Taken, one: Ints, other: Ints) -> tuple[Floats, Ints]:
    """For pairs of rows the share of the fewer keys that both have, and how many the fewer are; `taken`: keys of rows.

    Keys are looked up in order, pair by pair of one right owner: that is faster than sorting both sides of every pair.
    """
    rows, local = np.unique(np.concatenate([one, other]), return_inverse=True)
    left, right = local[: len(one)], local[len(one) :]
    have = _owned(*taken(rows))
    counts = np.bincount((have >> _OWNER_BITS).astype(np.int64), minlength=len(rows))
    order = np.argsort(right, kind="stable")
    asked, pair = Ragged(have, np.r_[0, np.cumsum(counts)]).take(left[order])
    asked = (right[order][pair].astype(np.uint64) << _OWNER_BITS) | (asked & _KEY)
    at = np.searchsorted(have, asked)
    found = np.r_[have, np.uint64(0)][at] == asked
    both = np.empty(len(left))
    both[order] = np.bincount(pair, found, minlength=len(left))
    fewer = np.minimum(counts[left], counts[right])
    return both / np.maximum(fewer, 1), fewer
