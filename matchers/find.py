"""Duplicates among records: candidates by key, compared with reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from matchers.compare import evidence
from matchers.compare.evidence import Evidence
from matchers.compare.gate import worth_comparing
from matchers.index import Caps, candidates
from matchers.model import Model, default_model, reasons
from matchers.normal import Prepared, prepare
from matchers.rules import must_be_seen
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
    found = _compared(prepared, len(new), stats, settings)
    return sorted(found, key=lambda c: (-c.score, c.id_a, c.id_b))


def _compared(prepared: list[Prepared], new: int, stats: Statistics, settings: MatchSettings) -> Iterator[Comparison]:
    for i, j in candidates(prepared, new, settings.caps):
        one, other = prepared[i], prepared[j]
        if worth_comparing(one, other):
            said = evidence(one, other, stats)
            if settings.model.verdict(settings.model.weigh(said)[0], said) != "different":
                yield _told(one, other, said, settings.model)


def compare(a: Record, b: Record, stats: Statistics | None = None, model: Model | None = None) -> Comparison:
    """One pair with all its reasons, whatever the verdict. Without `stats` words weigh as in a small register."""
    one, other = sorted((prepare(a), prepare(b)), key=lambda side: side.record.id)
    return _told(one, other, evidence(one, other, stats or Statistics()), model or default_model())


def statistics_of(records: Sequence[Record]) -> Statistics:
    """How rare words and names are in a register, for `compare`."""
    return Statistics.of([prepare(record) for record in records])


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
