"""What each unit is told about its dossier. Of other units' papers it learns which, never who."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from flows.office import Office
from flows.papers import letterhead
from flows.senders import Senders, senders_of
from register.exports import words
from register.exports.confidential import outgoing
from register.exports.reply import Part, Reply, write_reply
from register.exports.wording import Wording, wording
from register.listing import Wanted
from schemas.dossier import Dossier, DossierStatus
from schemas.errors import SetupError
from schemas.export import Asked
from schemas.innovation import Innovation, Status
from schemas.programme import Programme
from schemas.rules.eligible import ELIGIBILITY, barred
from schemas.rules.telling import file_for_the_unit, for_the_unit
from schemas.written import OFFICE, day

_UNREAD = (DossierStatus.RECEIVED, DossierStatus.READING)
_NOBODY = "........................................"
_RULES = {Status.REGISTERED: "muc_nhan", Status.NEEDS_REVIEW: "muc_cho", Status.REJECTED: "muc_khong"}


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every reply of one go is made of."""

    office: Office
    senders: Senders
    said: Wording
    on: date
    by: date | None


def write_replies(office: Office, asked: Asked, out: Path, on: date, only: Sequence[str] | None = None) -> int:
    """`out`: a file for one dossier, by its ending `.docx` or `.txt`; else a folder, with both for each dossier.

    `only`: the dossiers that may be answered.

    Raises SetupError for a file where there are several dossiers, or none.
    """
    if asked.by is not None and asked.by < on:
        raise SetupError(f"Hạn trả lời {asked.by:%d/%m/%Y} đã qua: sửa --by.")
    dossiers = [one for one in _asked_for(office, asked) if only is None or one.id in only]
    one_file = out.suffix.lower() in (".docx", ".txt") and not out.is_dir()
    if one_file and len(dossiers) != 1:
        raise SetupError(f"Có {len(dossiers)} hồ sơ cần trả lời: --out phải là một thư mục, hoặc nêu một --dossier.")
    senders, said = senders_of(office), wording("tra-loi", office.data)
    secrets = office.register.listing.secrets()
    desk = _Desk(office, senders, said, on, asked.by)
    who = letterhead(office, senders, on)
    if not one_file:
        out.mkdir(parents=True, exist_ok=True)
    for dossier in dossiers:
        part = Wanted(dossiers=[dossier.id]) if only is None else Wanted(only, closed=True)
        every = map(part.alone, office.register.listing.innovations(Wanted(dossiers=[dossier.id])))
        rows = list(outgoing(every, secrets))
        reply = _reply(desk, dossier, rows, who.office)
        paths = [out] if one_file else [out / f"tra-loi-{dossier.id}.{form}" for form in ("docx", "txt")]
        for path in paths:
            write_reply(reply, who, said, path)
    return len(dossiers)


def _asked_for(office: Office, asked: Asked) -> list[Dossier]:
    """Those named; else all that came since a day and were read, of versions the newest."""
    if not asked.dossiers and asked.since is None:
        raise SetupError("Trả lời hồ sơ nào: nêu --dossier MÃ-HỒ-SƠ, hoặc --since NGÀY cho mọi hồ sơ nhận từ ngày ấy.")
    found = office.register.dossiers(list(asked.dossiers) or None)
    read = [one for one in found if one.status not in _UNREAD]
    if asked.since is not None:
        read = [one for one in read if one.received_at.astimezone(OFFICE).date() >= asked.since]
    return [one for one in read if asked.dossiers or not one.versions or one.versions[-1] == one.id]


def _reply(desk: _Desk, dossier: Dossier, rows: Sequence[Innovation], office: str) -> Reply:
    programme = next((one for one in desk.office.programmes if one.id == dossier.programme), None)
    lines = _sorted(desk, dossier, rows)
    lacking = [*_files(dossier), *for_the_unit(dossier.findings), *_of_rows(rows)]
    parts = [Part(key, lines.get(key, [])) for key in _ORDER] + [Part("muc_thieu", lacking)]
    answerable = "de_nghi_trung" if lines.get("muc_trung") else "du"
    closing = "de_nghi" if lacking or lines.get("muc_dieu_kien") else answerable
    unit = rows[0].dossier.unit_id if rows else dossier.unit_id
    known = desk.senders.catalogue.units.get(unit or "")
    name = desk.senders.catalogue.name_on(known.id, dossier.date or desk.on).name if known else dossier.issuing_unit
    values = {
        "co_quan": office,
        "don_vi": name or "đơn vị",
        "to_trinh": _paper(dossier.number, dossier.date) or f"mã hồ sơ {dossier.id}",
        "ngay_nhan": day(dossier.received_at),
        "chuong_trinh": words.programme(dossier.programme),
        "han": f"{_until(desk, programme):%d/%m/%Y}",
        "so": "",
    }
    return Reply(dossier.id, name or _NOBODY, desk.on, parts, [closing], values)


