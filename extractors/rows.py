"""What a row of a table is: an innovation, the rest of the one before, a total, a section heading, a signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from extractors.forms import Layout
from schemas.grid import Cell
from schemas.text import fold, tidy

_TOTALS = re.compile(
    r"^(tong (cong|so|hop)\b|tong\s*[:(]|tong$|cong\s*[:(]|cong$|\(?an dinh|danh sach (nay )?(gom|co)\b)"
)
_SIGNATURE = re.compile(
    r"^(tm|kt|tl|tuq|t/m|q)\s*\.|^(nguoi lap|noi nhan|xac nhan|thu truong|\(ky|da ky|luu\s*:)"
    r"|^[^,]{0,40},?\s*\.*\s*ngay\b.{0,12}\bthang\b.{0,12}\bnam\b"
)
# These words begin posts too (`Chủ tịch Công đoàn cơ sở`): in a signature they stand in capitals.
_CAPITALS = re.compile(
    r"^(pho |quyen )?(chu tich|giam doc|hieu truong|truong ban|bi thu|lanh dao|ban (thuong vu|chap hanh))"
)
_SECTION = re.compile(r"^([ivx]+|[a-h])\s*[.)\-:]?\s|^(khoi|linh vuc|nganh|nhom|phan)\b")
_OUTLINE = re.compile(r"([IVX]+|[A-H])\s*[.)/]?")
# With accents: `Trường` is a school, `Trương` a family.
_UNIT = re.compile(
    r"^(các )?(công ty|tổng công ty|xí nghiệp|nhà máy|trường|bệnh viện|trung tâm|trạm|chi cục|cục|sở|phòng|ban"
    r"|văn phòng|ubnd|uỷ ban|ủy ban|cđcs|công đoàn|lđlđ|liên đoàn|chi nhánh|ngân hàng|kho bạc|điện lực|hạt|khối|cụm"
    r"|huyện|xã|phường)"
    r"(?! (thị|văn(?! hoá| hóa| phòng)))\b"
)
_DOTS = re.compile(r"[\s.…_]+")
_LABEL = re.compile(r"\s*([-–+•]\s*)?[^:\n]{2,40}:[\s.…_]*")
_CORE = ("title", "summary", "effect")


class RowKind(Enum):
    DATA = auto()
    CONTINUED = auto()
    TOTALS = auto()
    SECTION = auto()
    SIGNATURE = auto()
    STRAY = auto()  # belongs to no row: a person has to look
    EMPTY = auto()


def order_number(text: str) -> int | None:
    """The TT of a row: `3`, `03`, `3.`, `3.0`; None when it is blank or not a number."""
    found = re.fullmatch(r"\(?\s*(\d{1,4})(?:[.,]0+)?\s*[.)]?", text.strip())
    return int(found[1]) if found else None


def is_dotted(cell: Cell) -> bool:
    """Only dots to write on, for both readers."""
    return bool(_DOTS.fullmatch(cell.text)) and (cell.alternate is None or not _DOTS.sub("", cell.alternate))


def _is_unanswered(cell: Cell) -> bool:
    """Dots, or a list of labels (`Họ và tên: …`); one label alone may be a sentence that a page break cut."""
    lines = cell.text.strip().split("\n")
    return is_dotted(cell) or (len(lines) > 1 and all(_LABEL.fullmatch(line) for line in lines))


def kind_of_row(cells: Sequence[Cell], layout: Layout, *, at_page_start: bool, ended: bool) -> RowKind:
    """`at_page_start`: first row of a table that goes on from the page before; `ended`: totals or a signature came."""
    order = [c for c in cells if (c.ink or c.text) and layout.columns.get(c.col) == "ordinal"]
    written = [c for c in cells if (c.text or c.ink) and layout.columns.get(c.col) != "ordinal"]
    written = [c for c in written if not _is_unanswered(c)]
    texts = [fold(c.text) for c in cells if c.text and not _is_unanswered(c)]
    if not written:
        return _lonely(texts) if texts else RowKind.EMPTY
    row = _row(written, order, layout)
    end = None if row.counted and row.has_work else _end(cells, row, layout)
    if end is not None:
        return end
    if ended and not ((order and "title" in row.names) or row.whole):
        return RowKind.STRAY if len(written) > 3 else RowKind.SIGNATURE
    if _is_section(written, texts, layout, order):
        return RowKind.SECTION
    if order or (layout.column("ordinal") is None and "title" in row.names and not at_page_start):
        return RowKind.DATA
    return RowKind.CONTINUED if at_page_start else _unnumbered(row, layout)


@dataclass(frozen=True, slots=True)
class _Row:
    """`counted`: has a number as TT; `has_work`: a title and somebody's name; `whole`: and what was done."""

    written: Sequence[Cell]
    names: set[str | None]
    counted: bool
    has_work: bool
    whole: bool


