"""The sheet of dossiers: what came, what became of it, and why some could not be read."""

from __future__ import annotations

from collections.abc import Iterable

from register.exports import words
from register.exports.sheet import Column, Sheet, lay_out, office_time
from schemas.dossier import Dossier


def dossier_sheet(items: Iterable[Dossier]) -> Sheet:
    return lay_out("Hồ sơ", _COLUMNS, items, printed=13, frozen=2)


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


_COLUMNS: list[Column[Dossier]] = [
    Column("Mã hồ sơ", 14, lambda d: d.id),
    Column("Hồ sơ nhận được", 28, lambda d: d.source_name),
    Column("Trạng thái", 16, lambda d: words.DOSSIER_STATUS[d.status]),
    Column("Lý do để riêng", 44, _reasons),
    Column("Đơn vị gửi", 28, lambda d: d.issuing_unit),
    Column("Số tờ trình", 16, lambda d: d.number),
    Column("Ngày tờ trình", 12, lambda d: d.date),
    Column("Người ký", 20, lambda d: d.signatory),
    Column("Số sáng kiến đọc được", 10, lambda d: d.innovations),
    Column("Số sáng kiến nêu trong tờ trình", 12, lambda d: d.announced_count),
    Column("Ngày nhận", 16, lambda d: office_time(d.received_at)),
    Column("Cần kiểm tra", 24, lambda d: "\n".join(map(words.field, d.review_fields))),
    Column("Lưu ý", 44, lambda d: "\n".join(f.message for f in d.findings)),
    Column("Giấy tờ", 30, _documents),
    Column("Bản thứ", 8, lambda d: d.version if d.versions else None),
    Column("Bản gửi lại của hồ sơ", 14, lambda d: d.version_of),
    Column("Các bản", 20, lambda d: "\n".join(d.versions)),
    Column("Kênh nhận", 12, lambda d: words.CHANNELS[d.channel]),
    Column("Nhận lại đúng tệp cũ", 28, _again),
    Column("Đơn vị cấp trên", 28, lambda d: d.parent_unit),
    Column("Chức vụ người ký", 16, lambda d: d.signatory_title),
    Column("Trích yếu", 36, lambda d: d.subject),
    Column("Nơi nhận", 28, lambda d: "\n".join(d.recipients)),
    Column("Chương trình", 28, lambda d: words.programme(d.programme)),
    Column("Mã đơn vị", 22, lambda d: d.unit_id),
]
