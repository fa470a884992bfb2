"""The summary table of innovations as provinces send it on, in both usual layouts, with the letter that goes before."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from register.exports import words
from register.exports.paper import letter
from register.exports.paper.document import Page, write_docx
from register.exports.paper.tables import ListColumn, ruled
from register.exports.paper.text import Look, paragraph
from register.exports.sheet import Column, lay_out
from register.exports.wording import Wording
from register.exports.workbook import export_xlsx
from schemas.innovation import Author, Innovation
from schemas.written import money

_TABLE = Page(landscape=True, margins=(20, 15, 20, 15))
_MONEY = re.compile(r"\d\s*(?:đ\b|đồng|vnđ|vnd|nghìn|ngàn|triệu|tr\b|tỷ|tỉ)", re.IGNORECASE)
_DASHES = "- Họ và tên\n- Năm sinh,\n- Chức vụ,\n- Đơn vị công tác\n- Số điện thoại liên hệ"


@dataclass(frozen=True, slots=True)
class Remark:
    """What became of one innovation that might have been sent on. `place`: its rank, 0 without one."""

    innovation: str
    title: str
    unit: str
    chosen: bool
    place: int
    reason: str


@dataclass(frozen=True, slots=True)
class Summary:
    """`rows` may be gone through once; `values`: what the letter's wording may name; `rule`: how rows were chosen."""

    rows: Iterable[Innovation]
    count: int
    remarks: Sequence[Remark]
    rule: str
    layout: str
    who: letter.Letterhead
    said: Wording
    on: dt.date
    values: dict[str, str] = field(default_factory=dict)


def export_summary(summary: Summary, form: str, path: Path) -> int:
    """Word: the letter and the table; Excel: the table, and how its rows were chosen. Returns the rows."""
    if form == "docx":
        pages = [(Page(), _letter(summary)), (_TABLE, _table(summary))]
        write_docx(path, summary.said.text("ten").capitalize(), pages)
        return summary.count
    columns = _columns(summary)
    heads = [Column(c.heading, _WIDTHS[n], _cell(n)) for n, c in enumerate(columns)]
    rows = (_cells(summary, number, item) for number, item in enumerate(summary.rows, start=1))
    lead = (summary.who.office.upper(), _name(summary), summary.said.text("kem_theo", **summary.values), "")
    first = replace(lay_out("Bảng tổng hợp", heads, rows, frozen=3), lead=lead, size=13, a4=True)
    second = replace(lay_out("Lựa chọn", _REMARKS, summary.remarks, frozen=2), lead=(summary.rule, ""))
    return export_xlsx([first, second], path)


def _letter(summary: Summary) -> Iterator[str]:
    said, values = summary.said, summary.values
    yield letter.head(summary.who, said.text("ky_hieu_loai"), summary.on)
    yield letter.title(said.text("ten"), said.text("trich_yeu", **values))
    yield letter.addressed(said.lines("kinh_gui", **values))
    opening = said.text("can_cu" if values["can_cu"] else "khong_can_cu", **values)
    yield letter.body([opening, *said.lines("doan", **values)])
    yield letter.foot(summary.who, said.lines("noi_nhan", **values))


def _table(summary: Summary) -> Iterator[str]:
    middle = Look("center", 14, bold=True)
    if summary.layout == "6":
        yield paragraph(summary.who.office.upper(), Look("left", 13, bold=True, after=6))
    yield paragraph(_name(summary), middle)
    yield paragraph(summary.said.text("kem_theo", **summary.values), Look("center", 13, italic=True, after=8))
    yield from ruled(
        _columns(summary), (_cells(summary, n, item) for n, item in enumerate(summary.rows, 1)), 13, joined=True
    )
    if summary.layout == "6":
        yield paragraph("", Look(size=6, keep=True))  # two tables without a paragraph between them are one to Word
        yield letter.signed(summary.who, summary.on)


def _name(summary: Summary) -> str:
    return summary.said.text(f"bang_{summary.layout}")


def _columns(summary: Summary) -> list[ListColumn]:
    common = [ListColumn("Tên sáng kiến", 36), ListColumn("Thời gian áp dụng", 24, "center")]
    if summary.layout == "6":
        effect = ListColumn("- Hiệu quả\n- Phạm vi áp dụng\n- Giá trị làm lợi", 65)
        told = ListColumn("Tóm tắt nội dung sáng kiến", 75)
        return [ListColumn("TT", 11, "center"), ListColumn(_DASHES, 48), *common, told, effect]
    people = ListColumn("Họ và tên, năm sinh, chức vụ, đơn vị công tác, điện thoại liên hệ", 45)
    effect = ListColumn("Hiệu quả sáng kiến, giá trị làm lợi, phạm vi ứng dụng", 50)
    honours = ListColumn(summary.said.text("cot_danh_hieu", **summary.values), 38)
    told = ListColumn("Tóm tắt nội dung sáng kiến", 58)
    return [ListColumn("TT", 11, "center"), people, *common, told, effect, honours]


_WIDTHS = (6.0, 26.0, 22.0, 14.0, 40.0, 36.0, 20.0)


def _cell(number: int) -> Callable[[list[str]], str]:
    return lambda row: row[number]


def _cells(summary: Summary, number: int, item: Innovation) -> list[str]:
    six = summary.layout == "6"
    people = "\n".join(map(_dashed if six else _in_line, item.authors))
    effect = _dashed_effect(item) if six else "\n".join(part for part in _effect(item) if part)
    cells = [str(number), people, item.title, item.application_period, item.summary, effect]
    return cells if six else [*cells, "\n".join(item.awards)]


def _in_line(author: Author) -> str:
    return ", ".join(part for part in _person(author) if part)


def _dashed(author: Author) -> str:
    return "\n".join(f"- {part}".rstrip() for part in _person(author))


def _person(author: Author) -> list[str]:
    name = f"{author.honorific} {author.full_name}".strip()
    share = "" if author.share_percent is None else f" ({author.share_percent:g} %)".replace(".", ",")
    year = str(author.birth_year or "")
    return [name + share, year, author.position, author.workplace, words.phone(author.phone)]


def _effect(item: Innovation) -> tuple[str, str, str]:
    """Effect, benefit, scope; the two last only where the effect's own text does not tell them."""
    benefit = ""
    if item.benefit_vnd is not None and not _MONEY.search(item.effect):
        period = words.PERIODS.get(item.benefit_period or "", "")
        benefit = f"Giá trị làm lợi: {money(item.benefit_vnd)}" + (f"/{period}" if period else "")
    scope = f"Phạm vi áp dụng: {item.scope}" if item.scope and item.scope not in item.effect else ""
    return item.effect, benefit, scope


def _dashed_effect(item: Innovation) -> str:
    effect, benefit, scope = _effect(item)
    parts = [effect.lstrip("-+ "), scope, benefit]
    return "\n".join(f"- {part}" for part in parts if part)


_REMARKS: list[Column[Remark]] = [
    Column("Xếp thứ", 9, lambda r: r.place or None),
    Column("Tên sáng kiến", 44, lambda r: r.title),
    Column("Đơn vị gửi", 32, lambda r: r.unit),
    Column("Được chọn", 10, lambda r: "Có" if r.chosen else ""),
    Column("Vì sao", 56, lambda r: r.reason),
    Column("Mã sáng kiến", 18, lambda r: r.innovation),
]
