"""Weighted overlap of the words of two texts; words that OCR damaged are paired by spelling first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from rapidfuzz import fuzz, process

from matchers.compare.batch import Batch
from matchers.compare.sets import Floats, Marks, Union, crossed
from matchers.runs import Ints

_CUTOFF = 72.0  # one wrong letter in four
_MOST_LEFT = 60  # leftovers of two unlike texts: pairing them is work for nothing
_LETTERS = {letter: 1 << at for at, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}
Text = Literal["title", "summary"]


@dataclass(frozen=True)
class Overlap:
    """Masses are sums of word weights; of the words of one side only those are `alone_*` that found no partner."""

    words: Union
    weights: Floats  # of the words
    paired: Marks  # words of one side that stand for one of the other
    extra: Floats  # what the paired words have in common

    @cached_property
    def alone_a(self) -> Marks:
        return self.words.in_a & ~self.words.in_b & ~self.paired

    @cached_property
    def alone_b(self) -> Marks:
        return self.words.in_b & ~self.words.in_a & ~self.paired

    def mass(self, chosen: Marks) -> Floats:
        return self.words.sums(chosen, self.weights)

    @cached_property
    def common(self) -> Floats:
        return self.mass(self.words.both) + self.extra

    @cached_property
    def left_a(self) -> Floats:
        return self.mass(self.alone_a)

    @cached_property
    def left_b(self) -> Floats:
        return self.mass(self.alone_b)

    @property
    def contained(self) -> Floats:
        """Share of the poorer side that the other side has too."""
        smaller = self.common + np.minimum(self.left_a, self.left_b)
        return self.common / np.where(smaller > 0, smaller, 1.0)

    @property
    def shared(self) -> Floats:
        """Share of all words that both sides have."""
        union = self.common + self.left_a + self.left_b
        return self.common / np.where(union > 0, union, 1.0)


def overlap(batch: Batch, words: Union, text: Text) -> Overlap:
    """`words`: those to compare, all of them of `text`."""
    weights, paired = batch.stats.weights(words.key), np.zeros(len(words.key), dtype=bool)
    extra = np.zeros(len(batch))
    for at, other, likeness in _partners(batch, words, text):
        extra[words.pair[at]] += likeness * min(weights[at], weights[other])
        paired[[at, other]] = True
    return Overlap(words, weights, paired, extra)


def _partners(batch: Batch, words: Union, text: Text) -> Iterator[tuple[int, int, float]]:
    """Places of alike words, the most alike of a pair first, each word once."""
    taken: set[int] = set()
    for unlike, _, _, one, other in sorted(_alike(batch, words, text)):
        if one not in taken and other not in taken:
            taken.update((one, other))
            yield one, other, -unlike


def _alike(batch: Batch, words: Union, text: Text) -> Iterator[tuple[float, str, str, int, int]]:
    """Words left on either side of one pair that are alike in spelling: less how alike, the words, their places."""
    single = ~words.both
    few = (words.counts(single) <= _MOST_LEFT) & (words.counts(words.in_a) > words.shared)
    few &= words.counts(words.in_b) > words.shared
    places = np.flatnonzero(single & few[words.pair])
    keys, kind = np.unique(words.key[places], return_inverse=True)
    spelling = _spelled(batch, np.flatnonzero(few), text)
    texts = [spelling[key] for key in keys.tolist()]
    usable = np.array([len(word) > 2 and word.isalpha() for word in texts], dtype=bool)[kind]
    sides = [np.flatnonzero(usable & side[places]) for side in (words.in_a, words.in_b)]
    sizes = [np.bincount(words.pair[places[side]], minlength=words.pairs) for side in sides]
    _, at_a, at_b = crossed(*sizes)
    at_a, at_b = sides[0][at_a], sides[1][at_b]
    near = _may_be_alike(texts, kind[at_a], kind[at_b])
    at_a, at_b = at_a[near], at_b[near]
    codes, inverse = np.unique(kind[at_a] * len(keys) + kind[at_b], return_inverse=True)
    left, right = ([texts[n] for n in part.tolist()] for part in np.divmod(codes, max(len(keys), 1)))
    ratios = process.cpdist(left, right, scorer=fuzz.ratio, score_cutoff=_CUTOFF) if left else np.zeros(0)
    for hit in np.flatnonzero(ratios[inverse]).tolist():
        number = inverse[hit]
        yield -float(ratios[number]) / 100, left[number], right[number], int(places[at_a[hit]]), int(places[at_b[hit]])


def _spelled(batch: Batch, pairs: Ints, text: Text) -> dict[int, str]:
    """The words of a text of some pairs by their keys."""
    rows = np.unique(np.concatenate([batch.left[pairs], batch.right[pairs]]))
    summaries = (batch.side(row).summary for row in rows.tolist())
    texts = batch.corpus["title text"].texts(rows) if text == "title" else summaries
    found: dict[int, str] = {}
    for row, words in zip(rows.tolist(), texts, strict=True):
        found.update(zip(batch.corpus[text].row(row), words.split(), strict=True))
    return found


def _may_be_alike(texts: list[str], one: Ints, other: Ints) -> Marks:
    """Whether lengths and letters allow the ratio: each letter that the other word lacks is one wrong letter."""
    sizes = np.array([len(text) for text in texts], dtype=np.int64)
    letters = np.array([sum(_LETTERS.get(letter, 0) for letter in {*text}) for text in texts], dtype=np.uint32)
    a, b = letters[one], letters[other]
    common = np.minimum(sizes[one] - np.bitwise_count(a & ~b), sizes[other] - np.bitwise_count(b & ~a))
    near: Marks = 200.0 * common >= _CUTOFF * (sizes[one] + sizes[other])
    return near
