"""The catalogue of units as a workbook that can be changed and imported again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from register.exports import words
from register.exports.sheet import Column, Sheet, lay_out
from register.exports.workbook import export_xlsx
from register.imports.unit_heads import HEADINGS
from register.imports.unit_rows import UnitRow, rows_of
from schemas.unit import Link, Target, Unit, UnitEvent
from schemas.units.catalogue import Catalogue

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _UnitLine:
    unit: Unit
    row: UnitRow


def export_catalogue(catalogue: Catalogue, path: Path) -> int:
    """Three worksheets: units (a row for each time of each), events, targets. Returns the rows of units."""
    return export_xlsx(catalogue_sheets(catalogue), path)


def catalogue_sheets(catalogue: Catalogue) -> Sequence[Sheet]:
    units = sorted(catalogue.units.values(), key=lambda unit: unit.id)
    events = sorted(catalogue.events.values(), key=lambda event: (event.day, event.id))
    lines = [_UnitLine(unit, row) for unit in units for row in rows_of(unit)]
    return [
        lay_out("Đơn vị", _UNITS, lines, frozen=3),
        lay_out("Biến động", _EVENTS, [(event, link) for event in events for link in event.links]),
        lay_out("Chỉ tiêu", _TARGETS, [(unit, target) for unit in units for target in unit.targets]),
    ]


def part_of(catalogue: Catalogue, unit_ids: set[str]) -> Catalogue:
    """Some units, and the events that touch them."""
    touching = [e for e in catalogue.events.values() if unit_ids & {one for link in e.links for one in _ends(link)}]
    return Catalogue([u for u in catalogue.units.values() if u.id in unit_ids], touching)


def _ends(link: Link) -> set[str]:
    return {one for one in (link.from_id, link.to_id) if one}


def _last(end: date | None) -> date | None:
    return end - _DAY if end else None


def _goal(target: Target) -> str | int | None:
    if target.target is not None:
        return target.target
    return None if target.percent is None else f"{target.percent:g} %".replace(".", ",")


def _head(key: str) -> str:
    return HEADINGS[key][0]


_UNITS: list[Column[_UnitLine]] = [
    Column(_head("id"), 26, lambda u: u.unit.id),
    Column(_head("kind"), 22, lambda u: words.UNIT_KINDS[u.unit.kind]),
    Column(_head("name"), 44, lambda u: u.row.name),
    Column(_head("short"), 26, lambda u: u.row.short_name),
    Column(_head("symbol"), 10, lambda u: u.row.symbol),
    Column(_head("parent"), 24, lambda u: u.row.parent_id),
    Column(_head("province"), 14, lambda u: u.row.place[0]),
    Column(_head("district"), 14, lambda u: u.row.place[1]),
    Column(_head("ward"), 14, lambda u: u.row.place[2]),
    Column(_head("from"), 12, lambda u: u.row.first),
    Column(_head("to"), 12, lambda u: _last(u.row.end)),
    Column(_head("channel"), 14, lambda u: words.UNIT_CHANNELS.get(u.unit.channel or "", "")),
    Column(_head("members"), 10, lambda u: u.unit.members),
    Column(_head("cluster"), 16, lambda u: u.unit.cluster),
    Column(_head("aliases"), 30, lambda u: "\n".join(u.unit.aliases)),
    Column(_head("source"), 36, lambda u: u.row.source),
]
_EVENTS: list[Column[tuple[UnitEvent, Link]]] = [
    Column(_head("event_id"), 24, lambda e: e[0].id),
    Column(_head("day"), 12, lambda e: e[0].day),
    Column(_head("event_kind"), 14, lambda e: words.UNIT_EVENTS[e[0].kind]),
    Column(_head("old"), 26, lambda e: e[1].from_id),
    Column(_head("new"), 26, lambda e: e[1].to_id),
    Column(_head("share"), 9, lambda e: e[1].share),
    Column(_head("decision"), 36, lambda e: e[0].decision),
    Column(_head("note"), 36, lambda e: e[0].note),
]
_TARGETS: list[Column[tuple[Unit, Target]]] = [
    Column(_head("id"), 26, lambda t: t[0].id),
    Column(_head("programme"), 28, lambda t: t[1].programme),
    Column(_head("phase"), 16, lambda t: t[1].phase),
    Column(_head("target"), 12, lambda t: _goal(t[1])),
    Column(_head("quota"), 10, lambda t: t[1].quota),
]
