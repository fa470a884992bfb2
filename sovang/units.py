"""`sovang units`: the office's own list of units: in, out, shown; and what a writing means."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from flows.office import Office, at_home, open_office, visited
from flows.units import settle_units
from register.exports import words
from register.exports.catalogue import export_catalogue, part_of
from register.imports.units import Plan, read_units
from schemas.errors import SetupError
from schemas.text import fold
from schemas.unit import Unit
from schemas.units.catalogue import Catalogue
from schemas.units.seed import seed
from schemas.written import today
from sovang.settings import Settings
from sovang.unit_ids import checked

_SHOWN = 20


def import_units(settings: Settings, path: Path, parent: str | None, *, dry_run: bool, as_json: bool) -> int:
    """All of the file or nothing; returns the exit status."""
    plan, named = _import(settings, path, parent, getpass.getuser() if not dry_run else None)
    done = not dry_run and not plan.bad
    if as_json:
        print(json.dumps({**plan.model_dump(), "done": done, "named_dossiers": named}, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_told(plan, done=done)), file=sys.stderr if plan.bad else sys.stdout)
        if done:
            print(f"Hồ sơ đã biết đơn vị gửi: {named}.")
    return 2 if plan.bad else 0


def brought_in(settings: Settings, path: Path, person: str, *, only_plan: bool) -> dict[str, object]:
    """The plan of an import, and the import where it is wanted, as values. Raises SetupError."""
    plan, named = _import(settings, path, None, None if only_plan else person)
    return {**plan.model_dump(), "done": not only_plan and not plan.bad, "named_dossiers": named}


def _import(settings: Settings, path: Path, parent: str | None, person: str | None) -> tuple[Plan, int]:
    """The plan and how many dossiers have a known sender; nothing is saved without a person or with a bad row."""
    with _office(settings, new=person is not None) as office:
        programmes = {fold(one): p.id for p in office.programmes for one in (p.id, p.name)}
        known = office.register.units.catalogue()
        found, plan = read_units(path, known, programmes, parent)
        if person is None or plan.bad:
            return plan, 0
        office.register.units.save(_changed(found, known), person)
        settle_units(office)
        return plan, sum(one.unit_id is not None for one in office.register.units.filings().values())


def export_units(settings: Settings, out: Path, province: str | None, *, as_json: bool) -> int:
    """The office's own units, or with a province all that is known of it, as a workbook to change and import."""
    with _office(settings) as office:
        own, known = office.register.units.own(), office.register.units.catalogue()
        chosen = own if province is None else _of_province(known, province)
        if not chosen.units and province is not None:
            raise SetupError(f"Danh mục có sẵn không có đơn vị nào ở “{province}”. Viết tên tỉnh, như Bắc Kạn.")
        if not chosen.units:
            raise SetupError("Chưa có đơn vị nào để xuất. Thêm --province để lấy danh mục có sẵn của một tỉnh.")
        count = export_catalogue(chosen, out)
    if as_json:
        print(json.dumps({"rows": count, "out": str(out)}))
    else:
        print(f"Đã xuất {count} dòng ra {out}. Sửa trong Excel rồi `sovang units import`.", file=sys.stderr)
    return 0


def list_units(settings: Settings, words_given: str, *, as_json: bool) -> int:
    """The units whose name, alias or id holds the words; without words the office's own."""
    with _office(settings) as office:
        own, known = office.register.units.own(), office.register.units.catalogue()
    pool = known if words_given else own
    units = [unit for unit in pool.units.values() if fold(words_given) in _spoken(unit)]
    if as_json:
        print(json.dumps([unit.model_dump(mode="json") for unit in units], ensure_ascii=False, indent=1))
        return 0
    for unit in units:
        print(_line(known, unit))
    if not units and words_given:
        print(f"Không có đơn vị nào có “{words_given}” trong tên, tên gọi khác hay mã.")
    elif not units:
        print("Không có đơn vị nào. Nhập danh mục bằng `sovang units import`, hoặc tìm: `sovang units list CHỮ`.")
    return 0


