"""`sovang status`: what is waiting, failed, flagged, registered."""

from __future__ import annotations

import json
from collections.abc import Iterator

from flows.office import known_office
from flows.progress import report
from register.counts import Counts
from register.exports import words
from register.exports.units import days, missing_words, of_target, percent
from schemas import masking
from schemas.code_words import of_item
from schemas.errors import ItemCode
from schemas.units.totals import Total
from schemas.written import today
from sovang.settings import Settings

DOSSIERS = {
    "received": "chờ đọc",
    "reading": "đang đọc dở",
    "needs_review": "cần kiểm tra",
    "complete": "đầy đủ",
    "incomplete": "thiếu giấy tờ",
    "set_aside": "để riêng",
}
NO_TABLE = ItemCode.NO_TABLE_FOUND  # said of tables in unknown layouts too, which have a line of their own
ASIDE_SHOWN = 50
INNOVATIONS = {
    "registered": "đã vào sổ",
    "needs_review": "chờ kiểm tra",
    "duplicate": "trùng",
    "rejected": "không nhận",
}


def status(settings: Settings, *, as_json: bool) -> int:
    """Returns the exit status."""
    office = known_office(settings.data, settings.database, province=settings.province)
    try:
        counts = office.register.counts()
        units = [total for total in report(office, today()).totals if total.row == "whole" and not total.phase]
    finally:
        office.register.close()
    if as_json:
        found = {**counts.model_dump(mode="json"), "units": [total.model_dump(mode="json") for total in units]}
        print(json.dumps(masking.value(found), ensure_ascii=False, indent=1))
    else:
        shown = [*_lines(counts), *(unit_line(total) for total in units if total.units_expected)]
        print(masking.text("\n".join(shown)))
    return 0


def unit_line(total: Total) -> str:
    """One programme's progress: `75 nghìn …: 12/20 đơn vị đã gửi, 2.779/2.300 sáng kiến (121 %), còn 3 ngày`."""
    missing = total.units_expected - total.units_filed
    parts = [f"{total.units_filed}/{total.units_expected} đơn vị đã gửi"]
    if missing:
        parts.append(f"chưa gửi {missing} ({missing_words(total)})")
    reached = f"{of_target(total)} sáng kiến ({percent(total)})" if total.target else ""
    parts += [part for part in (reached, days(total.days_left)) if part]
    return f"{words.programme(total.programme)}: {', '.join(parts)}"


def _lines(counts: Counts) -> Iterator[str]:
    yield f"Hồ sơ: {sum(counts.dossiers.values())}" + _split(counts.dossiers, DOSSIERS)
    yield f"Sáng kiến: {sum(counts.innovations.values())}" + _split(counts.innovations, INNOVATIONS)
    yield f"Ô cần kiểm tra: {counts.fields_to_check} ở bảng, {counts.letter_fields_to_check} ở tờ trình"
    if counts.unknown_columns:
        yield f"Bảng mẫu lạ chờ chỉ cột: {len(counts.unknown_columns)} hồ sơ (xem `sovang columns`)"
    for dossier in counts.imports_open:
        yield f"Danh sách nhập dở: {dossier}. Chạy lại đúng lệnh `sovang import` lần trước, máy làm tiếp."
    if counts.sent_again:
        yield f"Hồ sơ đơn vị gửi lại (bản mới của hồ sơ trước): {counts.sent_again}"
    if counts.received_again:
        yield f"Lần nhận lại đúng tệp cũ (không đọc lại): {counts.received_again}"
    yield f"Cặp nghi trùng chưa xử lý: {counts.suggested_pairs}"
    if counts.uncompared:
        yield f"Chờ so trùng: {counts.uncompared} sáng kiến, chưa tìm dòng trùng với chúng (chạy `sovang match`)"
    aside = [one for one in counts.set_aside if one.code != NO_TABLE or one.dossier not in counts.unknown_columns]
    for item in aside[:ASIDE_SHOWN]:
        yield f"Để riêng: {item.dossier} {item.name} [{of_item(item.code)}] {item.message}"
    if len(aside) > ASIDE_SHOWN:
        yield f"  … và {len(aside) - ASIDE_SHOWN} mục nữa: `sovang export dossiers`"
    if aside:
        yield "Đọc lại: `sovang retry MÃ-HỒ-SƠ` hoặc `sovang retry --all`"


def _split(found: dict[str, int], names: dict[str, str]) -> str:
    order = [*names, *(key for key in found if key not in names)]
    parts = [f"{found[key]} {names.get(key, key)}" for key in order if found.get(key)]
    return f" ({', '.join(parts)})" if parts else ""
