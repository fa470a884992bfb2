"""Sums of the lines of units: for each parent, and for the whole office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from pydantic import Field

from schemas.programme import Programme
from schemas.unit import Target, UnitKind
from schemas.units.catalogue import Catalogue
from schemas.units.progress import Tally, UnitLine


class Total(Tally):
    """All units, or those of one parent or emulation cluster. `missing`: by how papers go to them."""

    row: Literal["whole", "parent", "cluster"]
    programme: str
    phase: str | None = None
    parent_id: str | None = None
    parent: str = ""
    cluster: str = ""
    units_expected: int = 0
    units_filed: int = 0  # of those expected
    others_filed: int = 0
    missing: dict[str, int] = Field(default_factory=dict)
    deadline: date | None = None
    days_left: int | None = None


def totals(
    catalogue: Catalogue, lines: Sequence[UnitLine], home: str | None, programmes: Sequence[Programme] = ()
) -> list[Total]:
    """For each programme and phase the whole, then each parent, then each cluster if there are any.

    `programmes`: those with targets for the office.
    """
    own = {(p.id, t.phase): t.innovations for p in programmes for t in p.targets}
    out: list[Total] = []
    for key in dict.fromkeys((line.programme, line.phase) for line in lines):
        mine = [line for line in lines if (line.programme, line.phase) == key]
        whole = _total(mine, "whole")
        given = _given(catalogue, home, key, own.get(key))
        out.append(whole.model_copy(update={"target": given}) if given is not None else whole)
        parents = dict.fromkeys(line.parent_id for line in mine)
        out += [_total([line for line in mine if line.parent_id == one], "parent") for one in parents]
        clusters = sorted({line.cluster for line in mine}, key=lambda name: (not name, name))
        if any(clusters):
            out += [_total([line for line in mine if line.cluster == one], "cluster") for one in clusters]
    return out


def _given(catalogue: Catalogue, home: str | None, key: tuple[str, str | None], told: int | None) -> int | None:
    """What was set for the federation itself, in the catalogue or by the programme, before the sum of its units'."""
    unit = catalogue.units.get(home or "")
    targets: Iterable[Target] = unit.targets if unit and unit.kind is UnitKind.PROVINCE else ()
    return next((t.target for t in targets if (t.programme, t.phase) == key), told)


def _total(lines: Sequence[UnitLine], row: Literal["whole", "parent", "cluster"]) -> Total:
    first, by_parent = lines[0], row == "parent"
    quarters: Counter[str] = Counter()
    for line in lines:
        quarters.update(line.quarters)
    targets = [line.target for line in lines if line.target is not None]
    missing = Counter(line.channel or "unknown" for line in lines if line.expected and not line.filed)
    return Total(
        programme=first.programme,
        phase=first.phase,
        row=row,
        parent_id=first.parent_id if by_parent else None,
        parent=first.parent if by_parent else "",
        cluster=first.cluster if row == "cluster" else "",
        quarters=dict(sorted(quarters.items())),
        units_expected=sum(line.expected for line in lines),
        units_filed=sum(line.expected and line.filed for line in lines),
        others_filed=sum(line.filed and not line.expected for line in lines),
        missing=dict(sorted(missing.items())),
        deadline=first.deadline,
        days_left=first.days_left,
        dossiers=sorted({one for line in lines for one in line.dossiers}),
        received_by=sorted({one for line in lines for one in line.received_by}),
        last_received=max((line.last_received for line in lines if line.last_received), default=None),
        innovations=sum(line.innovations for line in lines),
        registered=sum(line.registered for line in lines),
        needs_review=sum(line.needs_review for line in lines),
        duplicate=sum(line.duplicate for line in lines),
        rejected=sum(line.rejected for line in lines),
        target=sum(targets) if targets else None,
    )
