"""Other innovations that a record has to do with, as far as an account may know of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from register.exports import words
from review.desk import Desk
from schemas.dossier import Dossier
from schemas.innovation import Innovation


@dataclass(frozen=True, slots=True)
class Related:
    """`why`: what they have to do with each other; `judged`: a person said so; `pair`: whether both have a page."""

    id: str
    title: str
    unit: str
    why: str
    judged: bool
    pair: bool


@dataclass(frozen=True, slots=True)
class Recogniser:
    """A decision among the dossier's papers. `names`: it is the one that the record was recognised by."""

    file: str
    sha256: str
    number: str
    date: str
    authority: str
    names: bool


def of(item: Innovation) -> set[str]:
    """The ids of all that it has to do with."""
    found = {twin.innovation_id for twin in item.duplicate_candidates} | {*item.merged_from}
    return found | {one for one in (item.version_of, item.merged_into) if one} - {item.id}


def related(desk: Desk, item: Innovation, known: Collection[str]) -> list[Related]:
    """What people judged stands first."""
    others = {one.id: one for one in desk.register.listing.shown(sorted({*known}))}
    found = [one for one in _every(item, others) if one.id in known]
    return sorted(found, key=lambda one: (not one.judged, one.id))


def _every(item: Innovation, others: dict[str, Innovation]) -> Iterator[Related]:
    def one(key: str, why: str, *, judged: bool = True, pair: bool = False) -> Related:
        other = others.get(key)
        unit = (other.dossier.unit or other.dossier.source_name) if other else ""
        return Related(key, other.title if other else "", unit, why, judged, pair)

    seen = {item.version_of, item.merged_into, *item.merged_from}
    if item.merged_into:
        yield one(item.merged_into, "đã gộp vào dòng này", pair=True)
    for key in item.merged_from:
        yield one(key, "đã gộp vào đây", pair=True)
    if item.version_of:
        yield one(item.version_of, "bản gửi trước của cùng dòng")
    for twin in item.duplicate_candidates:
        if twin.innovation_id not in seen:
            said = words.JUDGEMENTS.get(twin.judgement, twin.judgement)
            yield one(twin.innovation_id, said, judged=twin.judgement != "suggested", pair=True)


def recognisers(dossier: Dossier, item: Innovation) -> Sequence[Recogniser]:
    """The decisions in the record's own dossier; the one that the record names first."""
    hashes = {part.name: part.sha256 for part in dossier.parts}
    wanted = item.recognition.number.casefold() if item.recognition else ""
    found = [
        Recogniser(
            paper.file,
            hashes.get(paper.file, ""),
            decision.number or "",
            f"{decision.date:%d/%m/%Y}" if decision.date else "",
            decision.authority or "",
            bool(wanted) and (decision.number or "").casefold() == wanted,
        )
        for paper in dossier.documents
        if paper.kind == "decision"
        for decision in paper.decisions
    ]
    return sorted(found, key=lambda one: not one.names)
