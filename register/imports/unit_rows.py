"""The rows of one unit, one for each time in which nothing of it changed, and the unit that they make."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from schemas.unit import Span, Unit, UnitChannel, UnitKind, UnitName, UnitParent, UnitPlace

_S = TypeVar("_S", bound=Span)
_ONCE = {"kind": "loại", "channel": "kênh liên lạc", "members": "số đoàn viên", "cluster": "cụm thi đua"}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """`first` is the first day, `end` the day after the last; `place`: province, district, ward."""

    page: str
    number: int
    kind: UnitKind
    name: str
    short_name: str
    symbol: str
    source: str
    parent_id: str | None
    place: tuple[str, ...]
    first: dt.date | None
    end: dt.date | None
    channel: str | None
    members: int | None
    aliases: list[str]
    cluster: str = ""


def joined(unit_id: str, rows: Sequence[UnitRow]) -> Unit:
    """Neighbouring times with one value become one. Raises ValueError where rows of one unit disagree."""
    rows = sorted(rows, key=lambda row: row.first or dt.date.min)
    for key, told in _ONCE.items():
        if len({getattr(row, key) for row in rows} - {None, ""}) > 1:
            raise ValueError(f"các dòng của đơn vị {unit_id} ghi {told} khác nhau")
    names, parents, places = [], [], []
    for row in rows:
        when = {"valid_from": row.first, "valid_to": row.end}
        said = {"name": row.name, "short_name": row.short_name, "symbol": row.symbol, "source": row.source}
        names.append(UnitName.model_validate({**said, **when}))
        if row.parent_id:
            parents.append(UnitParent.model_validate({"parent_id": row.parent_id, **when}))
        if any(row.place):
            where = dict(zip(("province", "district", "ward"), row.place, strict=True))
            places.append(UnitPlace.model_validate({**where, **when}))
    return Unit(
        id=unit_id,
        kind=rows[0].kind,
        names=_merged(names),
        parents=_merged(parents),
        places=_merged(places),
        aliases=list(dict.fromkeys(alias for row in rows for alias in row.aliases)),
        channel=_channel(rows),
        members=next((row.members for row in rows if row.members is not None), None),
        cluster=next((row.cluster for row in rows if row.cluster), ""),
    )


def rows_of(unit: Unit) -> list[UnitRow]:
    """The unit cut at every day on which something of it changes; only times in which it has a name."""
    spans: list[Span] = [*unit.names, *unit.parents, *unit.places]
    cuts = sorted({day for span in spans for day in (span.valid_from, span.valid_to) if day})
    firsts, ends = [None, *cuts], [*cuts, None]
    return [row for first, end in zip(firsts, ends, strict=True) if (row := _row(unit, first, end))]


def _row(unit: Unit, first: dt.date | None, end: dt.date | None) -> UnitRow | None:
    day = first or dt.date.min
    name = next((one for one in unit.names if one.holds(day)), None)
    if name is None:
        return None
    parent = next((one.parent_id for one in unit.parents if one.holds(day)), None)
    place = next((one for one in unit.places if one.holds(day)), UnitPlace())
    where = (place.province, place.district, place.ward)
    said = (name.name, name.short_name, name.symbol, name.source, parent, where)
    return UnitRow("", 0, unit.kind, *said, first, end, unit.channel, unit.members, unit.aliases, unit.cluster)


def _merged(spans: list[_S]) -> list[_S]:
    out: list[_S] = []
    for span in spans:
        before = out[-1] if out else None
        if before and before.valid_to and before.valid_to == span.valid_from and _said(before) == _said(span):
            out[-1] = before.model_copy(update={"valid_to": span.valid_to})
        else:
            out.append(span)
    return out


def _said(span: Span) -> dict[str, object]:
    return span.model_dump(exclude={"valid_from", "valid_to"})


def _channel(rows: Sequence[UnitRow]) -> UnitChannel | None:
    found = next((row.channel for row in rows if row.channel), None)
    return found if found in ("tdoffice", "paper", "email") else None  # type: ignore[return-value]
