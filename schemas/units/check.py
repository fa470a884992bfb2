"""What is wrong with a catalogue: one Vietnamese line each, naming the unit. An empty list: it can be used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from schemas.unit import ENDS, EventKind, Span, Unit, UnitEvent
from schemas.units.catalogue import Catalogue


def problems(catalogue: Catalogue) -> list[str]:
    found = [line for unit in catalogue.units.values() for line in _of_unit(catalogue, unit)]
    return [*found, *(line for event in catalogue.events.values() for line in _of_event(catalogue, event))]


def _of_unit(catalogue: Catalogue, unit: Unit) -> Iterator[str]:
    if _overlap(unit.names):
        yield f"Đơn vị {unit.id}: hai tên cùng có hiệu lực trong một thời gian."
    if _overlap(unit.parents):
        yield f"Đơn vị {unit.id}: hai đơn vị cấp trên trong cùng một thời gian."
    if _overlap(unit.places):
        yield f"Đơn vị {unit.id}: hai địa bàn trong cùng một thời gian."
    for parent in sorted({p.parent_id for p in unit.parents} - catalogue.units.keys()):
        yield f"Đơn vị {unit.id}: không có đơn vị cấp trên “{parent}” trong danh mục."
    if any(_circle(catalogue, unit.id, p.valid_from or date.min) for p in unit.parents):
        yield f"Đơn vị {unit.id}: cấp trên đi vòng trở lại chính đơn vị này."
    targets = [(t.programme, t.phase) for t in unit.targets]
    if len(set(targets)) < len(targets):
        yield f"Đơn vị {unit.id}: hai chỉ tiêu cho cùng một chương trình, giai đoạn."
    if unit.members is None and any(t.percent is not None and t.target is None for t in unit.targets):
        yield f"Đơn vị {unit.id}: chỉ tiêu theo phần trăm nhưng thiếu số đoàn viên."


def _overlap(spans: Sequence[Span]) -> bool:
    return any(one.meets(other) for one, other in combinations(spans, 2))


def _circle(catalogue: Catalogue, unit_id: str, day: date) -> bool:
    above, seen = unit_id, set()
    while above not in seen:
        seen.add(above)
        unit = catalogue.units.get(above)
        parent = next((p.parent_id for p in unit.parents if p.holds(day)), None) if unit else None
        if parent is None:
            return False
        above = parent
    return above == unit_id


def _of_event(catalogue: Catalogue, event: UnitEvent) -> Iterator[str]:
    named = {one for link in event.links for one in (link.from_id, link.to_id) if one}
    for unknown in sorted(named - catalogue.units.keys()):
        yield f"Biến động {event.id}: không có đơn vị “{unknown}” trong danh mục."
    if any(link.from_id is None and link.to_id is None for link in event.links):
        yield f"Biến động {event.id}: một dòng không nêu đơn vị nào."
    if any(link.from_id == link.to_id for link in event.links if event.kind in ENDS):
        yield f"Biến động {event.id}: đơn vị cũ và đơn vị mới là một."
    if event.kind is EventKind.DISSOLVE and any(link.to_id for link in event.links):
        yield f"Biến động {event.id}: giải thể thì không có đơn vị kế thừa; ghi là sáp nhập hoặc chia tách."
    if event.kind in ENDS:
        old = sorted({link.from_id for link in event.links if link.from_id} & catalogue.units.keys())
        for unit_id in (one for one in old if _outlives(catalogue.units[one], event.day)):
            yield f"Đơn vị {unit_id}: đã kết thúc ngày {event.day:%d/%m/%Y} (biến động {event.id}) mà tên còn hiệu lực."


def _outlives(unit: Unit, day: date) -> bool:
    return any(name.holds(day) or (name.valid_from or date.min) >= day for name in unit.names)
