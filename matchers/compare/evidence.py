"""What a comparator is: scores for many pairs at once, from 0 (unlike) to 1 (alike), and a Vietnamese line for one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from matchers.compare.batch import Batch
from matchers.compare.sets import Floats
from matchers.normal import Prepared

Scores = Mapping[str, Floats]  # by comparator, one score for each pair; NaN where it cannot tell


@dataclass(frozen=True, slots=True)
class Evidence:
    score: float
    detail: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair of a batch, to be spoken of; `score`: what the comparator that speaks gave it."""

    batch: Batch
    at: int
    score: float

    @property
    def a(self) -> Prepared:
        return self.batch.side(int(self.batch.left[self.at]))

    @property
    def b(self) -> Prepared:
        return self.batch.side(int(self.batch.right[self.at]))


@dataclass(frozen=True, slots=True)
class Comparator:
    """`score` may look at what the batch's former comparators found; `line` is asked only where the score is told."""

    score: Callable[[Batch], Floats]
    line: Callable[[Pair], str]


def known(scores: Scores, code: str, default: float = 0.0) -> Floats:
    """The scores of a comparator, `default` where it could not tell."""
    found = scores.get(code)
    return np.array(default) if found is None else np.where(np.isnan(found), default, found)


def percent(share: float) -> str:
    return f"{round(100 * share)}%"


def listed(words: Iterable[str], most: int = 6) -> str:
    """Words for a Vietnamese line, the first few in order."""
    ordered = list(words) if isinstance(words, list) else sorted(words)
    return ", ".join(ordered[:most]) + (" …" if len(ordered) > most else "")
