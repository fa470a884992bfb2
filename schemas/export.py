"""What can be given out of the register, in which forms, and what may be asked of each: one table for all who ask."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of the register; what is left out does not matter.

    `unit`: its id in the catalogue. `on`: as of which day; `by`: until when units shall answer; `since`: dossiers that
    came on this day or later. `ids`: the innovations that people chose. `layout`: of which form. `reveal`: why tables
    shall have phone numbers whole. `within`: the only units whose dossiers may be given, none for all: nobody asks for
    it, it follows from who asks.
    """

    programme: str | None = None
    phase: str | None = None
    year: int | None = None
    unit: str | None = None
    dossiers: tuple[str, ...] = ()
    since: dt.date | None = None
    by: dt.date | None = None
    on: dt.date | None = None
    today: bool = False
    layout: str | None = None
    ids: tuple[str, ...] = ()
    reveal: str | None = None
    within: tuple[str, ...] = ()

    def given(self) -> list[str]:
        """The names of what is asked for."""
        names = (name for name in self.__slots__ if name != "within")
        return [name for name in names if getattr(self, name) not in (None, (), False)]


@dataclass(frozen=True, slots=True)
class Kind:
    """`forms`: endings of files, the usual one first; `options`: which fields of `Asked` it understands."""

    about: str
    forms: tuple[str, ...]
    options: tuple[str, ...] = ()


_TABLES = ("jsonl", "csv", "xlsx")
_PART = ("programme", "phase", "unit", "dossiers")
_REPLY = ("dossiers", "since", "by")
KINDS = {
    "innovations": Kind("sáng kiến trong sổ", _TABLES, (*_PART, "reveal")),
    "dossiers": Kind("hồ sơ đã nhận", _TABLES, ("unit", "dossiers", "reveal")),
    "duplicates": Kind("các cặp nghi trùng", _TABLES, ("reveal",)),
    "units": Kind("đơn vị nào đã gửi, chưa gửi, so với chỉ tiêu", _TABLES, ("programme", "on", "today")),
    "portal": Kind("những gì cổng trực tuyến hỏi, để nhập lên cổng", ("xlsx", "csv", "jsonl"), _PART),
    "book": Kind("sổ vàng sáng kiến để in: theo năm và chương trình", ("docx", "xlsx"), (*_PART, "year")),
    "summary": Kind(
        "bảng tổng hợp của tỉnh gửi cấp trên, kèm tờ trình (docx)",
        ("docx", "xlsx"),
        ("programme", "phase", "layout", "ids"),
    ),
    "reply": Kind("trả lời từng đơn vị về hồ sơ đã gửi (soạn sẵn, không tự gửi)", ("docx", "txt"), _REPLY),
}
LAYOUTS = {"6": "sáu cột, năm dòng gạch đầu", "7": "bảy cột, có danh hiệu thi đua"}
