"""The sheet of dossiers: what came, what became of it, and why some could not be read."""

from __future__ import annotations

from collections.abc import Iterable

from register.exports import taken, words
from register.exports.machine import machine_column
from register.exports.sheet import Column, Sheet, lay_out, office_time
from schemas.dossier import Dossier


def dossier_sheet(items: Iterable[Dossier]) -> Sheet:
    return lay_out("Hồ sơ", DOSSIER_COLUMNS, items, printed=13, frozen=2)


def _reasons(item: Dossier) -> str:
    """Why the item, or files of it, were set aside."""
    parts = [(p.name, p.error.message) for p in item.parts if p.error]
    if [name for name, _ in parts] == [item.source_name]:
        return parts[0][1]
    whole = [item.error.message] if item.error and item.error.message not in {said for _, said in parts} else []
    return "\n".join([*whole, *(f"{name}: {said}" for name, said in parts)])


def _documents(item: Dossier) -> str:
    return "\n".join(f"{words.DOCUMENTS[d.kind]}: {d.file}" for d in item.documents)


def _again(item: Dossier) -> str:
    return "\n".join(f"{office_time(a.received_at):%d/%m/%Y %H:%M} {a.source_name}" for a in item.arrivals)


def _announced(item: Dossier) -> int | None:
    return item.announced_count


def _recipients(item: Dossier) -> str:
    return "\n".join(map(taken.broken, item.recipients))


_STATUS, _CHANNEL = taken.coded(words.DOSSIER_STATUS), taken.coded(words.CHANNELS)
_SHOWN: list[Column[Dossier]] = [
    Column("Mã hồ sơ", 14, lambda d: d.id, path="id"),
    Column("Hồ sơ nhận được", 28, lambda d: d.source_name, path="source_name"),
    Column("Trạng thái", 16, lambda d: words.DOSSIER_STATUS[d.status], path="status", back=_STATUS),
    Column("Lý do để riêng", 44, _reasons),
    Column("Đơn vị gửi", 28, lambda d: d.issuing_unit, path="issuing_unit", back=taken.optional),
    Column("Số tờ trình", 16, lambda d: d.number, path="number", back=taken.optional),
    Column("Ngày tờ trình", 12, lambda d: d.date, path="date", back=taken.date),
    Column("Người ký", 20, lambda d: d.signatory, path="signatory", back=taken.optional),
    Column("Số sáng kiến đọc được", 10, lambda d: d.innovations, path="innovations", back=taken.number),
    Column("Số sáng kiến nêu trong tờ trình", 12, _announced, path="announced_count", back=taken.number),
    Column("Ngày nhận", 16, lambda d: office_time(d.received_at), "", "received_at", taken.moment, rough=True),
    Column("Cần kiểm tra", 24, lambda d: "\n".join(map(words.field, d.review_fields))),
    Column("Lưu ý", 44, lambda d: "\n".join(f.message for f in d.findings)),
    Column("Giấy tờ", 30, _documents),
    Column("Bản thứ", 8, lambda d: d.version if d.versions else None),
    Column("Bản gửi lại của hồ sơ", 14, lambda d: d.version_of, path="version_of", back=taken.optional),
    Column("Các bản", 20, lambda d: "\n".join(d.versions), path="versions", back=taken.lines),
    Column("Kênh nhận", 12, lambda d: words.CHANNELS[d.channel], path="channel", back=_CHANNEL),
    Column("Nhận lại đúng tệp cũ", 28, _again),
    Column("Đơn vị cấp trên", 28, lambda d: d.parent_unit, path="parent_unit", back=taken.optional),
    Column("Chức vụ người ký", 16, lambda d: d.signatory_title, path="signatory_title", back=taken.optional),
    Column("Trích yếu", 36, lambda d: d.subject, path="subject", back=taken.optional),
    Column("Nơi nhận", 28, _recipients, path="recipients", back=taken.lines),
    Column("Chương trình", 28, lambda d: words.programme(d.programme)),
    Column("Mã đơn vị", 22, lambda d: d.unit_id, path="unit_id", back=taken.optional),
]
DOSSIER_COLUMNS = [*_SHOWN, machine_column(_SHOWN, {})]
