"""`sovang export`."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import cast, get_args

from flows.office import open_office
from flows.progress import report
from register import exports
from register.exports import units
from schemas.errors import SetupError, trouble_with
from sovang.settings import Settings


def export(settings: Settings, what: exports.What, file_format: exports.Form, out: Path, *, as_json: bool) -> int:
    """Writes the file whole or not at all; returns the exit status."""
    office = open_office(settings.data, settings.database)
    try:
        count = exports.export(office.register, what, file_format, out)
    except OSError as error:
        raise SetupError(f"Không ghi được {trouble_with(error, out)}.") from error
    finally:
        office.register.close()
    return _told(what, count, out, as_json=as_json)


def form_of(asked: exports.Form | None, out: Path) -> exports.Form:
    """The form asked for, else the one of the file's ending, else JSON lines. Raises SetupError when they disagree."""
    ending = out.suffix.lower().removeprefix(".")
    if ending not in get_args(exports.Form):
        return asked or "jsonl"
    if asked and asked != ending:
        raise SetupError(f"--format {asked} không hợp với tệp {out.name}: đổi đuôi thành .{asked}, hoặc bỏ --format.")
    return cast(exports.Form, ending)


@dataclass(frozen=True, slots=True)
class UnitsAsked:
    """Which progress: of one programme or all, as of a day (none: today), as filed or under today's bodies."""

    programme: str | None = None
    on: date | None = None
    today: bool = False


def export_units(settings: Settings, asked: UnitsAsked, file_format: exports.Form, out: Path, *, as_json: bool) -> int:
    """Who has filed and who has not; returns the exit status."""
    office = replace(open_office(settings.data, settings.database), province=settings.province)
    try:
        found = report(office, asked.on or date.today(), asked.programme, today=asked.today)
        count = units.export_units(found.lines, found.totals, file_format, out)
    except OSError as error:
        raise SetupError(f"Không ghi được {trouble_with(error, out)}.") from error
    finally:
        office.register.close()
    if not any(line.expected for line in found.lines):
        print("Chưa có danh mục đơn vị của cơ quan: xem `sovang units import`.", file=sys.stderr)
    return _told("units", count, out, as_json=as_json)


def _told(what: str, count: int, out: Path, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"what": what, "rows": count, "out": str(out)}))
    else:
        print(f"Đã xuất {count} dòng ra {out}.", file=sys.stderr)
    return 0
