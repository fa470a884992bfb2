"""How alike people's names are, all couples of authors of many pairs at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from matchers.compare.batch import Batch
from matchers.compare.sets import Floats, crossed
from matchers.people import skeleton
from matchers.runs import Ints, Keys

# Two people, one name but for its tone marks (Thúy, Thủy): as likely as an OCR slip.
_OTHER_TONES = 0.7
_OCR_RATIO = 84.0
_HALF = np.uint64(32)


@dataclass(frozen=True)
class Couples:
    """The authors of each pair, every one of a side with every one of the other, in order of pair and author."""

    pair: Ints
    at_a: Ints  # numbers of the authors in their records
    at_b: Ints
    author_a: Ints  # number in `bare`
    likeness: Floats
    best: Ints  # the first of the most alike couples of each pair that has any
    bare: list[str]  # different authors' names

    @property
    def best_pair(self) -> Ints:
        return self.pair[self.best]


def couples(batch: Batch) -> Couples:
    rows = batch.corpus["authors"]
    (left, _), (right, _) = rows.take(batch.left), rows.take(batch.right)
    pair, at_a, at_b = crossed(rows.sizes(batch.left), rows.sizes(batch.right))
    authors, number = np.unique(np.concatenate([left, right]), return_inverse=True)
    one, other = number[: len(left)][at_a], number[len(left) :][at_b]
    bare = _bare(batch, authors)
    codes, inverse = np.unique(one * len(authors) + other, return_inverse=True)
    likeness = _likeness(authors, bare, *np.divmod(codes, max(len(authors), 1)))[inverse]
    order = np.lexsort((-likeness, pair))
    best = order[np.unique(pair, return_index=True)[1]]
    first_a, first_b = (_starts(rows.sizes(side)) for side in (batch.left, batch.right))
    return Couples(pair, at_a - first_a[pair], at_b - first_b[pair], one, likeness, best, bare)


def _starts(sizes: Ints) -> Ints:
    return np.cumsum(sizes) - sizes


def _bare(batch: Batch, authors: Keys) -> list[str]:
    rows = np.unique(np.concatenate([batch.left, batch.right]))
    known = batch.corpus["authors"]
    texts: dict[int, str] = {}
    for row, text in zip(rows.tolist(), batch.corpus["names"].texts(rows), strict=True):
        texts.update(zip(known.row(row), text.split("\n"), strict=False))
    return [texts[author] for author in authors.tolist()]


def _likeness(authors: Keys, bare: list[str], one: Ints, other: Ints) -> Floats:
    """1 the same letters and tones; 0.95 when one has no accents; less for other tones and OCR slips; else 0."""
    plain = (authors & np.uint64(0xFFFFFFFF)) == authors >> _HALF
    a, b = authors[one], authors[other]
    same = (a & np.uint64(0xFFFFFFFF)) == (b & np.uint64(0xFFFFFFFF))
    score: Floats = np.where(a == b, 1.0, np.where(plain[one] | plain[other], 0.95, _OTHER_TONES)) * same
    rest = np.flatnonzero(~same)
    score[rest] = _ocr_likeness(bare, one[rest], other[rest])
    return score


def _ocr_likeness(bare: list[str], one: Ints, other: Ints) -> Floats:
    """Of names that are unlike letter by letter."""
    bones = [skeleton(text) for text in bare]
    left, right = ([bones[author] for author in side.tolist()] for side in (one, other))
    if not left:
        return np.zeros(0)
    ratios = process.cpdist(left, right, scorer=fuzz.ratio, score_cutoff=_OCR_RATIO, dtype=np.float64)
    score = np.zeros(len(ratios))
    for hit in np.flatnonzero(ratios).tolist():
        if left[hit] == right[hit]:
            score[hit] = 0.8
        elif not _other_given_name(bare[one[hit]], bare[other[hit]]):
            score[hit] = 0.3 + 0.4 * ratios[hit] / 100
    return score


def _other_given_name(a: str, b: str) -> bool:
    """Lan and Loan are two people, though the rest of their names is one: whole words exchanged are no OCR slip."""
    one, other = a.split(), b.split()
    if len(one) != len(other):
        return False
    unlike = [(x, y) for x, y in zip(one, other, strict=True) if x != y]
    return len(unlike) == 1 and Levenshtein.distance(*unlike[0]) > 1
