"""What leaves the office: one function for each content of `schemas/export.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from flows.book import Book
from flows.office import Office
from flows.papers import NAMELESS, letterhead, office_named
from flows.portal import portal_rows
from flows.progress import report
from flows.replies import write_replies
from flows.senders import senders_of
from flows.summary import summary_of
from register import exports
from register.exports import units
from register.exports.book import Cover, export_book
from register.exports.portal import export_portal
from register.exports.summary import export_summary
from register.exports.wording import wording
from register.listing import Wanted
from schemas.errors import SetupError
from schemas.export import Asked
from schemas.written import today

Target = tuple[str, Path]  # form, file
_PAPERS = ("book", "summary", "reply")  # have the office's name at their head


@dataclass(frozen=True, slots=True)
class Given:
    """`remarks`: what the person who asked should know; `counts`: the same for programs."""

    rows: int
    remarks: list[str] = field(default_factory=list)
    counts: Mapping[str, object] = field(default_factory=dict)
    noun: str = "dòng"  # what `rows` counts


# Where a form tells of: rows that stay behind, descriptions that were cut, what is lacking.
_SEE = "có trong bản Excel (--out TỆP.xlsx)"
_PORTAL = {
    "xlsx": ("ở trang “Không gửi”", "bản cắt đề nghị ở trang “Quá dài”", "cột “Cần bổ sung”"),
    "csv": (_SEE, f"cột “Ghi chú”; bản đầy đủ {_SEE}", "cột “Cần bổ sung”"),
    "jsonl": ("ở “reason” của các dòng “left_out”", "mục “whole” (bản đầy đủ)", "mục “lacking”"),
}


def give(office: Office, what: str, asked: Asked, target: Target) -> Given:
    """Writes the target whole or not at all. Raises SetupError, also for a programme or dossier that is none."""
    known = {programme.id: programme for programme in office.programmes}
    if asked.programme is not None and asked.programme not in known:
        raise SetupError(f"Không có chương trình “{asked.programme}”. Các chương trình: {', '.join(known)}.")
    phases = {phase.id for programme in known.values() for phase in programme.phases}
    if asked.phase is not None and asked.phase not in phases:
        raise SetupError(f"Không có giai đoạn “{asked.phase}”. Các giai đoạn: {', '.join(sorted(phases))}.")
    given = _GIVERS[what](office, what, asked, target)
    nameless = what in _PAPERS and not office_named(senders_of(office))
    return replace(given, remarks=[*given.remarks, NAMELESS]) if nameless else given


def wanted(office: Office, asked: Asked) -> Wanted:
    """Raises SetupError for a dossier or unit that the register does not know."""
    dossiers = list(asked.dossiers) or None
    if dossiers is not None and (unknown := set(dossiers) - office.register.brief.names(dossiers).keys()):
        raise SetupError(f"Không có hồ sơ {', '.join(sorted(unknown))} trong sổ. Xem mã bằng `sovang export dossiers`.")
    if asked.unit is not None:
        if asked.unit not in office.register.units.catalogue().units:
            raise SetupError(f"Không có đơn vị “{asked.unit}”. Tìm mã bằng `sovang units list CHỮ`.")
        dossiers = _of_units(office, (asked.unit,), dossiers)
    if asked.within:
        dossiers = _of_units(office, asked.within, dossiers)
    return Wanted(dossiers, asked.programme, asked.phase, closed=bool(asked.within))


def _of_units(office: Office, units: Sequence[str], dossiers: Sequence[str] | None) -> list[str]:
    theirs = {key: None for key, filed in office.register.units.filings().items() if filed.unit_id in units}
    return [*theirs] if dossiers is None else [key for key in dossiers if key in theirs]


def _tables(office: Office, what: str, asked: Asked, target: Target) -> Given:
    form, out = target
    kind, ending = cast(exports.What, what), cast(exports.Form, form)
    masked = not asked.reveal
    return Given(exports.export(office.register, kind, ending, out, wanted(office, asked), masked=masked))


def _units(office: Office, _: str, asked: Asked, target: Target) -> Given:
    found = report(office, asked.on or today(), asked.programme, today=asked.today)
    lines = [line for line in found.lines if not asked.within or line.unit_id in asked.within]
    count = units.export_units(lines, [] if asked.within else found.totals, *target)
    if any(line.expected for line in found.lines):
        return Given(count)
    return Given(count, ["Chưa có danh mục đơn vị của cơ quan: xem `sovang units import`."])


def _portal(office: Office, _: str, asked: Asked, target: Target) -> Given:
    count = export_portal(portal_rows(office, wanted(office, asked)), *target)
    places = _PORTAL[target[0]]
    remarks = [f"{count.left_out} dòng không gửi cổng, lý do {places[0]}."] if count.left_out else []
    if count.cut:
        remarks.append(f"{count.cut} mô tả dài quá mức cổng nhận, đã cắt: xem {places[1]}.")
    if count.lacking:
        remarks.append(f"{count.lacking} dòng còn thiếu mục mà cổng hỏi: xem {places[2]}.")
    counts = {"left_out": count.left_out, "cut": count.cut, "lacking": count.lacking}
    return Given(count.entries, remarks, counts)


def _book(office: Office, _: str, asked: Asked, target: Target) -> Given:
    senders = senders_of(office)
    book = Book(office, senders, wanted(office, asked), asked.year)
    if asked.year is not None and not book.years:
        there = f"Các năm có: {', '.join(map(str, book.known))}." if book.known else "Chưa có năm nào."
        raise SetupError(f"Không có sáng kiến nào trong sổ vàng của năm {asked.year}. {there}")
    cover = Cover(letterhead(office, senders, today()), wording("so-vang", office.data), book.years)
    return Given(export_book(book, cover, *target))


def _summary(office: Office, _: str, asked: Asked, target: Target) -> Given:
    if asked.within:
        raise SetupError("Bảng tổng hợp là của cả tỉnh: tài khoản chỉ thấy một số đơn vị không xuất được.")
    summary, remarks = summary_of(office, asked, asked.on or today())
    return Given(export_summary(summary, *target), remarks)


def _reply(office: Office, _: str, asked: Asked, target: Target) -> Given:
    part = wanted(office, asked)
    mine = part.dossiers if part.closed else None
    return Given(write_replies(office, asked, target[1], today(), mine), noun="thư trả lời")


_GIVERS: dict[str, Callable[[Office, str, Asked, Target], Given]] = {
    "innovations": _tables,
    "dossiers": _tables,
    "duplicates": _tables,
    "units": _units,
    "portal": _portal,
    "book": _book,
    "summary": _summary,
    "reply": _reply,
}
