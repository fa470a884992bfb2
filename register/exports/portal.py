"""What the national portal asks for, one innovation a line; beside it what had to be cut, and what stays behind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field

from register.exports import words
from register.exports.delimited import export_csv
from register.exports.jsonl import export_jsonl
from register.exports.sheet import Column, lay_out
from register.exports.spool import Spool
from register.exports.workbook import export_xlsx

_CUT = "Đã cắt cho vừa cổng: bản đầy đủ ở trang “Quá dài” của bản Excel."
_REDUCED = "Bí mật công nghệ: chỉ gửi tên, hiệu quả, khen thưởng."
_LACKING = {
    "full_name": "họ và tên",
    "phone": "số điện thoại",
    "unit": "đơn vị",
    "branch": "đơn vị trực thuộc",
    "group": "nhóm (doanh nghiệp hay khối cơ quan)",
}


class Entry(BaseModel):
    """`characters`: of the whole description, as the portal counts; `whole`: it, where it is longer than `most`."""

    row: Literal["entry"] = "entry"
    innovation: str
    programme: str
    full_name: str = ""
    phone: str = ""
    unit: str = ""
    branch: str = ""
    group: str = ""
    title: str = ""
    description: str = ""
    characters: int = 0
    most: int = 0
    whole: str | None = None
    workplace: str = ""
    confidential: bool = False
    lacking: list[str] = Field(default_factory=list)


class LeftOut(BaseModel):
    row: Literal["left_out"] = "left_out"
    innovation: str
    programme: str | None = None
    dossier: str
    ordinal: int
    title: str = ""
    unit: str = ""
    reason: str


@dataclass(frozen=True, slots=True)
class Count:
    """`cut`: of the entries, those whose description was too long; `lacking`: those without something asked for."""

    entries: int
    left_out: int
    cut: int
    lacking: int


def export_portal(rows: Iterable[Entry | LeftOut], form: str, path: Path) -> Count:
    """Writes `path` whole or not at all. CSV has the entries only."""
    with Spool(Entry) as entries, Spool(Entry) as long, Spool(LeftOut) as left:
        lacking = 0
        for row in rows:
            if isinstance(row, LeftOut):
                left.add(row)
                continue
            entries.add(row)
            lacking += bool(row.lacking)
            if row.whole is not None:
                long.add(row)
        _write((entries, long, left), form, path)
        return Count(entries.count, left.count, long.count, lacking)


def _write(spools: tuple[Spool[Entry], Spool[Entry], Spool[LeftOut]], form: str, path: Path) -> None:
    entries, long, left = spools
    first = lay_out("Gửi cổng", _ENTRIES, entries, printed=9, frozen=2)
    if form == "jsonl":
        export_jsonl(chain(entries, left), path)
    elif form == "csv":
        export_csv(first, path)
    else:
        rest = [lay_out("Quá dài", _LONG, long, frozen=2), lay_out("Không gửi", _LEFT, left, frozen=2)]
        export_xlsx([first, *rest], path)


def _remark(entry: Entry) -> str:
    said = [_REDUCED if entry.confidential else "", _CUT if entry.whole is not None else ""]
    return "\n".join(part for part in said if part)


def _lacking(entry: Entry) -> str:
    return ", ".join(_LACKING.get(name, name) for name in entry.lacking).capitalize()


_ENTRIES: list[Column[Entry]] = [
    Column("Họ và tên", 24, lambda e: e.full_name),
    Column("Số điện thoại", 14, lambda e: e.phone),
    Column("Đơn vị", 26, lambda e: e.unit),
    Column("Đơn vị trực thuộc", 28, lambda e: e.branch),
    Column("Nhóm ý tưởng", 15, lambda e: e.group),
    Column("Tên sáng kiến", 32, lambda e: e.title),
    Column("Mô tả sáng kiến", 80, lambda e: e.description),
    Column("Cần bổ sung", 22, _lacking),
    Column("Ghi chú", 22, _remark),
    Column("Số ký tự của mô tả", 10, lambda e: len(e.description)),
    Column("Đơn vị công tác", 26, lambda e: e.workplace),
    Column("Chương trình", 26, lambda e: words.programme(e.programme)),
    Column("Mã sáng kiến", 18, lambda e: e.innovation),
]
_LONG: list[Column[Entry]] = [
    Column("Mã sáng kiến", 18, lambda e: e.innovation),
    Column("Tên sáng kiến", 30, lambda e: e.title),
    Column("Số ký tự", 9, lambda e: e.characters),
    Column("Cổng nhận", 9, lambda e: e.most),
    Column("Bản cắt đề nghị", 80, lambda e: e.description),
    Column("Số ký tự sau khi cắt", 9, lambda e: len(e.description)),
    Column("Bản đầy đủ", 80, lambda e: e.whole),
]
_LEFT: list[Column[LeftOut]] = [
    Column("Mã sáng kiến", 18, lambda r: r.innovation),
    Column("TT", 5, lambda r: r.ordinal),
    Column("Tên sáng kiến", 44, lambda r: r.title),
    Column("Đơn vị gửi", 32, lambda r: r.unit),
    Column("Lý do không gửi", 56, lambda r: r.reason),
    Column("Chương trình", 28, lambda r: words.programme(r.programme)),
    Column("Mã hồ sơ", 14, lambda r: r.dossier),
]
