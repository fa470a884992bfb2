"""What a row of a table is: an innovation, the rest of the one before, a total, a section heading, a signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from extractors.forms import Layout
from schemas.grid import Cell
from schemas.text import fold

_TOTALS = re.compile(r"^(tong (cong|so|hop)\b|tong\s*[:(]|cong\s*[:(]|cong$|\(?an dinh|danh sach (nay )?(gom|co)\b)")
_SIGNATURE = re.compile(
    r"^(tm|kt|tl|tuq|t/m|q)\s*\.|^(nguoi lap|noi nhan|xac nhan|thu truong|\(ky|da ky|luu\s*:)"
    r"|^[^,]{0,40},?\s*\.*\s*ngay\b.{0,12}\bthang\b.{0,12}\bnam\b"
)
# These words begin posts too (`Chủ tịch Công đoàn cơ sở`): in a signature they stand in capitals.
_CAPITALS = re.compile(
    r"^(pho |quyen )?(chu tich|giam doc|hieu truong|truong ban|bi thu|lanh dao|ban (thuong vu|chap hanh))"
)
_SECTION = re.compile(r"^([ivx]+|[a-h])\s*[.)\-:]?\s|^(khoi|linh vuc|nganh|nhom|phan)\b")
_CORE = ("title", "summary", "effect")


class RowKind(Enum):
    DATA = auto()
    CONTINUED = auto()
    TOTALS = auto()
    SECTION = auto()
    SIGNATURE = auto()
    EMPTY = auto()


def order_number(text: str) -> int | None:
    """The TT of a row: `3`, `03`, `3.`, `3.0`; None when it is blank or not a number."""
    found = re.fullmatch(r"\(?\s*(\d{1,4})(?:[.,]0+)?\s*[.)]?", text.strip())
    return int(found[1]) if found else None


def kind_of_row(cells: Sequence[Cell], layout: Layout, *, at_page_start: bool, ended: bool) -> RowKind:
    """`at_page_start`: first row of a table that goes on from the page before; `ended`: totals or a signature came."""
    numbered = any((c.ink or c.text) and layout.columns.get(c.col) == "ordinal" for c in cells)
    written = [c for c in cells if (c.text or c.ink) and layout.columns.get(c.col) != "ordinal"]
    texts = [fold(c.text) for c in cells if c.text]
    if not written:
        return _lonely(texts) if texts else RowKind.EMPTY
    names = {layout.columns.get(c.col) for c in written}
    if len(written) <= 3 and any(_TOTALS.search(t) for t in texts):
        return RowKind.TOTALS
    if (len(written) <= 2 and any(_signs(c.text) for c in cells)) or (ended and not (numbered and "title" in names)):
        return RowKind.SIGNATURE
    if _is_section(written, texts, layout):
        return RowKind.SECTION
    if numbered or (layout.column("ordinal") is None and "title" in names and not at_page_start):
        return RowKind.DATA
    return _unnumbered(names, at_page_start)


def _signs(text: str) -> bool:
    key, first = fold(text), text.strip().split("\n")[0]
    return bool(_SIGNATURE.search(key)) or (first.isupper() and bool(_CAPITALS.search(key)))


def _unnumbered(names: set[str | None], at_page_start: bool) -> RowKind:
    """No TT: the rest of the row before, unless title, author and content all stand there in mid-page."""
    has_author = bool(names & {"authors", "full_name"})
    whole = "title" in names and has_author and len(names & set(_CORE)) >= 2
    return RowKind.DATA if whole and not at_page_start else RowKind.CONTINUED


def _lonely(texts: Sequence[str]) -> RowKind:
    """Only the TT cell holds something: a number prepared for a row that nobody filled, or a merged title."""
    text = " ".join(texts)
    if _TOTALS.search(text):
        return RowKind.TOTALS
    if _SIGNATURE.search(text):
        return RowKind.SIGNATURE
    return RowKind.EMPTY if order_number(text) is not None or len(text) <= 3 else RowKind.SECTION


def _is_section(written: Sequence[Cell], texts: Sequence[str], layout: Layout) -> bool:
    if len(written) != 1:
        return False
    cell = written[0]
    if cell.colspan * 2 > max(layout.columns, default=0) + 1:
        return True
    return layout.columns.get(cell.col) not in _CORE and any(_SECTION.search(t) for t in texts) and cell.colspan > 1
