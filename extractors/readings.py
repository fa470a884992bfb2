"""A row of cells → a `Reading`: every field as read beside its accepted value, with the doubts in between."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from extractors.certainty import Weighed, weighed
from extractors.dittos import joined, undo_dittos
from extractors.doubts import disagreements
from extractors.fields.money_heading import money_of
from extractors.formulas import ERROR
from extractors.tables import Piece, Table, TableRow, places_of
from extractors.values import Values, values_of
from schemas.finding import Code, Finding
from schemas.grid import Transcript
from schemas.innovation import FieldReading, Place, Reading, Source

LOW = 0.8  # certainty of the least sure word below which a text that one reader alone has seen is asked about
DECODED = 0.6  # confidence below which text in a legacy font is asked about
_NATIVE, _DOUBTED = 0.995, 0.6  # probability that a field of a Word file is right; at most, where it is asked about
_APART = "Hai lần nhận dạng cho kết quả khác nhau: hãy đối chiếu với ảnh."
_OLD_FONT = "Chữ theo phông cũ, chưa chắc đã chuyển đúng: hãy đối chiếu với tệp gốc."
_NO_RESULT = "Ô có công thức mà tệp không ghi kết quả: hãy mở tệp gốc và nhập lại mục này."
_NUMBERED = re.compile(r"^\s*\d{1,2}\s*[.)]\s*[^\W\d]", re.MULTILINE)
_HARD = "Chữ mờ hoặc khó đọc: hãy đối chiếu với ảnh."


def readings_of(table: Table, transcript: Transcript) -> list[Reading]:
    """The readings of a table's rows in order."""
    units = _units(table)
    scanned = {p.number for p in transcript.pages if p.source == "ocr"}
    out: list[Reading] = []
    above: dict[str, list[Piece]] = {}
    for row in table.rows:
        lost = undo_dittos(row, above)
        out.append(_reading(row, transcript, units, bool(scanned & set(row.pages))))
        _ask_about(row, lost, out[-1])
        if "workplace" in above and "workplace" not in row.fields:
            _ask_whose_unit(out[-1])
        above = {name: pieces for name, pieces in above.items() if name == "workplace"} | row.fields
    return out


def _reading(row: TableRow, transcript: Transcript, units: dict[str, str], scanned: bool) -> Reading:
    texts = {name: joined(pieces) for name, pieces in row.fields.items()}
    values = values_of(texts, units)
    values.accepted.ordinal = row.number if row.number is not None and not scanned else row.index
    source = Source(file=transcript.name, sha256=transcript.sha256, page=row.page, row=row.index, pages=row.pages)
    source.places = row.places
    reading = Reading(source=source, accepted=values.accepted, findings=values.findings)
    reading.fields = {name: _field(texts[name], pieces) for name, pieces in row.fields.items()}
    asked = {f.field for f in values.findings if f.ask and f.field}
    if "full_name" in texts and any(_doubts_a_name(finding) for finding in values.findings):
        asked.add("authors")  # whose the facts in the columns beside are
    chances: dict[str, float] = {}
    if scanned:
        asked |= _doubted(row, values, units, reading, chances)
    else:
        asked |= _misprinted(row, reading)
    reading.review_fields = sorted(asked)
    reading.confidence = _confidence(reading, chances)
    return reading


def _doubts_a_name(finding: Finding) -> bool:
    return finding.code is Code.AUTHORS_UNCLEAR and finding.field.endswith(".full_name")


def _doubted(
    row: TableRow, values: Values, units: dict[str, str], reading: Reading, chances: dict[str, float]
) -> set[str]:
    """The fields that may well be misread, by all that two readers saw of them; fills in every field's chance."""
    other = values_of({name: joined(pieces, second=True) for name, pieces in row.fields.items()}, units).accepted
    apart = set(disagreements(values.accepted, other))
    fields = list(weighed(values.accepted, other, reading.fields))
    chances |= {field.path: field.chance for field in fields}
    doubts = {field.path: _why(field) for field in fields if field.doubtful}
    doubts |= {path: _APART for path in apart if path in ("authors", "recognition")}
    for name, pieces in row.fields.items():
        path = name if name in type(values.accepted).model_fields else "authors"
        reason = _hard_to_read(pieces)
        if reason and name not in ("ignore", "note"):
            doubts.setdefault(path, reason)
    for path, message in sorted(doubts.items()):
        reading.findings.append(Finding(code=Code.LOW_CONFIDENCE, field=path, message=message))
    return set(doubts)


def _why(field: Weighed) -> str:
    if not field.words:
        return _APART if field.differs else "Ô này có thể đọc sai: hãy đối chiếu với ảnh."
    words = ", ".join(f"“{doubt.text}”" for doubt in field.words[:3])
    return f"Chữ {words} có thể đọc sai: hãy đối chiếu với ảnh."


