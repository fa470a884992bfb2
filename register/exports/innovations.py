"""The sheet of innovations, in the order of the paper form; what is printed comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from register.exports import taken, words
from register.exports.machine import machine_column
from register.exports.sheet import MONEY, Column, Sheet, Value, lay_out, office_time
from schemas.innovation import Author, Innovation, Recognition

_PRINTED = 19


def innovation_sheet(items: Iterable[Innovation]) -> Sheet:
    return lay_out("Sổ sáng kiến", INNOVATION_COLUMNS, items, _PRINTED, frozen=3)


def authors_text(item: Innovation) -> str:
    return _of_authors(lambda a: f"{a.honorific} {a.full_name}".strip())(item)


def _of_authors(value: Callable[[Author], str]) -> Callable[[Innovation], str]:
    """One line an author, so that the lines of neighbouring cells stand side by side; all empty is an empty cell."""

    def text(item: Innovation) -> str:
        lines = [taken.broken(value(author)) for author in item.authors]
        return "\n".join(lines) if any(lines) else ""

    return text


def _birth_years(item: Innovation) -> str | int | None:
    if len(item.authors) == 1:
        return item.authors[0].birth_year
    return _of_authors(lambda a: str(a.birth_year or ""))(item)


def _share(author: Author) -> str:
    share = author.share_percent
    return "" if share is None else repr(int(share) if share.is_integer() else share).replace(".", ",")


def recognition_text(item: Innovation) -> str:
    found = item.recognition
    if found is None:
        return ""
    date = f"ngày {found.date:%d/%m/%Y}" if found.date else ""
    return " ".join(part for part in (found.number, date, found.authority) if part)


def _programme_code(cell: taken.Cell) -> str | None:
    return words.programme_code(taken.text(cell))


def _twins(item: Innovation) -> str:
    twins = [t for t in item.duplicate_candidates if t.judgement not in ("different", "series")]
    return "\n".join(f"{t.innovation_id} ({words.JUDGEMENTS.get(t.judgement, t.judgement)})" for t in twins)


def _merged(item: Innovation) -> str:
    """The rows that this one stands for, each with who sent it; or the one that stands for this one."""
    if item.merged_into:
        return f"đã gộp vào {item.merged_into}"
    others = [sent for sent in item.submitters if sent.innovation in item.merged_from]
    return "\n".join(f"{sent.innovation} ({sent.unit or sent.dossier})" for sent in others)


def _awards(item: Innovation) -> str:
    return "\n".join(map(taken.broken, item.awards))


def _principal(author: Author) -> str:
    return "x" if author.is_principal else ""


def _recognised(value: Callable[[Recognition], Value]) -> Callable[[Innovation], Value]:
    return lambda item: value(item.recognition) if item.recognition else None


def _received(item: Innovation) -> Value:
    return office_time(item.dossier.received_at)


def _channel(item: Innovation) -> str:
    return words.CHANNELS.get(item.dossier.channel, item.dossier.channel)


_SECTOR, _PERIOD, _STATUS, _CHANNEL = map(taken.coded, (words.SECTORS, words.PERIODS, words.STATUS, words.CHANNELS))
_SHOWN: list[Column[Innovation]] = [
    Column("Mã sáng kiến", 18, lambda i: i.id, path="id"),
    Column("TT", 5, lambda i: i.ordinal, path="ordinal", back=lambda c: taken.number(c) or 0),
    Column("Tên sáng kiến", 38, lambda i: i.title, path="title"),
    Column("Tác giả", 22, authors_text, path="authors[].full_name"),
    Column("Năm sinh", 8, _birth_years, path="authors[].birth_year", back=taken.number),
    Column("Chức vụ", 18, _of_authors(lambda a: a.position), path="authors[].position"),
    Column("Đơn vị công tác", 24, _of_authors(lambda a: a.workplace), path="authors[].workplace"),
    Column("Điện thoại", 14, _of_authors(lambda a: words.phone(a.phone)), path="authors[].phone", back=taken.phone),
    Column("Tỷ lệ đóng góp (%)", 9, _of_authors(_share), path="authors[].share_percent", back=taken.decimal),
    Column("Thời gian áp dụng", 16, lambda i: i.application_period, path="application_period"),
    Column("Tóm tắt nội dung", 50, lambda i: i.summary, path="summary"),
    Column("Hiệu quả", 50, lambda i: i.effect, path="effect"),
    Column("Phạm vi ứng dụng", 18, lambda i: i.scope, path="scope", back=taken.optional),
    Column("Giá trị làm lợi (đồng)", 16, lambda i: i.benefit_vnd, MONEY, "benefit_vnd", taken.number),
    Column(
        "Tính theo", 8, lambda i: words.PERIODS.get(i.benefit_period or "", ""), path="benefit_period", back=_PERIOD
    ),
    Column("Giá trị làm lợi một năm (đồng)", 16, lambda i: i.benefit_vnd_per_year, MONEY),
    Column("Danh hiệu, khen thưởng", 26, _awards, path="awards", back=taken.lines),
    Column("Đơn vị gửi", 26, lambda i: i.dossier.unit, path="dossier.unit", back=taken.optional),
    Column("Trạng thái", 13, lambda i: words.STATUS[i.status], path="status", back=_STATUS),
    Column("Cần kiểm tra", 24, lambda i: "\n".join(map(words.field, i.review_fields))),
    Column("Lưu ý", 40, lambda i: "\n".join(f.message for f in i.findings)),
    Column("Nghi trùng với", 26, _twins),
    Column("Bản gửi lại của dòng", 18, lambda i: i.version_of, path="version_of", back=taken.optional),
    Column("Gộp từ", 26, _merged),
    Column("Áp dụng từ ngày", 12, lambda i: i.applied_from, path="applied_from", back=taken.date),
    Column("Áp dụng đến ngày", 12, lambda i: i.applied_to, path="applied_to", back=taken.date),
    Column("Quyết định công nhận", 26, recognition_text),
    Column("Khối", 14, lambda i: words.SECTORS.get(i.sector or "", ""), path="sector", back=_SECTOR),
    Column("Loại sáng kiến", 18, lambda i: i.kind, path="kind", back=taken.optional),
    Column("Bí mật công nghệ", 9, lambda i: "Có" if i.confidential else "", path="confidential", back=taken.yes),
    Column("Chương trình", 26, lambda i: words.programme(i.programme), "", "programme", _programme_code, rough=True),
    Column("Giai đoạn", 14, lambda i: words.phase(i.phase)),
    Column("Số tờ trình", 16, lambda i: i.dossier.number, path="dossier.number", back=taken.optional),
    Column("Ngày tờ trình", 12, lambda i: i.dossier.date, path="dossier.date", back=taken.date),
    Column("Mã hồ sơ", 14, lambda i: i.dossier.id, path="dossier.id"),
    Column("Hồ sơ nhận được", 24, lambda i: i.dossier.source_name, path="dossier.source_name"),
    Column("Ngày nhận", 16, _received, "", "dossier.received_at", taken.moment, rough=True),
    Column("Tệp gốc", 24, lambda i: i.source.file, path="source.file"),
    Column("Trang", 6, lambda i: i.source.page, path="source.page", back=taken.number),
    Column("Dòng", 6, lambda i: i.source.row, path="source.row", back=taken.number),
    Column("Danh xưng", 10, _of_authors(lambda a: a.honorific), path="authors[].honorific"),
    Column("Tác giả chính", 9, _of_authors(_principal), path="authors[].is_principal", back=taken.yes),
    Column("Số quyết định", 16, _recognised(lambda r: r.number), path="recognition.number"),
    Column("Ngày quyết định", 12, _recognised(lambda r: r.date), path="recognition.date", back=taken.date),
    Column("Cơ quan công nhận", 24, _recognised(lambda r: r.authority), path="recognition.authority"),
    Column("Kênh nhận", 12, _channel, path="dossier.channel", back=_CHANNEL),
    Column("Mã đơn vị gửi", 22, lambda i: i.dossier.unit_id, path="dossier.unit_id", back=taken.optional),
]
# Places on pages go with the pictures, which no table holds.
INNOVATION_COLUMNS = [
    *_SHOWN,
    machine_column(_SHOWN, {"source": {"boxes": True, "places": True}, "benefit_vnd_per_year": True}),
]
