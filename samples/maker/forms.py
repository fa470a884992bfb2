"""The tables' columns: heading, share of the width, and what stands in a cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .model import Author, Row


@dataclass(frozen=True)
class Column:
    heading: str
    width: float
    cell: Callable[[Row], str]


def _share(author: Author) -> str:
    return "" if author.share is None else f" ({author.share:g}%)"


def _dashed(author: Author) -> str:
    lines = [f"{author.name}{_share(author)}", str(author.born or ""), author.post, author.place, author.phone]
    return "\n".join(f"- {line}" for line in lines if line)


def dashed(row: Row) -> str:
    """Five dash lines an author, as the six-column form asks."""
    return row.author_cell or "\n".join(_dashed(a) for a in row.authors)


def in_commas(row: Row) -> str:
    """One comma line an author, as the seven-column form asks."""
    return row.author_cell or "\n".join(_in_commas(a) for a in row.authors)


def _in_commas(author: Author) -> str:
    parts = [f"{author.name}{_share(author)}", f"sinh năm {author.born}" if author.born else "", author.post]
    parts += [author.place, f"ĐT: {author.phone}" if author.phone else ""]
    return ", ".join(p for p in parts if p)


def names(row: Row) -> str:
    return "\n".join(a.name + _share(a) for a in row.authors)


def births(row: Row) -> str:
    return "\n".join(str(a.born or "") for a in row.authors)


def posts(row: Row) -> str:
    return "\n".join(a.post for a in row.authors)


def places(row: Row) -> str:
    return "\n".join(a.place for a in row.authors)


def phones(row: Row) -> str:
    return "\n".join(a.phone for a in row.authors)


def _awards(row: Row) -> str:
    return "\n".join(f"- {a}" for a in row.awards)


SIX = [
    Column("- Họ và tên\n- Năm sinh,\n- Chức vụ,\n- Đơn vị công tác\n- Số điện thoại liên hệ", 0.19, dashed),
    Column("Tên sáng kiến", 0.17, lambda r: r.title),
    Column("Thời gian áp dụng", 0.10, lambda r: r.period),
    Column("Tóm tắt nội dung sáng kiến", 0.28, lambda r: r.summary),
    Column("- Hiệu quả\n- Phạm vi áp dụng\n- Giá trị làm lợi", 0.26, lambda r: r.effect),
]
TITLE_FIRST = [
    Column("Tên sáng kiến/giải pháp", 0.14, lambda r: r.title),
    Column("Tác giả", 0.10, names),
    Column("Năm sinh", 0.06, births),
    Column("Chức danh", 0.09, posts),
    Column("Đơn vị", 0.10, places),
    Column("Nội dung chính của giải pháp", 0.18, lambda r: r.summary),
    Column("Kết quả, lợi ích mang lại", 0.14, lambda r: r.effect),
    Column("Thời gian triển khai", 0.10, lambda r: r.period),
    Column("Ghi chú", 0.09, lambda r: r.remark),
]


def seven(year: int) -> list[Column]:
    """The seven-column form of a year: it asks for the awards of the three years before."""
    awards = f"Các danh hiệu thi đua, hình thức khen thưởng cá nhân trong 3 năm ({year - 3}-{year - 1})"
    return [
        Column("Họ và tên, năm sinh, chức vụ, đơn vị công tác, điện thoại liên hệ", 0.17, in_commas),
        Column("Tên sáng kiến", 0.15, lambda r: r.title),
        Column("Thời gian áp dụng", 0.09, lambda r: r.period),
        Column("Tóm tắt nội dung sáng kiến", 0.24, lambda r: r.summary),
        Column("Hiệu quả sáng kiến, giá trị làm lợi, phạm vi ứng dụng", 0.22, lambda r: r.effect),
        Column(awards, 0.13, _awards),
    ]
