"""How well a model does on registers that never change, and on pairs that people judged: before it is used."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from matchers.compare import scored
from matchers.compare.batch import Batch
from matchers.compare.evidence import Scores
from matchers.compare.gate import worth_comparing
from matchers.compare.sets import Marks
from matchers.corpus import Corpus
from matchers.find import MatchSettings, find_duplicates
from matchers.index import Caps
from matchers.model import Model
from matchers.ranges import candidates
from matchers.statistics import Statistics
from matchers.tuning import Judged, tuned
from schemas.match import Record

FROZEN = Path(__file__).with_name("frozen.json.gz")  # made by `python -m benchmarks.frozen`
_BLOCK = 2000  # pairs


@dataclass(frozen=True, slots=True)
class Figures:
    """`precision`, `recall`: of what is shown (`same` or `review`); `same`: precision of what is safe to accept.

    `review`: pairs that people must look at, for each 1000 records or, of judged pairs, each 1000 of these.
    """

    precision: float
    recall: float
    same: float
    review: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)


@dataclass(frozen=True, slots=True)
class Frozen:
    """An invented register with its duplicates."""

    records: Sequence[Record]
    duplicates: frozenset[tuple[str, str]]


def frozen(use: str = "test", path: Path = FROZEN) -> list[Frozen]:
    """`use`: `test`, or `anchor` for those that hold a tuned model to the shipped one; they share no seed."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        found: list[dict[str, Any]] = json.load(stream)
    return [
        Frozen([Record.model_validate(one) for one in part["records"]], frozenset(map(tuple, part["duplicates"])))
        for part in found
        if part["use"] == use
    ]


@cache
def anchors() -> Scores:
    """What is compared in the anchor registers; nobody is asked what is true of it."""
    parts = []
    for register in frozen("anchor"):
        corpus = Corpus.of(sorted(register.records, key=lambda record: record.id))
        pairs = np.stack(candidates(corpus, Caps()), axis=1)
        pairs, stats = pairs[worth_comparing(corpus, pairs[:, 0], pairs[:, 1])], Statistics.of(corpus)
        parts += [scored(Batch(corpus, pairs[at : at + _BLOCK], stats)) for at in range(0, len(pairs), _BLOCK)]
    return {code: np.concatenate([part[code] for part in parts]) for code in parts[0]}


def on_frozen(model: Model, registers: Sequence[Frozen]) -> Figures:
    """All registers together."""
    shown = same = hits = accepted = 0
    for register in registers:
        found = find_duplicates(register.records, settings=MatchSettings(model=model))
        sure = {(c.id_a, c.id_b) for c in found if c.verdict == "same"}
        shown, same = shown + len(found), same + len(sure)
        hits += len({(c.id_a, c.id_b) for c in found} & register.duplicates)
        accepted += len(sure & register.duplicates)
    total, records = sum(len(r.duplicates) for r in registers), sum(len(r.records) for r in registers)
    review = 1000 * (shown - same) / max(records, 1)
    return Figures(hits / max(shown, 1), hits / max(total, 1), accepted / max(same, 1), review)


def on_judged(model: Model, judged: Judged) -> Figures:
    return _figures(*_verdicts(model, judged), judged.true)


def held_out(model: Model, judged: Judged, fold: Sequence[int]) -> Figures:
    """Each pair by a model that was fitted without its fold: what pairs not judged yet may expect."""
    folds, shown, same = np.array(fold), np.zeros(len(judged), dtype=bool), np.zeros(len(judged), dtype=bool)
    for one in {*fold}:
        away = folds == one
        shown[away], same[away] = _verdicts(tuned(model, judged.some(~away), anchors()), judged.some(away))
    return _figures(shown, same, judged.true)


def _verdicts(model: Model, judged: Judged) -> tuple[Marks, Marks]:
    said = model.judge(judged.scores)
    return said.review, said.review & said.same


def _figures(shown: Marks, same: Marks, true: Marks) -> Figures:
    hits, total = int((shown & true).sum()), int(true.sum())
    review = 1000 * int((shown & ~same).sum()) / max(len(true), 1)
    return Figures(
        hits / max(int(shown.sum()), 1),
        hits / max(total, 1),
        int((same & true).sum()) / max(int(same.sum()), 1),
        review,
    )
