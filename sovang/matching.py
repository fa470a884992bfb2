"""`sovang match`: within the register, or within a file of records."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

from register.exports.atomic import replacing
from schemas.match import Kind
from sovang.settings import Settings

_COPIED: dict[Kind | None, list[str]] = {Kind.COPIED: ["Nghi sao chép: văn bản của người khác"]}


def match_register(settings: Settings, *, everything: bool, as_json: bool) -> int:
    """Compares what was not compared yet, or all; prints how many pairs are new."""
    from flows.matching import match
    from flows.office import known_office
    from sovang.progress import Lines

    office = known_office(settings.data, settings.database, watcher=Lines(sys.stderr))
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
    from matchers.find import duplicates_in
    from sovang.records import RecordFile

    given = RecordFile(records)
    if given.repeated:
        print(f"{given.repeated} dòng có mã lặp lại: mỗi mã chỉ so dòng cuối.", file=sys.stderr)
    found = duplicates_in(given)
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
