"""What the federation sends on of a programme: the eligible innovations, chosen within quotas or by people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flows.office import Office
from flows.papers import letterhead
from flows.senders import Senders, senders_of
from register.exports.confidential import outgoing
from register.exports.summary import Remark, Summary
from register.exports.wording import wording
from register.listing import Wanted
from schemas.errors import SetupError
from schemas.export import LAYOUTS, Asked
from schemas.innovation import Innovation
from schemas.programme import Programme
from schemas.rules.eligible import barred
from schemas.rules.quota import level_of, quota_of
from schemas.selection import RULE, Candidate, Choice, select

_BY_PEOPLE = "Người phụ trách chọn."
_NOT_CHOSEN = "Người phụ trách không chọn."


@dataclass(frozen=True, slots=True)
class _Seen:
    """An innovation of the programme, as far as choosing needs it. `bar`: why it may not go."""

    id: str
    title: str
    unit: str
    bar: str
    candidate: Candidate


def summary_of(office: Office, asked: Asked, on: date) -> tuple[Summary, list[str]]:
    """With what the person who asked should know. Raises SetupError for no programme, layout or innovation."""
    programme = _programme(office, asked)
    senders, said = senders_of(office), wording("to-trinh", office.data)
    layout = asked.layout or said.text("mau_bang")
    if layout not in LAYOUTS:
        raise SetupError(f"Không có mẫu bảng “{layout}”; các mẫu: {', '.join(LAYOUTS)}.")
    seen = list(_seen(office, programme, asked, senders))
    able = [one.candidate for one in seen if not one.bar]
    choices = _told(seen, asked.ids) if asked.ids else select(able, programme.selected)
    chosen = [choice.id for choice in choices if choice.chosen]
    who = letterhead(office, senders, on)
    values = _values(programme, seen, len(chosen), on) | {"co_quan": who.office, "ky_hieu": who.symbol}
    rows = outgoing(office.register.listing.in_order(chosen), office.register.listing.secrets())
    rule = _BY_PEOPLE if asked.ids else RULE
    summary = Summary(rows, len(chosen), _remarks(seen, choices), rule, layout, who, said, on, values)
    return summary, [*_notes(programme, seen, choices), rule]


def _programme(office: Office, asked: Asked) -> Programme:
    found = next((one for one in office.programmes if one.id == asked.programme), None)
    if found is None:
        known = ", ".join(one.id for one in office.programmes)
        raise SetupError(f"Bảng tổng hợp là của một chương trình: thêm --programme. Các chương trình: {known}.")
    return found.in_province(office.province)


def _seen(office: Office, programme: Programme, asked: Asked, senders: Senders) -> Iterable[_Seen]:
    items = office.register.listing.innovations(Wanted(programme=programme.id, phase=asked.phase))
    for came, item in enumerate(items):
        most = _most(programme, item, senders)
        key = item.dossier.unit_id or item.dossier.unit or item.dossier.id
        worth = (item.benefit_vnd_per_year, item.recognition is not None, bool(item.awards))
        candidate = Candidate(item.id, key, item.ordinal, came, *worth, most)
        yield _Seen(item.id, item.title, senders.name(item.dossier), barred(item, programme), candidate)


def _most(programme: Programme, item: Innovation, senders: Senders) -> int | None:
    """The unit's own quota in the catalogue before that of its level."""
    unit = senders.unit(item.dossier)
    own = [t.quota for t in unit.targets if t.programme == programme.id and t.quota is not None] if unit else []
    quota = quota_of(programme, level_of(senders.name(item.dossier), unit.kind if unit else None))
    return own[0] if own else quota.most if quota else None


def _told(seen: Sequence[_Seen], ids: Sequence[str]) -> list[Choice]:
    """A person's choice stands, in the order given. Raises SetupError for what is not of the programme."""
    known = {one.id for one in seen}
    if unknown := [one for one in ids if one not in known]:
        raise SetupError(f"Chương trình này không có sáng kiến {', '.join(unknown)} trong sổ.")
    return [Choice(one, True, place, _BY_PEOPLE) for place, one in enumerate(dict.fromkeys(ids), start=1)]


def _remarks(seen: Sequence[_Seen], choices: Sequence[Choice]) -> list[Remark]:
    by_id = {one.id: one for one in seen}
    told = [Remark(c.id, by_id[c.id].title, by_id[c.id].unit, c.chosen, c.place, c.reason) for c in choices]
    named = {choice.id for choice in choices}
    rest = [one for one in seen if one.id not in named]
    return told + [Remark(one.id, one.title, one.unit, False, 0, one.bar or _NOT_CHOSEN) for one in rest]


def _notes(programme: Programme, seen: Sequence[_Seen], choices: Sequence[Choice]) -> list[str]:
    chosen = {choice.id for choice in choices if choice.chosen}
    able = sum(not one.bar for one in seen)
    limit = f" (được gửi {programme.selected:02d})" if programme.selected is not None else ""
    left = len(seen) - able
    notes = [f"Chọn {len(chosen)} trong {able} sáng kiến đủ điều kiện{limit}; {left} không đủ điều kiện."]
    if programme.selected is not None and len(chosen) > programme.selected:
        notes.append("Số được chọn vượt số được gửi: kiểm tra lại trước khi trình ký.")
    notes += [f"Vẫn đưa vào theo lời người chọn: {one.id}. {one.bar}" for one in seen if one.id in chosen and one.bar]
    return notes


def _values(programme: Programme, seen: Sequence[_Seen], chosen: int, on: date) -> dict[str, str]:
    year = programme.applied_first.year if programme.applied_first else on.year
    able = [one for one in seen if not one.bar]
    return {
        "chuong_trinh": programme.name,
        "can_cu": programme.sources.selected or programme.source,
        "ngay": f"{on:%d/%m/%Y}",
        "so_don_vi": f"{len({one.candidate.unit for one in able}):02d}",
        "so_sang_kien": f"{len(able):02d}",
        "so_chon": f"{chosen:02d}",
        "nam": str(on.year),
        "ba_nam": f"{year - 3}-{year - 1}",
    }
