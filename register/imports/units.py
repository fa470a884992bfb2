"""A workbook of units → what the catalogue would become. Nothing is saved here, and one bad row stops the whole."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from register.exports import words
from register.imports import cells
from register.imports.unit_heads import CHANNELS, EVENTS, HEADS, KINDS, KNOWN
from register.imports.unit_rows import UnitRow, joined
from register.imports.workbook import Page, Row, read_pages
from schemas.errors import SetupError
from schemas.text import fold
from schemas.unit import ID_FORM, EventKind, Link, Span, Target, Unit, UnitEvent, UnitKind
from schemas.units.catalogue import Catalogue
from schemas.units.check import problems
from schemas.units.kinds import kind_of
from schemas.units.seed import slug
from schemas.units.words import unit_key
from schemas.written import today

_T = TypeVar("_T")
_NEXT = dt.timedelta(days=1)  # on paper the last day is in force too


class BadRow(BaseModel):
    page: str
    row: int  # 0: the file as a whole
    reason: str


class Plan(BaseModel):
    """What an import would do. `bad`: with any, nothing is done."""

    added: list[str] = []
    changed: list[str] = []
    same: int = 0
    events: int = 0
    bad: list[BadRow] = []


@dataclass(slots=True)
class _Reading:
    """`known`: the catalogue before; `parent`: for rows that name none; `programmes`: ids by folded id and name."""

    known: Catalogue
    parent: str | None
    programmes: dict[str, str]
    bad: list[BadRow] = field(default_factory=list)
    rows: dict[str, list[UnitRow]] = field(default_factory=dict)
    targets: dict[str, list[Target]] = field(default_factory=dict)
    links: dict[str, list[tuple[UnitEvent, Link]]] = field(default_factory=dict)
    by_key: dict[str, list[str]] = field(default_factory=dict)  # unit key → ids
    heads: dict[str, set[str]] = field(default_factory=dict)  # page → its headings

    def tried(self, page: Page, row: Row, read: Callable[[Row], _T]) -> _T | None:
        try:
            return read(row)
        except (ValueError, ValidationError) as error:
            self.bad.append(BadRow(page=page.title, row=row.number, reason=_reason(error)))
            return None


def read_units(
    path: Path, known: Catalogue, programmes: dict[str, str], parent: str | None = None
) -> tuple[Catalogue, Plan]:
    """The units and events of a workbook, and the plan. `programmes`: folded ids and names → ids. Raises SetupError."""
    reading = _Reading(known, parent, programmes)
    if parent is not None and parent not in known.units:
        raise SetupError(f"Không có đơn vị “{parent}” trong danh mục: xem `sovang units list`.")
    for unit in known.units.values():
        for name in unit.names:
            reading.by_key.setdefault(unit_key(name.name), []).append(unit.id)
    pages = {what: [p for p in read_pages(path, KNOWN) if _is(p, what)] for what in ("name", "event", "target")}
    if not pages["name"] and not pages["event"] and not pages["target"]:
        raise SetupError(f"{path.name} không có cột “Tên đơn vị”. Lấy mẫu bằng `sovang units export`.")
    for page in pages["name"]:
        reading.heads[page.title] = set(page.headings)
        for row in page.rows:
            reading.tried(page, row, lambda r, p=page: _unit_row(reading, p, r))  # type: ignore[misc]
    for page in pages["target"]:
        for row in page.rows:
            reading.tried(page, row, lambda r: _target(reading, r))
    for page in pages["event"]:
        for row in page.rows:
            reading.tried(page, row, lambda r: _link(reading, r))
    found = Catalogue(_units(reading), _events(reading))
    return found, _plan(reading, found)


def _is(page: Page, what: str) -> bool:
    heads = set(page.headings)
    kind = "event" if heads & set(HEADS["event_kind"]) else "target" if heads & set(HEADS["programme"]) else "name"
    return kind == what and bool(heads & set(HEADS["name" if what == "name" else "old" if what == "event" else "id"]))


def _unit_row(reading: _Reading, page: Page, row: Row) -> None:
    name = cells.text(row, HEADS["name"])
    if not name:
        raise ValueError("thiếu tên đơn vị")
    parent = _parent(reading, row)
    kind = cells.choice(row, HEADS["kind"], KINDS, words.UNIT_KINDS) or kind_of(name)
    last = cells.day(row, HEADS["to"])
    found = UnitRow(
        page=page.title,
        number=row.number,
        kind=UnitKind(kind),
        name=name,
        short_name=cells.text(row, HEADS["short"]),
        symbol=cells.text(row, HEADS["symbol"]),
        source=cells.text(row, HEADS["source"]),
        parent_id=parent,
        place=tuple(cells.text(row, HEADS[one]) for one in ("province", "district", "ward")),
        first=cells.day(row, HEADS["from"]),
        end=last + _NEXT if last else None,
        channel=cells.choice(row, HEADS["channel"], CHANNELS, words.UNIT_CHANNELS),
        members=cells.count(row, HEADS["members"]),
        aliases=cells.lines(row, HEADS["aliases"]),
        cluster=cells.text(row, HEADS["cluster"]),
    )
    unit_id = _id(reading, cells.text(row, HEADS["id"]), found)
    reading.rows.setdefault(unit_id, []).append(found)
    reading.by_key.setdefault(unit_key(name), []).append(unit_id)


def _parent(reading: _Reading, row: Row) -> str | None:
    """By id, or by a name that only one unit has; those of the file must stand before."""
    said = cells.text(row, HEADS["parent"])
    if not said:
        return reading.parent
    if said in reading.known.units or said in reading.rows:
        return said
    named = sorted(set(reading.by_key.get(unit_key(said), ())))
    if len(named) > 1:  # one name, two bodies: that which lives when the row ends
        day = cells.day(row, HEADS["to"]) or today()
        named = [one for one in named if one in reading.rows or reading.known.lives(one, day)]
    if len(named) > 1:
        raise ValueError(f"cấp trên “{said}” là tên của nhiều đơn vị ({', '.join(named)}); ghi mã đơn vị")
    return named[0] if named else said  # an id of a later row, or unknown: the check of the whole says so


def _id(reading: _Reading, given: str, row: UnitRow) -> str:
    """The id as given, else that of a known unit of this name and parent, else one made from the name."""
    if given:
        if not re.fullmatch(ID_FORM, given):
            raise ValueError(f"mã đơn vị “{given}”: chỉ dùng chữ thường không dấu, chữ số và dấu gạch nối")
        if twin := _twin(reading, given, row):
            raise ValueError(f"tên này, cùng cấp trên, đã là của đơn vị {twin}; dùng mã đó")
        return given
    alike = [one for one in reading.by_key.get(unit_key(row.name), ()) if _under(reading, one) == row.parent_id]
    if len(set(alike)) > 1:
        raise ValueError(f"tên này là của nhiều đơn vị ({', '.join(sorted(set(alike)))}); ghi mã đơn vị")
    if alike and any(unit_key(r.name) == unit_key(row.name) for r in reading.rows.get(alike[0], ())):
        first = reading.rows[alike[0]][0].number
        raise ValueError(f"trùng với dòng {first}; hai đơn vị khác nhau thì ghi mã riêng, một đơn vị thì bỏ một dòng")
    return alike[0] if alike else _free(reading, slug(unit_key(row.name))[:56].strip("-") or "don-vi")


def _twin(reading: _Reading, given: str, row: UnitRow) -> str | None:
    """Another unit of this name and parent at the same time: with two nobody could tell them apart."""
    key, when = unit_key(row.name), Span(valid_from=row.first, valid_to=row.end)
    for one in sorted(set(reading.by_key.get(key, ())) - {given}):
        rows = reading.rows.get(one, [])
        unit = reading.known.units.get(one)
        times = [Span(valid_from=r.first, valid_to=r.end) for r in rows if unit_key(r.name) == key]
        times += [n for n in unit.names if unit_key(n.name) == key] if unit and not rows else []
        if _under(reading, one) == row.parent_id and any(time.meets(when) for time in times):
            return one
    return None


def _under(reading: _Reading, unit_id: str) -> str | None:
    if rows := reading.rows.get(unit_id):
        return rows[-1].parent_id
    return reading.known.parent_on(unit_id, None)


def _free(reading: _Reading, base: str) -> str:
    taken = reading.known.units.keys() | reading.rows.keys()
    return next(one for n in range(1, 99_999) if (one := base if n == 1 else f"{base}-{n}") not in taken)


def _target(reading: _Reading, row: Row) -> None:
    unit_id, said = cells.text(row, HEADS["id"]), cells.text(row, HEADS["target"])
    programme = cells.text(row, HEADS["programme"])
    if unit_id not in reading.known.units and unit_id not in reading.rows:
        raise ValueError(f"không có đơn vị “{unit_id}” trong danh mục")
    if fold(programme) not in reading.programmes:
        raise ValueError(f"không có chương trình “{programme}”")
    percent = cells.percent(said)
    found = Target(
        programme=reading.programmes[fold(programme)],
        phase=cells.text(row, HEADS["phase"]) or None,
        target=None if percent is not None else cells.count(row, HEADS["target"]),
        percent=percent,
        quota=cells.count(row, HEADS["quota"]),
    )
    reading.targets.setdefault(unit_id, []).append(found)


def _link(reading: _Reading, row: Row) -> None:
    day, kind = cells.day(row, HEADS["day"]), cells.choice(row, HEADS["event_kind"], EVENTS, words.UNIT_EVENTS)
    if day is None or kind is None:
        raise ValueError("thiếu ngày của biến động" if kind else "thiếu loại biến động")
    ends = [cells.text(row, HEADS[one]) or None for one in ("old", "new")]
    share = cells.text(row, HEADS["share"]).rstrip(" %").replace(",", ".")
    link = Link(from_id=ends[0], to_id=ends[1], share=float(share) if share else None)
    event_id = cells.text(row, HEADS["event_id"]) or slug(f"{day:%Y%m%d} {kind} {ends[1] or ends[0] or ''}")
    decision, note = cells.text(row, HEADS["decision"]), cells.text(row, HEADS["note"])
    event = UnitEvent(id=event_id, day=day, kind=EventKind(kind), decision=decision, note=note, links=[link])
    reading.links.setdefault(event_id, []).append((event, link))


def _units(reading: _Reading) -> Iterator[Unit]:
    for unit_id, rows in reading.rows.items():
        try:
            before = reading.known.units.get(unit_id)
            unit = joined(unit_id, rows)
            kept = _kept(before, unit, reading.heads[rows[0].page]) if before else {}
            targets = reading.targets.get(unit_id, before.targets if before else [])
            yield unit.model_copy(update={**kept, "targets": targets})
        except (ValueError, ValidationError) as error:
            reading.bad.append(BadRow(page=rows[0].page, row=rows[0].number, reason=_reason(error)))
    for unit_id, targets in reading.targets.items():
        if unit_id not in reading.rows:
            yield reading.known.units[unit_id].model_copy(update={"targets": targets})


def _kept(before: Unit, after: Unit, heads: set[str]) -> dict[str, object]:
    """What a page has no column for stays as it was."""
    columns = {name: name for name in ("kind", "aliases", "channel", "members", "cluster")}
    asked = {**columns, "parents": "parent"} if not after.parents else columns
    gone = {name: getattr(before, name) for name, key in asked.items() if not heads & set(HEADS[key])}
    if not any(heads & set(HEADS[key]) for key in ("province", "district", "ward")):
        gone["places"] = before.places
    named = {unit_key(name.name) for name in before.names}
    if not heads & {*HEADS["from"], *HEADS["to"]} and {unit_key(n.name) for n in after.names} <= named:
        gone["names"] = before.names
    return gone


def _events(reading: _Reading) -> Iterator[UnitEvent]:
    for found in reading.links.values():
        first = found[0][0]
        if any((e.day, e.kind) != (first.day, first.kind) for e, _ in found):
            reason = f"biến động {first.id} có hai ngày hoặc hai loại khác nhau"
            reading.bad.append(BadRow(page="Biến động", row=0, reason=reason))
        yield first.model_copy(update={"links": [link for _, link in found]})


def _plan(reading: _Reading, found: Catalogue) -> Plan:
    before = reading.known
    for line in problems(before | found):
        subject = re.match(r"Đơn vị ([a-z0-9-]+):", line)
        rows = reading.rows.get(subject[1], []) if subject else []
        reading.bad.append(BadRow(page=rows[0].page if rows else "", row=rows[0].number if rows else 0, reason=line))
    added = [one for one in found.units if one not in before.units]
    changed = [one for one, unit in found.units.items() if one in before.units and before.units[one] != unit]
    same = len(found.units) - len(added) - len(changed)
    events = sum(before.events.get(one) != event for one, event in found.events.items())
    return Plan(added=added, changed=changed, same=same, events=events, bad=reading.bad)


def _reason(error: ValueError) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(one["msg"].removeprefix("Value error, ") for one in error.errors())
    return str(error)
