"""Duplicates among records: candidates by key, compared with reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from matchers.compare import all_evidence
from matchers.compare.evidence import Evidence
from matchers.compare.gate import worth_comparing
from matchers.corpus import Corpus
from matchers.index import Caps, candidates
from matchers.model import Model, default_model, reasons
from matchers.normal import Prepared, prepare
from matchers.processes import spread
from matchers.rules import must_be_seen
from matchers.statistics import Statistics
from schemas.match import Comparison, Reason, Record

_BLOCK = 2000  # pairs
_MANY = 8000  # pairs: fewer are not worth a second process


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

    def block(some: npt.NDArray[np.int64]) -> list[Comparison]:
        return list(_compared(corpus.records, some, stats, settings.model))

    blocks = [pairs[at : at + _BLOCK] for at in range(0, len(pairs), _BLOCK)]
    found = [told for part in spread(block, blocks, len(pairs) > _MANY) for told in part]
    return sorted(found, key=lambda c: (-c.score, c.id_a, c.id_b))


def _worthwhile(corpus: Corpus, new: Set[str] | None, caps: Caps) -> npt.NDArray[np.int64]:
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


def _compared(
    records: Sequence[Record], pairs: npt.NDArray[np.int64], stats: Statistics, model: Model
) -> Iterator[Comparison]:
    ready = {at: prepare(records[at]) for at in np.unique(pairs).tolist()}
    for i, j in pairs.tolist():
        said = all_evidence(ready[i], ready[j], stats)
        if model.verdict(model.weigh(said)[0], said) != "different":
            yield _told(ready[i], ready[j], said, model)


def compare(a: Record, b: Record, stats: Statistics | None = None, model: Model | None = None) -> Comparison:
    """One pair with all its reasons, whatever the verdict. Without `stats` words weigh as in a small register."""
    one, other = sorted((prepare(a), prepare(b)), key=lambda side: side.record.id)
    return _told(one, other, all_evidence(one, other, stats or Statistics()), model or default_model())


def statistics_of(records: Sequence[Record]) -> Statistics:
    """How rare words and names are in a register, for `compare`."""
    return Statistics.of(Corpus.of(list(records)))


def _told(a: Prepared, b: Prepared, said: dict[str, Evidence], model: Model) -> Comparison:
    score, weights = model.weigh(said)
    told = reasons(said, weights)
    if why := must_be_seen(said):
        told.append(Reason(code="must-be-seen", text=why, weight=0.0))
    if a.record.dossier and a.record.dossier == b.record.dossier:
        told.append(Reason(code="same-dossier", text="Hai dòng trong cùng một hồ sơ", weight=0.0))
    return Comparison(
        id_a=a.record.id, id_b=b.record.id, score=round(score, 4), verdict=model.verdict(score, said), reasons=told
    )
