"""A row of a list → a reading, or the reason why it is none. The field parsers are those of paper tables."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence

from pydantic import ValidationError

from extractors.text.encodings import decode
from extractors.values import values_of
from flows.importing.heads import is_no_row
from flows.importing.texts import shown, typed
from register.exports import words
from register.exports.back import innovation_back
from register.exports.taken import Cell
from register.imports.raw import Raw, Value
from schemas.finding import Code, Finding
from schemas.imported import MORE, ListAsked, ListRow, ListSheet
from schemas.innovation import Accepted, FieldReading, Innovation, Reading, Source, Status
from schemas.text import fold, one_line

_LOST = "ô có công thức mà tệp không ghi kết quả: mở tệp bằng Excel rồi lưu lại"
_TITLE = 3_000  # letters
_KEPT = ("unit", "number", "date")  # of the letter or the register it came from
_STATUS = {fold(word): code for code, word in words.STATUS.items()} | {str(code): str(code) for code in Status}


def row_of(sheet: ListSheet, raw: Raw, source: Source, asked: ListAsked) -> ListRow | None:
    """None for a row that holds no innovation and nothing else that could be lost."""
    out = ListRow(sheet=sheet.number, number=raw.number)
    try:
        if sheet.own:
            cells = {c.heading: _taken(raw.cells[c.column]) for c in sheet.columns if c.column < len(raw.cells)}
            if not any(shown(cell).strip() for cell in cells.values()):
                return None
            return _of_innovation(out, innovation_back(cells), source)
        return _of_cells(out, sheet, raw, source, asked)
    except (ValueError, ArithmeticError, LookupError) as error:
        out.bad, out.cells = _reason(error), [shown(cell) for cell in raw.cells]
        return out


def line_of(raw: Raw, source: Source) -> ListRow:
    """A line of `export innovations --format jsonl`."""
    out = ListRow(sheet=1, number=raw.number)
    try:
        return _of_innovation(out, Innovation.model_validate_json(str(raw.cells[0])), source)
    except ValueError as error:
        out.bad, out.cells = _reason(error), [str(raw.cells[0])]
        return out


def _taken(cell: Value) -> Cell:
    return shown(cell) if isinstance(cell, str | dt.time | dt.timedelta) else cell


def _of_innovation(out: ListRow, item: Innovation, source: Source) -> ListRow:
    if not item.title.strip():
        raise ValueError("thiếu tên sáng kiến")
    accepted = {name: getattr(item, name) for name in Accepted.model_fields}
    out.reading = Reading.model_validate(
        {
            "source": source,
            "accepted": accepted,
            **{name: getattr(item, name) for name in ("findings", "review_fields", "confidence", "programme", "phase")},
            "fields": _fields({"id": item.id, "unit": item.dossier.unit or "", "number": item.dossier.number or ""}),
        }
    )
    out.status = str(item.status)
    return out


def _of_cells(out: ListRow, sheet: ListSheet, raw: Raw, source: Source, asked: ListAsked) -> ListRow | None:
    cells = [shown(cell).strip() for cell in raw.cells]
    texts, units = _texts(sheet, raw, cells)
    if is_no_row(texts, cells, sheet.heads):
        return None
    if raw.lost:
        raise ValueError(_LOST)
    if not one_line(texts.get("title", "")):
        raise ValueError("thiếu tên sáng kiến")
    if len(texts["title"]) > _TITLE:
        raise ValueError("tên sáng kiến quá dài: có lẽ lệch cột")
    more = {name: one_line(texts.pop(name)) for name in MORE if name in texts}
    reading = _reading(texts, units, source)
    reading.fields = _fields(
        {name: text for name, text in {**texts, **more}.items() if name not in ("title", "summary")}
    )
    _place(reading, more, asked)
    reading.review_fields = sorted({f.field for f in reading.findings if f.ask and f.field})
    out.reading, out.status = reading, _STATUS.get(fold(more.get("status", "")))
    return out


def _texts(sheet: ListSheet, raw: Raw, cells: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Field → text, and field → the unit that its heading states. `cells`: as they are shown."""
    texts: dict[str, str] = {}
    units: dict[str, str] = {}
    for column in sheet.columns:
        if column.field in (None, "ignore") or column.column >= len(raw.cells):
            continue
        name = str(column.field)
        cell, text = raw.cells[column.column], cells[column.column]
        text = typed(cell, name, column.unit).strip() if isinstance(cell, int | float) else text
        text = decode(text, sheet.encoding) if sheet.encoding and text else text
        if text:
            texts[name] = f"{texts[name]}\n{text}" if name in texts else text
            units |= {name: column.unit} if column.unit else {}
    return texts, units


def _reading(texts: Mapping[str, str], units: Mapping[str, str], source: Source) -> Reading:
    values = values_of(texts, units)
    number = texts.get("ordinal", "").strip(" .)")
    values.accepted.ordinal = int(number) if number.isdecimal() and len(number) <= 7 else source.row
    return Reading(source=source, accepted=values.accepted, findings=values.findings)


def _fields(texts: Mapping[str, str]) -> dict[str, FieldReading]:
    """What was written, but where it stands word for word in the value."""
    return {name: FieldReading(as_read=text) for name, text in texts.items() if text and name != "ordinal"}


def _place(reading: Reading, more: Mapping[str, str], asked: ListAsked) -> None:
    """The programme and the phase; what nobody knows is asked."""
    said = more.get("programme", "")
    reading.programme = asked.programmes.get(fold(said)) if said else asked.programme
    if said and reading.programme is None:
        message = f"Không có chương trình “{said[:80]}”: hãy chọn chương trình."
        reading.findings.append(Finding(code=Code.LEFTOVER_TEXT, field="programme", message=message))
    reading.phase = asked.phase
    if (phase := more.get("phase")) and asked.phase is None:
        message = f"Danh sách ghi giai đoạn “{phase[:80]}”."
        reading.findings.append(Finding(code=Code.LEFTOVER_TEXT, field="phase", message=message, ask=False))
    status = more.get("status", "")
    if status and fold(status) not in _STATUS:
        message = f"Danh sách ghi trạng thái “{status[:80]}”."
        reading.findings.append(Finding(code=Code.LEFTOVER_TEXT, field="status", message=message, ask=False))


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        fields: Iterable[str] = dict.fromkeys(".".join(map(str, one["loc"])) for one in error.errors())
        return f"giá trị không hợp lệ ở {', '.join(fields) or 'cả dòng'}"[:300]
    if isinstance(error, json.JSONDecodeError):
        return "cột dữ liệu của máy bị sửa hỏng: xóa trống cột ấy hoặc xuất lại"
    return str(error)[:300]