def teach(settings: Settings, text: str, unit_id: str, *, forget: bool, as_json: bool) -> int:
    """A person says that a writing means a unit, or takes that back; dossiers are looked up anew."""
    with _office(settings, new=True) as office:
        known = office.register.units.catalogue()
        if not text.strip():
            raise SetupError("Cách viết để trống: ghi tên đơn vị như trong hồ sơ.")
        checked(known, unit_id)
        done = True
        if forget:
            done = office.register.units.forget(text, unit_id, getpass.getuser())
        else:
            office.register.units.learn(text, unit_id, getpass.getuser())
        looked_up = settle_units(office)
    if as_json:
        print(json.dumps({"unit_id": unit_id, "done": done, "looked_up": looked_up}))
    elif not done:
        print(f"Chưa ai ghi “{text}” là {unit_id}.")
    else:
        print(f"“{text}” {'không còn là' if forget else 'là'} {known.name_on(unit_id, None).name}.")
    return 0


@contextmanager
def _office(settings: Settings, *, new: bool = False) -> Iterator[Office]:
    """`new`: a register may be begun; who only looks leaves nothing where there is none."""
    if not new:
        with visited(settings.data, settings.database, settings.province) as office:
            yield office
        return
    office = open_office(settings.data, settings.database)
    with closing(office.register):
        yield at_home(office, settings.province)


def _changed(found: Catalogue, known: Catalogue) -> Catalogue:
    """What differs from the seed or from before: the office's own word. Untouched units of the seed stay the seed's."""
    units = [u for u in found.units.values() if known.units.get(u.id) != u or u.id not in seed().units]
    events = [e for e in found.events.values() if known.events.get(e.id) != e or e.id not in seed().events]
    return Catalogue(units, events)


def _of_province(known: Catalogue, province: str) -> Catalogue:
    wanted = fold(province)
    ids = {u.id for u in known.units.values() if any(fold(p.province) == wanted for p in u.places)}
    ids |= {one for u in known.units.values() for one in known.above(u.id, None) if u.id in ids}
    return part_of(known, {one for one in ids if known.units[one].kind != "tld"})


def _spoken(unit: Unit) -> str:
    return fold(" ".join([unit.id, *(f"{n.name} {n.short_name}" for n in unit.names), *unit.aliases]))


def _line(known: Catalogue, unit: Unit) -> str:
    parent = known.parent_on(unit.id, None)
    ended = known.ended(unit.id, today())
    state = f", kết thúc {ended:%d/%m/%Y}, nay là {known.successor(unit.id, today())}" if ended else ""
    under = f", thuộc {parent}" if parent else ""
    return f"{unit.id}: {known.name_on(unit.id, None).name} ({words.UNIT_KINDS[unit.kind]}{under}{state})"


def _told(plan: Plan, *, done: bool) -> Iterator[str]:
    if plan.bad:
        yield f"Chưa nhập gì: {len(plan.bad)} dòng cần sửa."
        for bad in plan.bad[:_SHOWN]:
            yield f"  {bad.page}, dòng {bad.row}: {bad.reason}" if bad.row else f"  {bad.reason}"
        if len(plan.bad) > _SHOWN:
            yield f"  … và {len(plan.bad) - _SHOWN} dòng nữa."
        return
    verb = "Đã" if done else "Sẽ"
    counts = f"thêm {len(plan.added)} đơn vị, sửa {len(plan.changed)}, giữ nguyên {plan.same}"
    yield f"{verb} {counts}; biến động: {plan.events}."
    for title, ids in (("Thêm", plan.added), ("Sửa", plan.changed)):
        if ids:
            more = f" … và {len(ids) - _SHOWN} đơn vị nữa" if len(ids) > _SHOWN else ""
            yield f"  {title}: {', '.join(ids[:_SHOWN])}{more}"
    if not done:
        yield "Chưa ghi gì (--dry-run)."
