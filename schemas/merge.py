"""Several rows that are one innovation → its values, field by field with the row that each was taken from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel

from schemas.changes import covers, same
from schemas.coauthors import united
from schemas.content import plain
from schemas.innovation import Accepted, FieldReading, Place, Reading

AUTHORS = "authors"
# What is written in one cell is taken from one row.
CELLS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    AUTHORS: (AUTHORS,),
    "application_period": ("application_period", "applied_from", "applied_to"),
    "summary": ("summary",),
    "effect": ("effect", "benefit_vnd", "benefit_period"),
    "scope": ("scope",),
    "awards": ("awards",),
    "recognition": ("recognition",),
    "sector": ("sector",),
    "kind": ("kind",),
}
_WHY = (
    "chỉ dòng này có",
    "đã có người xác nhận",
    "máy không hỏi",
    "không qua nhận dạng chữ",
    "đầy đủ hơn",
    "có quyết định công nhận",
    "mới hơn",
)
_EQUAL, _CHOSEN = "như nhau", "người chọn"


@dataclass(frozen=True, slots=True)
class Side:
    """One row. `person`: a person accepted its values."""

    innovation: str
    reading: Reading
    person: bool
    received_at: dt.datetime

    @property
    def accepted(self) -> Accepted:
        return self.reading.accepted


@dataclass(frozen=True, slots=True)
class Choice:
    """`field`: a key of `CELLS`; `source`: the innovation it is taken from; `why`, in Vietnamese."""

    field: str
    source: str
    why: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Merged:
    """`reading`: the survivor's, with the values of all; `added`: co-authors that only other rows name."""

    reading: Reading
    choices: list[Choice]
    added: dict[str, str] = field(default_factory=dict)  # name → innovation


def merge(sides: Sequence[Side], survivor: str, told: Mapping[str, str]) -> Merged:
    """`told`: cell → the innovation that a person takes it from. The same rows in any order give the same values.

    What is asked about a value goes with it. Authors of all rows are kept unless a person chose whose to take.
    """
    ordered = sorted(sides, key=lambda side: (side.innovation != survivor, side.innovation))
    choices = [_choice(name, ordered, told.get(name)) for name in CELLS]
    by_id = {side.innovation: side for side in ordered}
    source = {choice.field: by_id[choice.source] for choice in choices}
    values = {part: getattr(source[name].accepted, part) for name, parts in CELLS.items() for part in parts}
    others = [] if AUTHORS in told else [side for side in ordered if side is not source[AUTHORS]]
    people = united(source[AUTHORS].accepted.authors, {side.innovation: side.accepted.authors for side in others})
    values |= {AUTHORS: people.authors, "confidential": any(side.accepted.confidential for side in ordered)}
    base = by_id[survivor].reading
    asked = {path for name in CELLS for path in _asked(source[name].reading, name)}
    asked |= {AUTHORS for side in others if side.innovation in people.added.values() and _doubted(side, AUTHORS)}
    change = {
        "accepted": base.accepted.model_copy(update=values),
        "review_fields": sorted(asked),
        "fields": dict(item for name in CELLS for item in _fields(source[name], name, survivor)),
        "confidence": {
            key: chance
            for name in CELLS
            for key, chance in source[name].reading.confidence.items()
            if _root(key) in CELLS[name]
        },
        "findings": [f for f in base.findings if not f.field or _cell(f.field) not in CELLS]
        + [f for name in CELLS for f in source[name].reading.findings if f.field and _cell(f.field) == name],
        "phase": source["application_period"].reading.phase,
    }
    return Merged(base.model_copy(update=change), choices, people.added)


def _choice(name: str, sides: Sequence[Side], told: str | None) -> Choice:
    """The survivor stands first: it keeps what the best one says too."""
    values = {side.innovation: getattr(side.accepted, name) for side in sides}
    if told is not None:
        return Choice(name, told, _CHOSEN, values)
    best = max(sides, key=lambda side: (_rank(side, name), side is sides[0], side.innovation))
    first = sides[0]
    if same(values[best.innovation], values[first.innovation]) and not _doubted(first, name):
        return Choice(name, first.innovation, _EQUAL if _all_same(values) else _reason(first, sides, name), values)
    return Choice(name, best.innovation, _reason(best, sides, name), values)


def _all_same(values: Mapping[str, object]) -> bool:
    first, *rest = values.values()
    return all(same(first, other) for other in rest)


def _rank(side: Side, name: str) -> tuple[float, ...]:
    """Better in the order of `_WHY`."""
    said = [getattr(side.accepted, part) for part in CELLS[name]]
    return (
        any(part not in (None, "", []) for part in said),
        side.person,
        not _doubted(side, name),
        not _recognised(side.reading, name),
        sum(len(plain(_written(part))) for part in said if part is not None),
        side.accepted.recognition is not None,
        side.received_at.timestamp(),
    )


def _written(part: object) -> str:
    """Of authors every known fact counts."""
    if isinstance(part, list):
        return " ".join(map(_written, part))
    return part.model_dump_json(exclude_defaults=True) if isinstance(part, BaseModel) else str(part)


def _reason(best: Side, sides: Sequence[Side], name: str) -> str:
    """By what the best one is better than the next."""
    own = _rank(best, name)
    others = [_rank(side, name) for side in sides if side is not best]
    return next((why for at, why in enumerate(_WHY) if any(own[at] > rank[at] for rank in others)), _EQUAL)


def _doubted(side: Side, name: str) -> bool:
    return any(covers(side.reading.review_fields, part) for part in CELLS[name])


def _recognised(read: Reading, name: str) -> bool:
    """Whether the cell was read from a picture."""
    return any(told.rest > 0 or bool(told.doubts) for key, told in read.fields.items() if _cell(key) == name)


def _asked(read: Reading, name: str) -> Iterator[str]:
    """What a person is asked about the cell, by the paths of the reading itself."""
    parts = CELLS[name]
    for path in read.review_fields:
        if path == "*":
            yield from parts
        elif _root(path) in parts:
            yield path


def _fields(side: Side, name: str, survivor: str) -> Iterator[tuple[str, FieldReading]]:
    """Where the cell stands on paper. A box alone would be looked for on the survivor's page."""
    for key, told in side.reading.fields.items():
        if _cell(key) != name:
            continue
        if side.innovation == survivor:
            yield key, told
        else:
            here = Place(sha256=side.reading.source.sha256, page=told.page, box=told.box)
            yield key, told.model_copy(update={"box": None, "places": told.places or [here]})


def _root(path: str) -> str:
    return path.partition("[")[0].partition(".")[0]


def _cell(path: str) -> str:
    root = _root(path)
    return next((name for name, parts in CELLS.items() if root in parts), root)