def _row(written: Sequence[Cell], order: Sequence[Cell], layout: Layout) -> _Row:
    names = {layout.columns.get(c.col) for c in written}
    has_work = "title" in names and _names_somebody(written, layout)
    asked = len(set(layout.columns.values()) & set(_CORE))
    whole = has_work and len(names & set(_CORE)) >= min(2, asked)
    return _Row(written, names, any(order_number(c.text) is not None for c in order), has_work, whole)


def _unnumbered(row: _Row, layout: Layout) -> RowKind:
    """No TT in mid-page: the rest of the row before, unless title, author and content all stand there."""
    if len(row.written) == 1 and _stands_alone(row.written[0], layout):
        return RowKind.STRAY
    return RowKind.DATA if row.whole else RowKind.CONTINUED


def _names_somebody(written: Sequence[Cell], layout: Layout) -> bool:
    """An author stands there: two words at least, unlike the figures of a totals row."""
    authors = [c for c in written if layout.columns.get(c.col) in ("authors", "full_name")]
    return any((c.ink and not c.text) or len(re.findall(r"[^\W\d_]+", c.text)) >= 2 for c in authors)


def _end(cells: Sequence[Cell], row: _Row, layout: Layout) -> RowKind | None:
    """A totals or a signature row; a title that merely begins like one, beside an author, is neither."""
    heard = [c for c in cells if c.text and not (row.has_work and layout.columns.get(c.col) == "title")]
    if len(row.written) <= 3 and any(_TOTALS.search(fold(c.text)) for c in heard):
        return RowKind.TOTALS
    if len(row.written) <= 2 and any(_signs(c.text) for c in heard):
        return RowKind.SIGNATURE
    return None


def _stands_alone(cell: Cell, layout: Layout) -> bool:
    """A unit's name or a new sentence in mid-page: a heading of the rows below, or the end of the row above?"""
    text, place = tidy(cell.text), layout.columns.get(cell.col)
    if "\n" in text or not text:
        return False
    if place == "title":
        return text[0].isupper()
    return place in ("authors", "full_name") and bool(_UNIT.search(text.lower()))


def _signs(text: str) -> bool:
    key, first = fold(text), text.strip().split("\n")[0]
    return bool(_SIGNATURE.search(key)) or (first.isupper() and bool(_CAPITALS.search(key)))


def _lonely(texts: Sequence[str]) -> RowKind:
    """Only the TT cell holds something: a number prepared for a row that nobody filled, or a merged title."""
    text = " ".join(texts)
    if _TOTALS.search(text):
        return RowKind.TOTALS
    if _SIGNATURE.search(text):
        return RowKind.SIGNATURE
    return RowKind.EMPTY if order_number(text) is not None or len(text) <= 3 else RowKind.SECTION


def _is_section(written: Sequence[Cell], texts: Sequence[str], layout: Layout, order: Sequence[Cell]) -> bool:
    if len(written) != 1:
        return False
    cell = written[0]
    if cell.colspan * 2 > max(layout.columns, default=0) + 1:
        return True
    if any(_OUTLINE.fullmatch(c.text.strip()) for c in order):
        return bool(cell.text) and len(cell.text) <= 120  # `II | Khối hành chính`: rows of works have more than that
    return layout.columns.get(cell.col) not in _CORE and any(_SECTION.search(t) for t in texts) and cell.colspan > 1
