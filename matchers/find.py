"""Duplicates among records: candidates by key, compared with reasons."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

import numpy as np

from matchers.compare import STAGES, evidence, scored
from matchers.compare.batch import Batch
from matchers.compare.gate import worth_comparing
from matchers.corpus import Corpus
from matchers.index import Caps
from matchers.kinds import across, kind_of
from matchers.model import Judged, Model, default_model, reasons
from matchers.processes import spread
from matchers.ranges import candidates
from matchers.rules import RULES
from matchers.runs import Ints, split
from matchers.statistics import Statistics
from schemas.match import Comparison, Reason, Record

_BLOCK, _WORDS = 2000, 800_000  # pairs, words of their summaries: what is compared at a time
_MANY = 20_000  # pairs: fewer are not worth a second process


@dataclass(frozen=True, slots=True)
class MatchSettings:
    """`model`: weights and thresholds; `caps`: how widely candidates are sought."""

    model: Model = field(default_factory=default_model)
    caps: Caps = field(default_factory=Caps)


def find_duplicates(
    records: Sequence[Record], against: Sequence[Record] = (), settings: MatchSettings | None = None
) -> list[Comparison]:
    """Pairs worth a look within `records` and between `records` and `against`, never within `against`.

    Only verdicts `same` and `review`, each pair once with `id_a` < `id_b`, the highest score first; the same input in
    any order gives the same answer. Ids are unique over both; a record of `against` that is also in `records` is
    compared once.
    """
    new = {record.id: record for record in records}
    every = sorted({**{record.id: record for record in against}, **new}.values(), key=lambda record: record.id)
    return duplicates_in(every, settings, {*new} if against else None)


def duplicates_in(
    records: Sequence[Record], settings: MatchSettings | None = None, new: Set[str] | None = None
) -> list[Comparison]:
    """As `find_duplicates`, for records in order of id, each id once; they may lie in a file.

    `new`: only pairs with one of these. Candidates are sought for all and kept for these, so that a register that grows
    gets the decisions of one that is compared as a whole.
    """
    settings, corpus = settings or MatchSettings(), Corpus.of(records)
    one, other = candidates(corpus, settings.caps)
    if new is not None:
        fresh = np.fromiter((record.id in new for record in records), dtype=bool, count=len(corpus))
        kept = fresh[one] | fresh[other]
        one, other = one[kept], other[kept]
    return duplicates_among(corpus, np.stack([one, other], axis=1), Statistics.of(corpus), settings)


def duplicates_among(corpus: Corpus, pairs: Ints, stats: Statistics, settings: MatchSettings) -> list[Comparison]:
    """Which pairs of rows are worth a look, the highest score first. The row of the lower id comes first in a pair."""
    pairs = pairs[worth_comparing(corpus, pairs[:, 0], pairs[:, 1])]
    words = corpus["summary"].sizes(pairs[:, 0]) + corpus["summary"].sizes(pairs[:, 1])

    def block(part: slice) -> list[Comparison]:
        return compared(Batch(corpus, pairs[part], stats), settings.model)

    parts = spread(block, split(words, _WORDS, _BLOCK), len(pairs) > _MANY)
    return sorted((told for part in parts for told in part), key=lambda c: (-c.score, c.id_a, c.id_b))


def compared(batch: Batch, model: Model) -> list[Comparison]:
    """The pairs of a batch that are worth a look; a pair that cannot become one is looked at no further."""
    for codes in STAGES:
        batch = batch.only(model.hopeful(scored(batch, codes)))
        if not len(batch):
            return []
    judged = model.judge(scored(batch))
    return [_told(batch, at, judged) for at in np.flatnonzero(judged.review).tolist()]


def compare(a: Record, b: Record, stats: Statistics | None = None, model: Model | None = None) -> Comparison:
    """One pair with all its reasons, whatever the verdict. Without `stats` words weigh as in a small register."""
    one, other = sorted((a, b), key=lambda record: record.id)
    batch = Batch.of_two(one, other, stats)
    return _told(batch, 0, (model or default_model()).judge(scored(batch)))


def statistics_of(records: Sequence[Record]) -> Statistics:
    """How rare words and names are in a register, for `compare`."""
    return Statistics.of(Corpus.of(list(records)))


def _told(batch: Batch, at: int, judged: Judged) -> Comparison:
    said = evidence(batch, at)
    told = reasons(said, {code: float(weights[at]) for code, weights in judged.weights.items()})
    if judged.rule[at] >= 0:
        told.append(Reason(code="must-be-seen", text=RULES[judged.rule[at]].line(said), weight=0.0))
    a, b = batch.records(at)
    places, verdict, score = across(a, b), judged.verdict(at), round(float(judged.score[at]), 4)
    case = {"kind": kind_of(said, verdict), "across": [*places], "reasons": [*told, *places.values()]}
    return Comparison(id_a=a.id, id_b=b.id, score=score, verdict=verdict, **case)
