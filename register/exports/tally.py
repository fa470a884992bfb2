"""Progress by emulation cluster and by quarter, with charts to show at a meeting."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from register.exports import words
from register.exports.sheet import Chart, Column, Sheet, lay_out
from schemas.units.progress import UnitLine
from schemas.units.totals import Total

_UNPLACED = "(chưa xếp cụm)"
_MOST = 40  # bars that can still be told apart


def cluster_sheet(totals: Sequence[Total]) -> Sheet:
    """The clusters of whole programmes, for their charts, then those of phases; without clusters the whole stands."""
    placed = [total for total in totals if total.row == "cluster"] or [t for t in totals if t.row == "whole"]
    rows = sorted(placed, key=lambda total: total.phase is not None)
    shown = min(_MOST, sum(total.phase is None for total in rows))
    filed = Chart("Số đơn vị đã gửi, chưa gửi theo cụm thi đua", 1, (5, 6), shown, stacked=True)
    reached = Chart("Số sáng kiến so với chỉ tiêu theo cụm thi đua", 1, (7, 8), shown)
    several = len({total.programme for total in rows}) > 1
    columns = [Column("Cụm thi đua", 34, lambda t: _cluster(t, several)), *_CLUSTERS]
    return replace(lay_out("Theo cụm", columns, rows), charts=(filed, reached))


def _cluster(total: Total, several: bool) -> str:
    name = total.cluster or ("Tất cả" if total.row == "whole" else _UNPLACED)
    return f"{name}: {_short(total.programme)}" if several else name


def _short(programme: str) -> str:
    """`75 nghìn sáng kiến, vượt khó, phát triển` → `75 nghìn sáng kiến`."""
    return re.split(r",|:| - ", words.programme(programme))[0]


@dataclass(frozen=True, slots=True)
class _Quarters:
    programme: str
    phase: str
    unit: str
    cluster: str
    counts: dict[str, int]
    name: str = ""


def quarter_sheet(lines: Sequence[UnitLine], totals: Sequence[Total]) -> Sheet:
    """Innovations by the quarter in which they came: each programme and phase, then each unit that filed."""
    names = sorted({quarter for line in lines for quarter in line.quarters})
    rows = [_of_total(total) for total in totals if total.row == "whole" and total.quarters]
    rows.sort(key=lambda row: row.phase != _WHOLE)
    series = tuple(row.name for row in rows if row.phase == _WHOLE)[:4]
    rows += [_of_line(line) for line in lines if line.quarters and line.phase is None]
    columns = tuple(range(5, 5 + len(names)))
    chart = Chart("Số sáng kiến nhận được theo quý", 1, columns, len(series) if names else 0, series=series)
    quarters = [Column(_named(name), 11, _count(name)) for name in names]
    return replace(lay_out("Theo quý", [*_QUARTERS, *quarters], rows, frozen=3), charts=(chart,))


_WHOLE = "Cả chương trình"


def _of_total(total: Total) -> _Quarters:
    phase = words.phase(total.phase) if total.phase else _WHOLE
    return _Quarters(words.programme(total.programme), phase, "Tất cả", "", total.quarters, _short(total.programme))


def _of_line(line: UnitLine) -> _Quarters:
    unit = line.unit or "(hồ sơ không ghi đơn vị)"
    return _Quarters(words.programme(line.programme), _WHOLE, unit, line.cluster, line.quarters)


def _named(quarter: str) -> str:
    year, _, number = quarter.partition("-Q")
    return f"Quý {'I' * int(number) if number != '4' else 'IV'}/{year}"


def _count(quarter: str) -> Callable[[_Quarters], int | None]:
    return lambda row: row.counts.get(quarter)


_CLUSTERS: list[Column[Total]] = [
    Column("Chương trình", 30, lambda t: words.programme(t.programme)),
    Column("Giai đoạn", 16, lambda t: words.phase(t.phase) if t.phase else _WHOLE),
    Column("Đơn vị phải gửi", 11, lambda t: t.units_expected),
    Column("Đã gửi", 11, lambda t: t.units_filed),
    Column("Chưa gửi", 11, lambda t: t.units_expected - t.units_filed),
    Column("Số sáng kiến", 11, lambda t: t.innovations),
    Column("Chỉ tiêu", 11, lambda t: t.target),
    Column("Đạt (%)", 9, lambda t: t.percent),
    Column("Đã vào sổ", 11, lambda t: t.registered),
    Column("Chờ kiểm tra", 11, lambda t: t.needs_review),
]
_QUARTERS: list[Column[_Quarters]] = [
    Column("Chương trình", 34, lambda q: q.programme),
    Column("Giai đoạn", 16, lambda q: q.phase),
    Column("Đơn vị", 36, lambda q: q.unit),
    Column("Cụm thi đua", 16, lambda q: q.cluster),
]
