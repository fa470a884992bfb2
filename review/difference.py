"""Two texts word by word: what really differs, and what is only spelled, scanned or placed otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from schemas.text import fold

Mark = Literal["", "noise", "moved", "other", "number"]
_MOST = 1500  # words of each text that are compared; the rest is shown as it is
_NOISE = 75.0  # likeness of two words of which one may be the other misread
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Word:
    """`mark`: empty for what both texts say; `noise`: spelled or scanned otherwise; `moved`: stands elsewhere;
    `number`: a figure that only this side has; `other`: a word that only this side has.
    """

    text: str
    mark: Mark


def difference(one: str, other: str) -> tuple[list[Word], list[Word]]:
    """Both texts as words with their marks."""
    left, right = _WORD.findall(one), _WORD.findall(other)
    a, b = [*map(_key, left[:_MOST])], [*map(_key, right[:_MOST])]
    marks = ([""] * len(left), [""] * len(right))
    for same, (i1, i2, j1, j2) in _runs(a, b):
        if same:
            for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
                if _plain(left[i]) != _plain(right[j]):
                    marks[0][i] = marks[1][j] = "noise"
        else:
            _exchanged(a[i1:i2], b[j1:j2], marks[0], marks[1], (i1, j1))
    _moved(a, b, marks[0], marks[1])
    return _words(left, marks[0]), _words(right, marks[1])


def _runs(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[bool, tuple[int, int, int, int]]]:
    """Runs of both texts side by side, those that agree and those that do not."""
    for same, steps in groupby(Levenshtein.opcodes(a, b), key=lambda step: step.tag == "equal"):
        first, *more = steps
        last = more[-1] if more else first
        yield same, (first.src_start, last.src_end, first.dest_start, last.dest_end)


def _words(texts: Sequence[str], marks: Sequence[str]) -> list[Word]:
    return [Word(text, mark) for text, mark in zip(texts, marks, strict=True)]  # type: ignore[arg-type]


def _key(word: str) -> str:
    """What a word is without accents, case and punctuation; a sign alone stays itself."""
    return re.sub(r"\W+", "", fold(word)) or word


def _plain(word: str) -> str:
    return word.casefold().strip(".,;:()“”\"'-–")


def _exchanged(a: Sequence[str], b: Sequence[str], left: list[str], right: list[str], at: tuple[int, int]) -> None:
    """Marks words that stand for one another: a misreading is noise, a figure is not, whatever it looks like."""
    pairs = dict(_alike(a, b))
    for i, word in enumerate(a):
        left[at[0] + i] = "noise" if i in pairs else _own(word)
    for j, word in enumerate(b):
        right[at[1] + j] = "noise" if j in pairs.values() else _own(word)


def _alike(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int]]:
    free = [*range(len(b))]
    for i, word in enumerate(a):
        near = next((j for j in free[:4] if _may_be_misread(word, b[j])), None)
        if near is not None:
            free = free[free.index(near) + 1 :]
            yield i, near


def _may_be_misread(one: str, other: str) -> bool:
    if any(map(str.isdigit, one + other)) or min(len(one), len(other)) < 3:
        return False
    return fuzz.ratio(one, other) >= _NOISE


def _own(word: str) -> Mark:
    return "number" if any(map(str.isdigit, word)) else "other"


def _moved(a: Sequence[str], b: Sequence[str], left: list[str], right: list[str]) -> None:
    """Words that the other text has too, only elsewhere; a figure in another place is worth a look."""
    for own, marks, others, theirs in ((a, left, b, right), (b, right, a, left)):
        spare = Counter(word for word, mark in zip(others, theirs, strict=False) if mark in ("other", "moved"))
        for at, word in enumerate(own):
            if marks[at] == "other" and spare[word] > 0:
                spare[word] -= 1
                marks[at] = "moved"