def _hard_to_read(pieces: Sequence[Piece]) -> str | None:
    if any(piece.merged for piece in pieces):
        return "Ô gộp, hoặc đường kẻ bị mất khi quét: hãy đối chiếu với ảnh."
    alone = all(piece.alternate is None for piece in pieces)  # no second reader on this machine
    if any(piece.text == "" for piece in pieces) or (alone and min(piece.confidence for piece in pieces) < LOW):
        return _HARD
    return None


def _ask_about(row: TableRow, lost: Sequence[str], reading: Reading) -> None:
    """Adds what the row itself leaves open: ditto marks with nothing above, lines that may end it, hidden rows."""
    asked = {}
    for name in row.unsure:
        asked[_path(name, reading)] = "Dòng ngay dưới chỉ có một ô: hãy xem có phải phần cuối của mục này."
    for name in lost:
        asked[_path(name, reading)] = "Ô ghi “như trên” nhưng không rõ là mục nào: hãy bổ sung."
    if not reading.accepted.title:
        asked["*"] = "Dòng này chưa có tên sáng kiến: hãy xem tệp gốc."
    elif _several_titles(row.fields["title"]):
        asked["*"] = "Ô tên sáng kiến có vẻ ghi nhiều sáng kiến: hãy xem và tách thành từng dòng nếu cần."
    if row.hidden:
        asked["*"] = "Dòng này bị ẩn trong tệp: hãy xem có thuộc danh sách không."
    for path, message in asked.items():
        reading.findings.append(Finding(code=Code.LEFTOVER_TEXT, field=path, message=message))
    reading.review_fields = sorted({*reading.review_fields, *asked})


def _several_titles(pieces: Sequence[Piece]) -> bool:
    """A numbered list of titles in one cell, or a title in each of several rows under one number.

    What stands on a new page goes on where the page before broke off, whatever letter it begins with.
    """
    written = [piece for piece in pieces if piece.text]
    on_one_page = len({(piece.sha256, piece.page) for piece in written}) == 1
    starts = [piece.text.lstrip("“\"' ")[:1] for piece in written] if on_one_page else []
    listed = _NUMBERED.findall("\n".join(piece.text for piece in pieces))
    return len(listed) > 1 or (len(starts) > 1 and all(map(str.isupper, starts)))


def _ask_whose_unit(reading: Reading) -> None:
    """Clerks write a unit once and leave the cells below it blank; a blank may as well mean that none was given."""
    message = "Ô đơn vị bỏ trống dưới một đơn vị đã ghi: hãy xem có phải cùng đơn vị."
    paths = [f"authors[{n}].workplace" for n, author in enumerate(reading.accepted.authors) if not author.workplace]
    reading.findings += [Finding(code=Code.LEFTOVER_TEXT, field=path, message=message) for path in paths]
    reading.review_fields = sorted({*reading.review_fields, *paths})


def _path(name: str, reading: Reading) -> str:
    return name if name in type(reading.accepted).model_fields or name == "*" else "authors"


def _misprinted(row: TableRow, reading: Reading) -> set[str]:
    """Fields whose legacy font was undone without certainty."""
    asked = set()
    for name, pieces in row.fields.items():
        if min(piece.confidence for piece in pieces) < DECODED:
            path = _path(name, reading)
            asked.add(path)
            typed = all(piece.text and not ERROR.fullmatch(piece.text) for piece in pieces)
            message = _OLD_FONT if typed else _NO_RESULT
            reading.findings.append(Finding(code=Code.ENCODING_DOUBTFUL, field=path, message=message))
    return asked


def _field(text: str, pieces: Sequence[Piece]) -> FieldReading:
    first = pieces[0]
    places = places_of(Place(sha256=p.sha256, page=p.page, box=p.box) for p in pieces)
    alternates = [p.alternate for p in pieces]
    second = None if all(a is None for a in alternates) else joined(pieces, second=True)
    certainty = min(p.confidence for p in pieces)
    reading = FieldReading(as_read=first.written or text, page=first.page, confidence=certainty, alternate=second)
    reading.places, reading.box = places, places[0].box
    reading.doubts, reading.rest = [doubt for p in pieces for doubt in p.doubts], sum(p.rest for p in pieces)
    return reading


def _confidence(reading: Reading, chances: Mapping[str, float]) -> dict[str, float]:
    """For each field the probability that all of it is right; `chances` by path, none for what is no scan."""
    out = {}
    for name in ("title", "authors", "application_period", "summary", "effect", "benefit_vnd", "awards"):
        sure = (
            math.prod(chance for path, chance in chances.items() if path.split("[")[0] == name) if chances else _NATIVE
        )
        doubted = any(path.split("[")[0] in (name, "*") for path in reading.review_fields)
        out[name] = round(min(sure, _DOUBTED) if doubted else sure, 4)
    return out


def _units(table: Table) -> dict[str, str]:
    """Fields whose heading states a unit of money (`Giá trị làm lợi (triệu đồng)`)."""
    out = {}
    for column, name in table.layout.columns.items():
        unit = money_of(table.layout.headings.get(column, ""))
        if unit and name in ("benefit", "effect"):
            out[name] = unit
    return out
