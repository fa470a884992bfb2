"""`sovang status`: what is waiting, failed, flagged, registered."""

from __future__ import annotations

from collections.abc import Iterator

from flows.office import open_office
from register.counts import Counts
from sovang.settings import Settings

DOSSIERS = {
    "received": "chờ đọc",
    "reading": "đang đọc dở",
    "needs_review": "cần kiểm tra",
    "complete": "đầy đủ",
    "incomplete": "thiếu giấy tờ",
    "set_aside": "để riêng",
}
INNOVATIONS = {
    "registered": "đã vào sổ",
    "needs_review": "chờ kiểm tra",
    "duplicate": "trùng",
    "rejected": "không nhận",
}


def status(settings: Settings, *, as_json: bool) -> int:
    """Returns the exit status."""
    office = open_office(settings.data, settings.database)
    try:
        counts = office.register.counts()
    finally:
        office.register.close()
    print(counts.model_dump_json(indent=1) if as_json else "\n".join(_lines(counts)))
    return 0


def _lines(counts: Counts) -> Iterator[str]:
    yield f"Hồ sơ: {sum(counts.dossiers.values())}" + _split(counts.dossiers, DOSSIERS)
    yield f"Sáng kiến: {sum(counts.innovations.values())}" + _split(counts.innovations, INNOVATIONS)
    yield f"Ô cần kiểm tra: {counts.fields_to_check} (tờ trình: {counts.letter_fields_to_check})"
    if counts.unknown_columns:
        yield f"Bảng mẫu lạ chờ chỉ cột: {len(counts.unknown_columns)} hồ sơ (xem `sovang columns`)"
    yield f"Cặp nghi trùng chưa xử lý: {counts.suggested_pairs}"
    if counts.uncompared:
        yield f"Chưa so trùng: {counts.uncompared} (chạy `sovang match`)"
    for item in counts.set_aside:
        yield f"Để riêng: {item.dossier} {item.name} [{item.code}] {item.message}"
    if counts.set_aside:
        yield "Đọc lại: `sovang retry MÃ-HỒ-SƠ` hoặc `sovang retry --all`"


def _split(found: dict[str, int], names: dict[str, str]) -> str:
    parts = [f"{number} {names.get(key, key)}" for key, number in found.items()]
    return f" ({', '.join(parts)})" if parts else ""
