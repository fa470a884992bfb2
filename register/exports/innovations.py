"""The sheet of innovations, in the order of the paper form; what is printed comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from register.exports import words
from register.exports.sheet import MONEY, Column, Sheet, lay_out, office_time
from schemas.innovation import Author, Innovation

_PRINTED = 19


def innovation_sheet(items: Iterable[Innovation]) -> Sheet:
    return lay_out("Sổ sáng kiến", _COLUMNS, items, _PRINTED, frozen=3)


def authors_text(item: Innovation) -> str:
    return _of_authors(lambda a: f"{a.honorific} {a.full_name}".strip())(item)


def _of_authors(value: Callable[[Author], str]) -> Callable[[Innovation], str]:
    """One line an author, so that the lines of neighbouring cells stand side by side; all empty is an empty cell."""

    def text(item: Innovation) -> str:
        lines = [value(author) for author in item.authors]
        return "\n".join(lines) if any(lines) else ""

    return text


def _birth_years(item: Innovation) -> str | int | None:
    if len(item.authors) == 1:
        return item.authors[0].birth_year
    return _of_authors(lambda a: str(a.birth_year or ""))(item)


def _share(author: Author) -> str:
    return "" if author.share_percent is None else f"{author.share_percent:g}".replace(".", ",")


def _recognition(item: Innovation) -> str:
    found = item.recognition
    if found is None:
        return ""
    date = f"ngày {found.date:%d/%m/%Y}" if found.date else ""
    return " ".join(part for part in (found.number, date, found.authority) if part)


def _twins(item: Innovation) -> str:
    twins = [t for t in item.duplicate_candidates if t.judgement not in ("different", "series")]
    return "\n".join(f"{t.innovation_id} ({words.JUDGEMENTS.get(t.judgement, t.judgement)})" for t in twins)


_COLUMNS: list[Column[Innovation]] = [
    Column("Mã sáng kiến", 18, lambda i: i.id),
    Column("TT", 5, lambda i: i.ordinal),
    Column("Tên sáng kiến", 38, lambda i: i.title),
    Column("Tác giả", 22, authors_text),
    Column("Năm sinh", 8, _birth_years),
    Column("Chức vụ", 18, _of_authors(lambda a: a.position)),
    Column("Đơn vị công tác", 24, _of_authors(lambda a: a.workplace)),
    Column("Điện thoại", 14, _of_authors(lambda a: words.phone(a.phone))),
    Column("Tỷ lệ đóng góp (%)", 9, _of_authors(_share)),
    Column("Thời gian áp dụng", 16, lambda i: i.application_period),
    Column("Tóm tắt nội dung", 50, lambda i: i.summary),
    Column("Hiệu quả", 50, lambda i: i.effect),
    Column("Phạm vi ứng dụng", 18, lambda i: i.scope),
    Column("Giá trị làm lợi (đồng)", 16, lambda i: i.benefit_vnd, MONEY),
    Column("Tính theo", 8, lambda i: words.PERIODS.get(i.benefit_period or "", "")),
    Column("Giá trị làm lợi một năm (đồng)", 16, lambda i: i.benefit_vnd_per_year, MONEY),
    Column("Danh hiệu, khen thưởng", 26, lambda i: "\n".join(i.awards)),
    Column("Đơn vị gửi", 26, lambda i: i.dossier.unit),
    Column("Trạng thái", 13, lambda i: words.STATUS[i.status]),
    Column("Cần kiểm tra", 24, lambda i: "\n".join(map(words.field, i.review_fields))),
    Column("Lưu ý", 40, lambda i: "\n".join(f.message for f in i.findings)),
    Column("Nghi trùng với", 26, _twins),
    Column("Bản gửi lại của dòng", 18, lambda i: i.version_of),
    Column("Áp dụng từ ngày", 12, lambda i: i.applied_from),
    Column("Áp dụng đến ngày", 12, lambda i: i.applied_to),
    Column("Quyết định công nhận", 26, _recognition),
    Column("Khối", 14, lambda i: words.SECTORS.get(i.sector or "", "")),
    Column("Loại sáng kiến", 18, lambda i: i.kind),
    Column("Bí mật công nghệ", 9, lambda i: "Có" if i.confidential else ""),
    Column("Chương trình", 26, lambda i: words.programme(i.programme)),
    Column("Giai đoạn", 14, lambda i: words.phase(i.phase)),
    Column("Số tờ trình", 16, lambda i: i.dossier.number),
    Column("Ngày tờ trình", 12, lambda i: i.dossier.date),
    Column("Mã hồ sơ", 14, lambda i: i.dossier.id),
    Column("Hồ sơ nhận được", 24, lambda i: i.dossier.source_name),
    Column("Ngày nhận", 16, lambda i: office_time(i.dossier.received_at)),
    Column("Tệp gốc", 24, lambda i: i.source.file),
    Column("Trang", 6, lambda i: i.source.page),
    Column("Dòng", 6, lambda i: i.source.row),
]
