"""Titles in which OCR joined, parted or broke words: the places where they differ are paired by their letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from matchers.compare.batch import Batch
from matchers.compare.overlap import Overlap
from matchers.compare.sets import Marks
from matchers.runs import Ints, word_key

_TITLES = 88.0  # letters of both titles without their blanks
_PLACES = 72.0  # letters of one place where they differ: one wrong letter in four
_Place = tuple[Sequence[str], Sequence[str]]


def mended(batch: Batch, found: Overlap) -> Overlap:
    """`found` with words paired that stand for each other in titles alike letter by letter, wherever blanks are."""
    open_ = np.flatnonzero((found.left_a > 0) & (found.left_b > 0) & (found.shared < 0.95))
    paired, extra = found.paired.copy(), found.extra.copy()
    for pair, one, other in _alike(batch, open_):
        for place in _places(one.split(), other.split()):
            at_a, at_b = (_at(found, pair, words, side) for words, side in zip(place, _sides(found), strict=True))
            if len(at_a) and len(at_b):
                paired[at_a] = paired[at_b] = True
                extra[pair] += min(found.weights[at_a].sum(), found.weights[at_b].sum())
    return replace(found, paired=paired, extra=extra)


def _sides(found: Overlap) -> tuple[Marks, Marks]:
    return found.alone_a, found.alone_b


def _alike(batch: Batch, pairs: Ints) -> Iterator[tuple[int, str, str]]:
    """Those of some pairs whose titles are alike without their blanks, with both."""
    texts = [batch.corpus["title text"].texts(side[pairs]) for side in (batch.left, batch.right)]
    bare = [[text.replace(" ", "") for text in side] for side in texts]
    ratios = process.cpdist(*bare, scorer=fuzz.ratio, score_cutoff=_TITLES) if len(pairs) else np.zeros(0)
    for at in np.flatnonzero(ratios).tolist():
        yield int(pairs[at]), texts[0][at], texts[1][at]


def _places(one: list[str], other: list[str]) -> Iterator[_Place]:
    """Where two titles differ, but only in letters; figures make two things."""
    for a, b in _differences(one, other):
        left, right = "".join(a), "".join(b)
        if min(len(a), len(b)) and left.isalpha() and right.isalpha() and fuzz.ratio(left, right) >= _PLACES:
            yield a, b


def _differences(one: list[str], other: list[str]) -> Iterator[_Place]:
    """The words of either title between two that both have."""
    equal = [op for op in Levenshtein.opcodes(one, other) if op.tag == "equal"]
    ends = [(0, 0), *((op.src_end, op.dest_end) for op in equal)]
    starts = [*((op.src_start, op.dest_start) for op in equal), (len(one), len(other))]
    for (a, b), (to_a, to_b) in zip(ends, starts, strict=True):
        yield one[a:to_a], other[b:to_b]


def _at(found: Overlap, pair: int, words: Sequence[str], alone: Marks) -> Ints:
    """The places of some words of a pair that found no partner yet."""
    first, last = np.searchsorted(found.words.pair, [pair, pair + 1])
    keys = np.array([word_key(word) for word in words], dtype=np.uint64)
    here = np.flatnonzero(alone[first:last] & np.isin(found.words.key[first:last], keys))
    return here + int(first)
