"""`sovang merge`: what putting duplicates together would give, doing it, and taking it apart."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from flows.office import known_office
from register.brief import Titled
from register.exports import words
from register.merges import Plan
from schemas.changes import shown
from schemas.errors import SovangError
from sovang.settings import Settings

_WIDTH = 200  # letters of a value that are shown


@dataclass(frozen=True, slots=True)
class Wanted:
    """`keep`: which innovation stays; `told`: `cell=innovation`, as typed."""

    ids: Sequence[str]
    keep: str | None = None
    told: Sequence[str] = field(default_factory=list)

    @property
    def cells(self) -> dict[str, str]:
        """Raises SovangError for what is no `cell=innovation`."""
        pairs = [one.partition("=") for one in self.told]
        if wrong := [f"{cell}{sign}{key}" for cell, sign, key in pairs if not (cell and key)]:
            raise SovangError(f"--set {wrong[0]}: viết mục=mã sáng kiến, như summary=HS2026-00001-002.")
        return {cell.strip(): key.strip() for cell, _, key in pairs}


def listed(settings: Settings, *, as_json: bool) -> int:
    """Prints the groups that people called one innovation and that are not put together; returns the exit status."""
    office = known_office(settings.data, settings.database)
    with closing(office.register):
        groups = office.register.merging.waiting()
        titles = office.register.brief.titles({one for group in groups for one in group})
    if as_json:
        print(json.dumps(groups))
    else:
        print("\n".join(_groups(groups, titles)))
    return 0


def planned(settings: Settings, wanted: Wanted, *, as_json: bool) -> int:
    """Prints what putting together would give, field by field; writes nothing."""
    office = known_office(settings.data, settings.database)
    with closing(office.register):
        plan = office.register.merging.plan(wanted.ids, wanted.keep, wanted.cells)
    _print(plan, as_json=as_json)
    return 0


def applied(settings: Settings, wanted: Wanted, person: str, reason: str, *, as_json: bool) -> int:
    office = known_office(settings.data, settings.database)
    with closing(office.register):
        plan = office.register.merging.plan(wanted.ids, wanted.keep, wanted.cells)
        office.register.merging.apply(plan, person, reason)
    if as_json:
        _print(plan, as_json=True)
    else:
        print(f"Đã gộp {', '.join(plan.members)} thành {plan.survivor}. Bỏ gộp: sovang merge {plan.survivor} --undo")
    return 0


def undone(settings: Settings, innovation_id: str, person: str, *, as_json: bool) -> int:
    office = known_office(settings.data, settings.database)
    with closing(office.register):
        since = office.register.merging.answered_since(innovation_id)
        members = office.register.merging.undo(innovation_id, person)
    if as_json:
        print(json.dumps(members))
        return 0
    print(f"Đã bỏ gộp: {', '.join(members)} trở lại như trước khi gộp.")
    if since:
        print(f"Lưu ý: {since} đã được sửa sau khi gộp. Điều sửa ấy nay không còn hiệu lực, nhưng vẫn trong lịch sử")
        print("của dòng ấy (trang của dòng trên bàn thẩm định): còn đúng thì sửa lại.")
    return 0


def _groups(groups: Sequence[Sequence[str]], titles: Mapping[str, Titled]) -> Iterator[str]:
    for number, group in enumerate(groups, 1):
        yield f"{number}. {len(group)} dòng là một sáng kiến: sovang merge {group[0]}"
        yield from (f"     {one}: {titles[one].title} ({titles[one].source_name})" for one in group if one in titles)
    if not groups:
        yield "Không có nhóm trùng nào chờ gộp (xem `sovang pairs`)."


def _print(plan: Plan, *, as_json: bool) -> None:
    if as_json:
        fields = {one.field: {"source": one.source, "why": one.why} for one in plan.result.choices}
        values = plan.result.reading.accepted.model_dump(mode="json", include={*fields})
        for author in values["authors"]:
            author.pop("phone")
        found = {"survivor": plan.survivor, "members": plan.members, "fields": fields, "values": values}
        print(json.dumps({**found, "added_authors": plan.result.added}, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(plan)))


def _lines(plan: Plan) -> Iterator[str]:
    yield f"Gộp {len(plan.members)} dòng thành {plan.survivor}: {', '.join(plan.members)}"
    for choice in plan.result.choices:
        if not any(choice.values.values()):
            continue
        yield f"  {words.field(choice.field)} ({choice.field}) ← {choice.source}: {choice.why}"
        seen = {key: _text(choice.field, value) for key, value in choice.values.items()}
        for key in sorted(seen) if len({*seen.values()}) > 1 else [choice.source]:
            yield f"    {'→' if key == choice.source else ' '} {key}: {seen[key]}"
    for name, row in plan.result.added.items():
        yield f"  Thêm đồng tác giả {name} ← {row}"
    asked = plan.result.reading.review_fields
    if asked:
        yield f"  Còn phải kiểm tra: {', '.join(map(words.field, asked))}"
    again = " ".join(plan.members)
    yield f"Gộp: sovang merge {again} --apply. Lấy mục từ dòng khác: --set summary=MÃ; giữ dòng khác: --keep MÃ."


def _text(cell: str, value: object) -> str:
    """Phones stay out of it: people are told apart by their names."""
    if cell == "authors" and isinstance(value, list):
        return ", ".join(author.full_name for author in value) or "(trống)"
    text = shown(value, None)[0]
    return text if len(text) <= _WIDTH else f"{text[:_WIDTH].rstrip()}…"
