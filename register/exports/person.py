"""Everything that is kept of one person, for that person: rows, places that name him, files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from pydantic import BaseModel

from register.exports import words
from register.exports.jsonl import export_jsonl
from register.exports.sheet import Column, Sheet, lay_out
from register.exports.workbook import export_xlsx
from register.held import HeldFile
from register.whereabouts import Mention, Row, Whereabouts

_TABLES = {
    "dossier": "tên hồ sơ",
    "arrival": "tên lần nhận lại",
    "dropped": "tên tệp nhận được",
    "part": "tên tệp trong hồ sơ",
    "outcome": "tờ trình, quyết định, lưu ý",
    "dossier_version": "lưu ý về bản gửi lại",
    "filing": "đơn vị gửi",
    "pair": "lý do nghi trùng",
    "letter_answer": "điều đã trả lời về tờ trình",
    "judgement": "lý do kết luận về cặp nghi trùng",
    "merging": "lý do gộp",
    "refused": "dòng chưa nhập được của một danh sách",
}
_CERTAINTY = {"sure": "chắc", "maybe": "có thể"}


class Line(BaseModel):
    """One line of the JSON form; `what`: row, mention or file."""

    what: str
    data: dict[str, object]


def export_person(found: Whereabouts, files: Sequence[HeldFile], form: str, path: Path) -> int:
    """Writes `path` whole or not at all; returns the number of lines. Raises SetupError."""
    count = len(found.rows) + len(found.mentions) + len(files)
    if form == "jsonl":
        lines = [Line(what="row", data=asdict(row)) for row in found.rows]
        lines += [Line(what="mention", data=asdict(one)) for one in found.mentions]
        return export_jsonl([*lines, *(Line(what="file", data=asdict(one)) for one in files)], path)
    export_xlsx(_sheets(found, files), path)
    return count


def _sheets(found: Whereabouts, files: Sequence[HeldFile]) -> list[Sheet]:
    return [
        lay_out("Sáng kiến", _ROWS, found.rows),
        lay_out("Nhắc tên", _MENTIONS, found.mentions),
        lay_out("Tệp gốc", _FILES, files),
    ]


_ROWS: list[Column[Row]] = [
    Column("Mức chắc chắn", 12, lambda r: _CERTAINTY[r.certainty]),
    Column("Mã sáng kiến", 18, lambda r: r.innovation),
    Column("Tên sáng kiến", 44, lambda r: r.title),
    Column("Họ và tên", 24, lambda r: r.author.get("full_name")),
    Column("Năm sinh", 9, lambda r: r.author.get("birth_year")),
    Column("Chức vụ", 24, lambda r: r.author.get("position")),
    Column("Đơn vị công tác", 30, lambda r: r.author.get("workplace")),
    Column("Điện thoại", 14, lambda r: words.phone(r.author.get("phone"))),
    Column("Hồ sơ", 14, lambda r: r.dossier),
    Column("Ghi chú", 30, lambda r: r.why if r.live else f"{r.why} (bản đọc cũ)".strip()),
]
_MENTIONS: list[Column[Mention]] = [
    Column("Ở đâu", 24, lambda m: _TABLES.get(m.table, m.table)),
    Column("Hồ sơ", 14, lambda m: m.dossier),
    Column("Nội dung", 90, lambda m: m.text),
]
_FILES: list[Column[HeldFile]] = [
    Column("Hồ sơ", 14, lambda f: f.dossier),
    Column("Tệp", 40, lambda f: f.name),
    Column("Cũng có trong", 24, lambda f: ", ".join(f.others)),
    Column("SHA-256", 66, lambda f: f.sha256),
]
