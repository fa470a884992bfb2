"""The sheet of doubts: every value that a person is asked to check, one a line."""

from __future__ import annotations

from collections.abc import Iterable

from register.doubts import Doubt
from register.exports import words
from register.exports.sheet import Column, Sheet, lay_out

_UNSURE = "Máy đọc chưa chắc: so với bản gốc."


def doubt_sheet(items: Iterable[Doubt]) -> Sheet:
    return lay_out("Cần kiểm tra", _COLUMNS, items, frozen=2)


_COLUMNS: list[Column[Doubt]] = [
    Column("Mã hồ sơ", 14, lambda d: d.dossier),
    Column("TT", 5, lambda d: d.ordinal),
    Column("Tên sáng kiến", 40, lambda d: d.title),
    Column("Mục cần kiểm tra", 24, lambda d: words.field(d.field)),
    Column("Đọc được trên giấy", 44, lambda d: d.as_read),
    Column("Vì sao", 44, lambda d: d.message or _UNSURE),
    Column("Mã sáng kiến", 18, lambda d: d.innovation),
    Column("Hồ sơ nhận được", 26, lambda d: d.source_name),
    Column("Tệp gốc", 26, lambda d: d.file),
    Column("Trang", 6, lambda d: d.page),
    Column("Dòng", 6, lambda d: d.row),
]
