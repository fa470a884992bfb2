"""Who has filed for a programme and who has not, against targets and quotas. Pure: what was sent in, lines out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from typing import Literal

from pydantic import BaseModel, Field, computed_field

from schemas.programme import Phase, Programme
from schemas.rules.quota import level_of, quota_of
from schemas.unit import Target, Unit, UnitKind
from schemas.units.catalogue import Catalogue
from schemas.units.words import unit_key

_NO_SENDERS = frozenset({UnitKind.CONFEDERATION, UnitKind.PROVINCE, UnitKind.OTHER})


class Sent(BaseModel):
    """What one dossier has of one programme and phase. `unit`: the text as filed."""

    dossier_id: str
    unit_id: str | None = None
    unit: str = ""
    channel: str = "folder"
    received: date
    programme: str | None = None
    phase: str | None = None
    registered: int = 0
    needs_review: int = 0
    duplicate: int = 0
    rejected: int = 0


class Tally(BaseModel):
    """Counts of one line. `innovations`: registered and still to be reviewed; duplicates and rejected ones are none."""

    dossiers: list[str] = Field(default_factory=list)
    received_by: list[str] = Field(default_factory=list)  # channels through which they came
    last_received: date | None = None
    innovations: int = 0
    registered: int = 0
    needs_review: int = 0
    duplicate: int = 0
    rejected: int = 0
    target: int | None = None
    quarters: dict[str, int] = Field(default_factory=dict)  # `2021-Q2` → innovations received in it

    @computed_field  # type: ignore[prop-decorator]
    @property
    def percent(self) -> int | None:
        """Of the target, in whole percent."""
        return round(100 * self.innovations / self.target) if self.target else None


class UnitLine(Tally):
    """One unit in one programme, or one phase of it."""

    row: Literal["unit"] = "unit"
    programme: str
    phase: str | None = None
    unit_id: str | None = None  # null: the sender is not in the catalogue
    unit: str
    kind: UnitKind | None = None
    parent_id: str | None = None
    parent: str = ""
    channel: str | None = None  # how papers go to and from it: tdoffice, paper, email
    members: int | None = None
    cluster: str = ""
    expected: bool = False
    filed: bool = False
    quota_least: int | None = None
    quota_most: int | None = None
    deadline: date | None = None
    days_left: int | None = None


@dataclass(frozen=True, slots=True)
class View:
    """How to look: `on` which day, as filed or (`today`) under the bodies of that day; `home`: the own federation."""

    on: date
    today: bool = False
    home: str | None = None


@dataclass(slots=True)
class _Row:
    """A unit, known or only written, with what it sent."""

    unit_id: str | None
    text: str
    expected: bool = False
    targets: list[tuple[Unit, Target]] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)


def progress(catalogue: Catalogue, programme: Programme, sent: Sequence[Sent], view: View) -> list[UnitLine]:
    """Lines for the whole programme, then for each of its phases; the units that have not filed come first."""
    mine = [one for one in sent if one.programme == programme.id]
    phases: list[Phase | None] = [None, *programme.phases]
    return [line for phase in phases for line in _lines(catalogue, (programme, phase), mine, view)]


def deadline_of(programme: Programme, phase: Phase | None = None) -> date | None:
    """The last day on which a unit may file."""
    if phase is not None:
        return phase.portal_last or phase.last_day
    return programme.dossier_deadline or programme.portal_last or programme.applied_last


def _lines(
    catalogue: Catalogue, what: tuple[Programme, Phase | None], sent: Iterable[Sent], view: View
) -> list[UnitLine]:
    programme, phase = what
    rows: dict[str, _Row] = {}
    last = deadline_of(programme, phase)
    day = min(last, view.on) if last else view.on
    for unit in expected(catalogue, programme.id, day, view):
        row = _row(rows, catalogue, unit.id, unit.id, view)
        row.expected = True
        row.targets += [(unit, t) for t in unit.targets if (t.programme, t.phase) == (programme.id, _id(phase))]
    for one in sent:
        if phase is None or one.phase == phase.id:
            known = one.unit_id if one.unit_id in catalogue.units else None
            _row(rows, catalogue, known, one.unit, view).sent.append(one)
    lines = [_line(catalogue, what, row, (view.on if view.today else day, view.on)) for row in rows.values()]
    return sorted(lines, key=lambda line: (line.filed, not line.expected, line.parent, line.unit))


def expected(catalogue: Catalogue, programme: str, day: date, view: View) -> list[Unit]:
    """Units that file with the office: those directly under its federation on the day, and all that have a target."""
    homes = _homes(catalogue, view)
    return [
        unit
        for unit in catalogue.units.values()
        if catalogue.lives(unit.id, day) and _files(catalogue, unit, (programme, day), homes)
    ]


def _files(catalogue: Catalogue, unit: Unit, when: tuple[str, date], homes: set[str]) -> bool:
    programme, day = when
    if unit.id in homes or unit.kind is UnitKind.CONFEDERATION:
        return False
    if any(target.programme == programme for target in unit.targets):
        return True
    return unit.kind not in _NO_SENDERS and catalogue.parent_on(unit.id, day) in homes


def _homes(catalogue: Catalogue, view: View) -> set[str]:
    """The own federation and those it has come from."""
    if view.home is None:
        return set()
    now = catalogue.successor(view.home, view.on)
    federations = (unit.id for unit in catalogue.units.values() if unit.kind is UnitKind.PROVINCE)
    return {one for one in federations if catalogue.successor(one, view.on) == now}


def _row(rows: dict[str, _Row], catalogue: Catalogue, unit_id: str | None, text: str, view: View) -> _Row:
    if unit_id is not None and view.today:
        unit_id = catalogue.successor(unit_id, view.on)
    return rows.setdefault(unit_id or f"? {unit_key(text)}", _Row(unit_id, text))


def _line(catalogue: Catalogue, what: tuple[Programme, Phase | None], row: _Row, days: tuple[date, date]) -> UnitLine:
    (programme, phase), (day, on) = what, days
    unit = catalogue.units.get(row.unit_id or "")
    parent = catalogue.parent_on(unit.id, day) if unit else None
    level = level_of(row.text, unit.kind if unit else None)
    last, quota = deadline_of(programme, phase), quota_of(programme, level)
    own = next((t.quota for _, t in row.targets if t.quota is not None), None)
    return UnitLine(
        **_sums(row.sent),
        programme=programme.id,
        phase=_id(phase),
        unit_id=row.unit_id,
        unit=catalogue.name_on(unit.id, day).name if unit else row.text,
        kind=unit.kind if unit else None,
        parent_id=parent,
        parent=catalogue.name_on(parent, day).name if parent in catalogue.units else "",
        channel=unit.channel if unit else None,
        members=unit.members if unit else None,
        cluster=unit.cluster if unit else "",
        expected=row.expected,
        filed=bool(row.sent),
        target=_target(programme, phase, row, unit),
        quota_least=quota.least if quota else None,
        quota_most=own if own is not None else quota.most if quota else None,
        deadline=last,
        days_left=(last - on).days if last else None,
    )


def _sums(sent: Sequence[Sent]) -> dict[str, object]:
    registered, waiting = sum(s.registered for s in sent), sum(s.needs_review for s in sent)
    quarters: Counter[str] = Counter()
    for one in sent:
        quarters[quarter_of(one.received)] += one.registered + one.needs_review
    return {
        "quarters": dict(sorted(quarters.items())),
        "dossiers": sorted({s.dossier_id for s in sent}),
        "received_by": sorted({s.channel for s in sent}),
        "last_received": max((s.received for s in sent), default=None),
        "innovations": registered + waiting,
        "registered": registered,
        "needs_review": waiting,
        "duplicate": sum(s.duplicate for s in sent),
        "rejected": sum(s.rejected for s in sent),
    }


def quarter_of(day: date) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}"


def _target(programme: Programme, phase: Phase | None, row: _Row, unit: Unit | None) -> int | None:
    """What the catalogue sets, else what the programme's file sets for a unit of that name, else the share of members
    that the programme strives for."""
    found = [number for one, target in row.targets if (number := _number(one, target)) is not None]
    named = None if found or phase is not None else _named_target(programme, row, unit)
    if named is not None:
        return named
    if found or unit is None or not row.expected:
        return sum(found) if found else None
    shares = (t.members_percent for t in programme.targets if t.phase == _id(phase) and t.members_percent)
    share = next(shares, None)
    return None if share is None else _number(unit, Target(programme=programme.id, percent=share))


def _named_target(programme: Programme, row: _Row, unit: Unit | None) -> int | None:
    if not programme.unit_targets:
        return None
    names = {unit_key(name.name) for name in unit.names} if unit else {unit_key(row.text)}
    return next((count for name, count in programme.unit_targets.items() if unit_key(name) in names), None)


def _number(unit: Unit, target: Target) -> int | None:
    if target.target is not None:
        return target.target
    if target.percent is None or unit.members is None:
        return None
    return ceil(round(unit.members * target.percent / 100, 6))


def _id(phase: Phase | None) -> str | None:
    return phase.id if phase else None