_ORDER = ("muc_nhan", "muc_dieu_kien", "muc_giu", "muc_trung", "muc_cho", "muc_khong")


def _sorted(desk: _Desk, dossier: Dossier, rows: Sequence[Innovation]) -> dict[str, list[str]]:
    """Section → its lines."""
    found: dict[str, list[str]] = {}
    for item in rows:
        if item.status is Status.DUPLICATE:
            key, line = _duplicate(desk, dossier, item)
        else:
            programme = next((one for one in desk.office.programmes if one.id == item.programme), None)
            why = barred(item, programme) if programme and item.status is Status.REGISTERED else ""
            key = "muc_dieu_kien" if why else _RULES[item.status]
            line = f"{_named(item)}: {why}" if why else f"{_named(item)}."
        found.setdefault(key, []).append(line)
    return found


def _duplicate(desk: _Desk, dossier: Dossier, item: Innovation) -> tuple[str, str]:
    if item.version_of:
        return "muc_giu", f"{_named(item)}."
    same = [twin.innovation_id for twin in item.duplicate_candidates if twin.judgement == "same"]
    ids = [item.merged_into] if item.merged_into else same
    others = sorted(desk.office.register.listing.shown(ids), key=lambda other: other.dossier.received_at)
    first = next((other for other in others if other.status is not Status.DUPLICATE), others[0] if others else None)
    if first is None:
        return "muc_trung", f"{_named(item)}."
    own = first.dossier.unit_id == item.dossier.unit_id if item.dossier.unit_id else first.dossier.id == dossier.id
    sender = "của chính đơn vị" if own else f"của {desk.senders.name(first.dossier) or 'đơn vị khác'}"
    where = _paper(first.dossier.number, first.dossier.date)
    told = f"{_named(item)}: trùng với {_named(first)} {sender}"
    return "muc_trung", f"{told}, {where}." if where else f"{told}, nhận ngày {_day(first)}."


def _named(item: Innovation) -> str:
    title = " ".join(item.title.split())
    return f"TT {item.ordinal} “{title}”" if item.ordinal else f"“{title}”"


def _of_rows(rows: Sequence[Innovation]) -> Iterator[str]:
    """What the unit can mend in rows that may count. Who is not eligible is told in a section of its own."""
    for item in rows:
        if item.status in (Status.REGISTERED, Status.NEEDS_REVIEW):
            said = for_the_unit((f for f in item.findings if f.code not in ELIGIBILITY), item)
            if said:
                yield f"{_named(item)}: {' '.join(said)}"


def _files(dossier: Dossier) -> Iterator[str]:
    for part in dossier.parts:
        if part.error and (said := file_for_the_unit(part.error)):
            yield f"Tệp “{part.name}”: {said}"


def _paper(number: str | None, day: date | None) -> str:
    parts = [f"Tờ trình số {number}" if number else "Tờ trình" if day else "", f"ngày {day:%d/%m/%Y}" if day else ""]
    return " ".join(part for part in parts if part)


def _day(item: Innovation) -> str:
    return day(item.dossier.received_at)


def _until(desk: _Desk, programme: Programme | None) -> date:
    """The day that was told; else the programme's own, while it is to come; else so many days from now."""
    own = programme.in_province(desk.office.province).dossier_deadline if programme else None
    days = desk.said.text("so_ngay")
    if not days.isdigit() or not 0 < int(days) < 366:
        raise SetupError("Tệp mẫu tra-loi.toml: mục “so_ngay” phải là số ngày, từ 1 đến 365. Sửa tệp rồi chạy lại.")
    return desk.by or (own if own and own > desk.on else desk.on + timedelta(days=int(days)))
