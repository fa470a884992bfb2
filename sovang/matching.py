"""`sovang match`: within the register, or within a file of records."""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path

from pydantic import ValidationError

from register.exports.atomic import replacing
from schemas.errors import SetupError, trouble_with
from schemas.match import Kind, Record
from sovang.settings import Settings

_TEXTS = ("title", "position", "unit", "sender", "period", "summary", "benefit", "awards")
_COPIED: dict[Kind | None, list[str]] = {Kind.COPIED: ["Nghi sao chép: văn bản của người khác"]}
_UNICODE = re.compile("[\u0300-\u036f\u1ea0-\u1ef9]")  # what no text in an old encoding has


def match_register(settings: Settings, *, everything: bool, as_json: bool) -> int:
    """Compares what was not compared yet, or all; prints how many pairs are new."""
    from flows.matching import match
    from flows.office import open_office

    office = open_office(settings.data, settings.database)
    try:
        found = match(office, everything=everything)
        total = office.register.counts().suggested_pairs
    finally:
        office.register.close()
    if as_json:
        print(json.dumps({"new_pairs": found, "suggested_pairs": total}))
    else:
        print(f"Cặp nghi trùng mới hoặc thay đổi: {found}; đang chờ xử lý: {total}.")
    return 0


def match_file(records: Path, out: Path, *, as_json: bool) -> int:
    """Writes id_a,id_b,score,verdict,reasons for the records of a JSONL file."""
    from matchers.find import find_duplicates

    found = find_duplicates(_read(records))
    with replacing(out) as coming, coming.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["id_a", "id_b", "score", "verdict", "reasons"])
        for pair in found:
            reasons = "; ".join([*_COPIED.get(pair.kind, []), *(reason.told for reason in pair.reasons)])
            table.writerow([pair.id_a, pair.id_b, f"{pair.score:.4f}", pair.verdict, reasons])
    if as_json:
        print(json.dumps({"pairs": len(found), "out": str(out)}))
    else:
        print(f"Đã ghi {len(found)} cặp nghi trùng vào {out}.", file=sys.stderr)
    return 0


def _read(path: Path) -> list[Record]:
    try:
        lines = path.read_text("utf-8").split("\n")
    except OSError as error:
        raise SetupError(f"Không đọc được {trouble_with(error, path)}.") from error
    except UnicodeDecodeError as error:
        raise SetupError(f"{path} không phải chữ UTF-8: cần tệp JSONL, mỗi dòng một bản ghi.") from error
    out = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            out.append(_legible(Record.model_validate_json(line)))
        except ValidationError as error:
            raise SetupError(f"{path}, dòng {number}: bản ghi không hợp lệ ({_what(error)}).") from error
    return out


def _legible(record: Record) -> Record:
    """The record with its texts decoded where they are in an old encoding (TCVN3, VNI …); most are Unicode already."""
    texts = [*(getattr(record, name) for name in _TEXTS), *record.authors]
    whole = "\n".join(texts)
    if whole.isascii() or _UNICODE.search(whole):
        return record
    from extractors.text.encodings import decode
    from extractors.text.legacy import detect

    encoding, _ = detect(whole)
    if not encoding:
        return record
    decoded = [decode(text, encoding) for text in texts]
    changed = dict(zip(_TEXTS, decoded, strict=False))
    return record.model_copy(update={**changed, "authors": decoded[len(_TEXTS) :]})


def _what(error: ValidationError) -> str:
    """The fields that are wrong, or that the line is no JSON at all."""
    fields = [".".join(map(str, one["loc"])) for one in error.errors()]
    return f"mục sai hoặc thiếu: {', '.join(fields)}" if any(fields) else "không phải JSON"
