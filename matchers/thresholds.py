"""What other thresholds would mean: how much people must look at, and how much of it is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, log

import numpy as np

from matchers.compare import scored
from matchers.compare.batch import Batch
from matchers.compare.evidence import Scores
from matchers.compare.gate import worth_comparing
from matchers.compare.sets import Marks
from matchers.corpus import Corpus
from matchers.index import Caps
from matchers.model import Model
from matchers.ranges import candidates
from matchers.regression import Figures, Frozen
from matchers.statistics import Statistics
from schemas.office import NEVER

REVIEW = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
SAME = (0.8, 0.86, 0.9, 0.95, 0.98, NEVER)
_BLOCK = 2000  # pairs


@dataclass(frozen=True, slots=True)
class Trial:
    """One choice and what it gives on the frozen registers."""

    review: float
    same: float
    figures: Figures


@dataclass(frozen=True, slots=True)
class Compared:
    """Every pair of the frozen registers that is worth a comparison. `duplicates`: also of those that are not."""

    scores: Sequence[Scores]
    true: Sequence[Marks]
    duplicates: int
    records: int


def with_thresholds(model: Model, review: float, same: float) -> Model:
    """`review`: of records that share a person; that of strangers moves by the same log-odds."""
    shift = _odds(review) - _odds(model.sets["people"].review)
    sets = {name: replace(part, review=_chance(_odds(part.review) + shift)) for name, part in model.sets.items()}
    return replace(model, same=same, sets={**sets, "people": replace(sets["people"], review=review)})


def trials(model: Model, compared: Compared, review: float, same: float) -> list[Trial]:
    """The one in use, and the model's own, among other choices of either threshold; each with the other as it is."""
    own = model.sets["people"].review, model.same
    wanted = {(one, same) for one in (*REVIEW, review, own[0])} | {(review, one) for one in (*SAME, same, own[1])}
    return [Trial(*pair, _figures(with_thresholds(model, *pair), compared)) for pair in sorted(wanted)]


def compare(registers: Sequence[Frozen]) -> Compared:
    """Scores do not depend on thresholds: pairs are compared once."""
    scores, true = [], []
    for register in registers:
        records = sorted(register.records, key=lambda record: record.id)
        corpus = Corpus.of(records)
        pairs = np.stack(candidates(corpus, Caps()), axis=1)
        pairs, stats = pairs[worth_comparing(corpus, pairs[:, 0], pairs[:, 1])], Statistics.of(corpus)
        for at in range(0, len(pairs), _BLOCK):
            some = pairs[at : at + _BLOCK]
            scores.append(scored(Batch(corpus, some, stats)))
            ends = (sorted((records[one].id, records[two].id)) for one, two in some)
            true.append(np.array([tuple(both) in register.duplicates for both in ends], dtype=bool))
    known, size = sum(len(r.duplicates) for r in registers), sum(len(r.records) for r in registers)
    return Compared(scores, true, known, size)


def _figures(model: Model, compared: Compared) -> Figures:
    shown = same = hits = accepted = 0
    for scores, true in zip(compared.scores, compared.true, strict=True):
        judged = model.judge(scores)
        sure = judged.review & judged.same
        shown, same = shown + int(judged.review.sum()), same + int(sure.sum())
        hits, accepted = hits + int((judged.review & true).sum()), accepted + int((sure & true).sum())
    review = 1000 * (shown - same) / max(compared.records, 1)
    return Figures(hits / max(shown, 1), hits / max(compared.duplicates, 1), accepted / max(same, 1), review)


def _odds(chance: float) -> float:
    return log(chance / (1 - chance))


def _chance(odds: float) -> float:
    return 1 / (1 + exp(-odds))
