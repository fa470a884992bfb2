"""Duplicates among records: candidates by key, compared with reasons."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

import numpy as np

from matchers.compare import evidence, scored
from matchers.compare.batch import Batch
from matchers.compare.gate import worth_comparing
from matchers.corpus import Corpus
from matchers.index import Caps, candidates
from matchers.kinds import across, kind_of
from matchers.model import Judged, Model, default_model, reasons
from matchers.processes import spread
from matchers.rules import must_be_seen, why_seen
from matchers.runs import Ints
from matchers.statistics import Statistics
from schemas.match import Comparison, Reason, Record

_BLOCK = 2000  # pairs
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
    settings = settings or MatchSettings()
    new = {record.id: record for record in records}
    corpus = Corpus.of(sorted({**{record.id: record for record in against}, **new}.values(), key=lambda r: r.id))
    stats = Statistics.of(corpus)
    pairs = _worthwhile(corpus, new.keys() if against else None, settings.caps)

    def block(some: Ints) -> list[Comparison]:
        return compared(Batch(corpus, some, stats), settings.model)

    blocks = [pairs[at : at + _BLOCK] for at in range(0, len(pairs), _BLOCK)]
    found = [told for part in spread(block, blocks, len(pairs) > _MANY) for told in part]
    return sorted(found, key=lambda c: (-c.score, c.id_a, c.id_b))


def _worthwhile(corpus: Corpus, new: Set[str] | None, caps: Caps) -> Ints:
    """Candidates after a glance. All are sought and then those of `new` records kept, so that a register that grows row
    by row gets the decisions of one that is compared as a whole.
    """
    one, other = candidates(corpus, caps)
    if new is not None:
        fresh = np.fromiter((record.id in new for record in corpus.records), dtype=bool, count=len(corpus))
        kept = fresh[one] | fresh[other]
        one, other = one[kept], other[kept]
    worth = worth_comparing(corpus, one, other)
    return np.stack([one[worth], other[worth]], axis=1)


def compared(batch: Batch, model: Model) -> list[Comparison]:
    """The pairs of a batch that are worth a look."""
    judged = model.judge(scored(batch))
    return [_told(batch, at, model, judged) for at in np.flatnonzero(judged.review).tolist()]


def compare(a: Record, b: Record, stats: Statistics | None = None, model: Model | None = None) -> Comparison:
    """One pair with all its reasons, whatever the verdict. Without `stats` words weigh as in a small register."""
    one, other = sorted((a, b), key=lambda record: record.id)
    batch, model = Batch.of_two(one, other, stats), model or default_model()
    return _told(batch, 0, model, model.judge(scored(batch)))


def statistics_of(records: Sequence[Record]) -> Statistics:
    """How rare words and names are in a register, for `compare`."""
    return Statistics.of(Corpus.of(list(records)))


def _told(batch: Batch, at: int, model: Model, judged: Judged) -> Comparison:
    scores = {code: some[at : at + 1] for code, some in scored(batch).items()}
    said = evidence(batch, at)
    told = reasons(said, {code: float(some[0]) for code, some in model.weights(scores).items()})
    if must_be_seen(scores)[0]:
        told.append(Reason(code="must-be-seen", text=why_seen(scores, said), weight=0.0))
    a, b = batch.records(at)
    places, verdict, score = across(a, b), judged.verdict(at), round(float(judged.score[at]), 4)
    case = {"kind": kind_of(said, verdict), "across": [*places], "reasons": [*told, *places.values()]}
    return Comparison(id_a=a.id, id_b=b.id, score=score, verdict=verdict, **case)
