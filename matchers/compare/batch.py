"""Some pairs of a register's records, and what several comparators look at, made once for all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

from matchers.compare.sets import MOST_PAIRS, Floats, Marks, Union, united
from matchers.corpus import Corpus
from matchers.normal import Prepared, prepare
from matchers.runs import Ints
from matchers.statistics import Statistics
from schemas.match import Record

_Made = TypeVar("_Made")


class Batch:
    """Pairs (`left[k]`, `right[k]`) of positions in the corpus; what is found of a pair depends on no other pair."""

    def __init__(self, corpus: Corpus, pairs: Ints, stats: Statistics) -> None:
        if len(pairs) > MOST_PAIRS:
            raise ValueError(f"{len(pairs)} pairs in one batch")
        self.corpus, self.stats = corpus, stats
        self.left, self.right = pairs[:, 0], pairs[:, 1]
        self.scores: dict[str, Floats] = {}
        self._made: dict[Any, Any] = {}
        self._sides: dict[int, Prepared] = {}

    @classmethod
    def of_two(cls, a: Record, b: Record, stats: Statistics | None = None) -> Batch:
        return cls(Corpus.of([a, b]), np.array([[0, 1]]), stats or Statistics())

    def __len__(self) -> int:
        return len(self.left)

    def only(self, marks: Marks) -> Batch:
        """The marked pairs, with what is known of them."""
        if marks.all():
            return self
        some = Batch(self.corpus, np.stack([self.left[marks], self.right[marks]], axis=1), self.stats)
        some.scores = {code: scores[marks] for code, scores in self.scores.items()}
        some._sides = self._sides
        return some

    def made(self, make: Callable[[Batch], _Made]) -> _Made:
        """`make` of this batch, made when first asked for."""
        if make not in self._made:
            self._made[make] = make(self)
        made: _Made = self._made[make]
        return made

    def sets(self, column: str) -> Union:
        """What the sides of each pair have in a column."""
        if column not in self._made:
            rows = self.corpus[column]
            self._made[column] = united(rows.take(self.left), rows.take(self.right), len(self))
        found: Union = self._made[column]
        return found

    def runs(self, column: str, size: int) -> Union:
        """The runs of `size` words that the sides of each pair have in a text."""
        rows = self.corpus[column]
        return united(rows.runs(self.left, size), rows.runs(self.right, size), len(self))

    def side(self, row: int) -> Prepared:
        """A record itself, for what its columns do not tell."""
        if row not in self._sides:
            self._sides[row] = prepare(self.corpus.records[row])
        return self._sides[row]

    def records(self, at: int) -> tuple[Record, Record]:
        return self.corpus.records[int(self.left[at])], self.corpus.records[int(self.right[at])]

    def told(self, where: Marks, score: Floats) -> Floats:
        """The scores `where` they mean something, else NaN."""
        return np.where(where, score, np.nan)
