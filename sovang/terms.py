"""`sovang retention`: personal data whose time is over, shown and then taken out."""

from __future__ import annotations

import getpass
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from flows.forgetting import forget
from flows.importing import refused
from flows.office import Office, known_office
from register.erasing import Erased
from register.exports import words
from register.retention import Due
from schemas.programme import Programme
from schemas.retention import FIELDS
from sovang.settings import Settings


def retention(settings: Settings, on: date, why: str, *, apply: bool, as_json: bool) -> int:
    """Shows what is due, or with `apply` takes it out; returns the exit status."""
    office = known_office(settings.data, settings.database)
    try:
        due = office.register.terms.due(settings.retention, ends(office.programmes), on)
        if apply and due:
            return _apply(office, due, why, as_json=as_json)
        lists = refused.held(office.data, [one.dossier for one in due])
    finally:
        office.register.close()
    if as_json:
        told = [{"dossier": d.dossier, "fields": d.fields, "end": d.end.isoformat()} for d in due]
        print(json.dumps({"due": told, "done": False, "refused_lists": [*map(str, lists)]}))
    else:
        print("\n".join(_lines(settings, due, lists)))
    return 0


def ends(programmes: Sequence[Programme]) -> dict[str, date]:
    """Programme → the last day that it has anything to do with its dossiers."""
    found: dict[str, date] = {}
    for one in programmes:
        days = [one.applied_last, one.dossier_deadline, *(phase.last_day for phase in one.phases)]
        if known := [day for day in days if day is not None]:
            found[one.id] = max(known)
    return found


def _apply(office: Office, due: Sequence[Due], why: str, *, as_json: bool) -> int:
    me = getpass.getuser()
    dossiers = [one.dossier for one in due]
    lists = len(refused.held(office.data, dossiers))

    def erase() -> Erased:
        refused.forget_dossiers(office.data, dossiers)
        return office.register.terms.apply(due, why, me)

    done = forget(office, erase, dossiers)
    if as_json:
        told = {"due": [], "done": True, "dossiers": len(due), "changed": done.changed, "refused_lists": lists}
        print(json.dumps(told))
    else:
        print(f"Đã xóa theo thời hạn ở {len(due)} hồ sơ ({done.total} chỗ); nhật ký dòng {done.line}.")
        if lists:
            print(f"Đã xóa {lists} tệp -dong-loi.csv (dòng chưa nhập được của danh sách).")
        print("Tệp gốc vẫn giữ theo thời hạn của hồ sơ lưu trữ; bản sao lưu cũ và tệp đã xuất: tự xóa.")
    return 0


def _lines(settings: Settings, due: Sequence[Due], lists: Sequence[Path]) -> Iterator[str]:
    kept = {name: getattr(settings.retention, name) for name in FIELDS}
    if not any(years is not None for years in kept.values()):
        yield "Chưa đặt thời hạn nào. Ví dụ SOVANG_RETENTION_PHONE=2: số điện thoại giữ 2 năm sau khi chương trình hết."
        return
    for name, years in kept.items():
        if years is not None:
            yield f"Giữ {FIELDS[name]} {years} năm sau khi chương trình hết."
    counts = Counter((programme, field) for one in due for programme in one.programmes for field in one.fields)
    for (programme, field), number in sorted(counts.items()):
        named = words.programme(programme) or "không rõ chương trình"
        yield f"  {named}: {FIELDS[field]} của {number} hồ sơ đã hết hạn"
    yield from (f"  {path}: dòng chưa nhập được của danh sách, sẽ xóa cả tệp" for path in lists)
    yield "Chưa xóa gì. Xóa thật: thêm --why LÝ-DO --apply" if due else "Chưa có gì hết hạn."
