"""Duplicates among records: candidates by key, compared with reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from matchers.compare import evidence
from matchers.index import Caps, candidates
from matchers.model import Model, default_model, reasons
from matchers.normal import Prepared, prepare
from matchers.statistics import Statistics
from schemas.match import Comparison, Reason, Record


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
    new = sorted({record.id: record for record in records}.values(), key=lambda record: record.id)
    known = {record.id for record in new}
    old = sorted({r.id: r for r in against if r.id not in known}.values(), key=lambda record: record.id)
    prepared = [prepare(record) for record in (*new, *old)]
    stats = Statistics.of(prepared)
    found = (c for c in _compared(prepared, len(new), stats, settings) if c.verdict != "different")
    return sorted(found, key=lambda c: (-c.score, c.id_a, c.id_b))


def _compared(prepared: list[Prepared], new: int, stats: Statistics, settings: MatchSettings) -> Iterator[Comparison]:
    for one, other in candidates(prepared, new, settings.caps):
        yield _compare(prepared[one], prepared[other], stats, settings.model)


def compare(a: Record, b: Record, stats: Statistics | None = None, model: Model | None = None) -> Comparison:
    """One pair with all its reasons, whatever the verdict. Without `stats` words weigh as in a small register."""
    return _compare(prepare(a), prepare(b), stats or Statistics(), model or default_model())


def statistics_of(records: Sequence[Record]) -> Statistics:
    """How rare words and names are in a register, for `compare`."""
    return Statistics.of(prepare(record) for record in records)


def _compare(a: Prepared, b: Prepared, stats: Statistics, model: Model) -> Comparison:
    a, b = sorted((a, b), key=lambda side: side.record.id)
    said = evidence(a, b, stats)
    weights = model.weigh(said)
    score = model.score(weights)
    told = reasons(said, weights)
    if a.record.dossier and a.record.dossier == b.record.dossier:
        told.append(Reason(code="same-dossier", text="Hai dòng trong cùng một hồ sơ", weight=0.0))
    return Comparison(
        id_a=a.record.id, id_b=b.record.id, score=round(score, 4), verdict=model.verdict(score, said), reasons=told
    )
