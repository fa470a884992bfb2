"""The sheets of units: who has not filed, how far each has come, and the sums."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from register import exports
from register.exports import words
from register.exports.delimited import export_csv
from register.exports.jsonl import export_jsonl
from register.exports.sheet import Column, Sheet, Value, lay_out
from register.exports.tally import cluster_sheet, quarter_sheet
from schemas.units.progress import Tally, UnitLine
from schemas.units.totals import Total
from schemas.written import grouped


def export_units(lines: Sequence[UnitLine], totals: Sequence[Total], form: str, path: Path) -> int:
    """Writes `path` whole or not at all; returns the lines of units. JSON lines have the sums first."""
    if form == "jsonl":
        export_jsonl([*totals, *lines], path)
        return len(lines)
    found = unit_sheets(lines, totals)
    return export_csv(found[0], path) if form == "csv" else exports.export_xlsx(found, path)


def unit_sheets(lines: Sequence[UnitLine], totals: Sequence[Total]) -> list[Sheet]:
    missing = [line for line in lines if line.expected and not line.filed and line.phase is None]
    sums = [total for total in totals if total.row != "cluster"]
    return [
        lay_out("Tiến độ đơn vị", _LINES, lines, printed=14, frozen=3),
        lay_out("Chưa gửi", _MISSING, sorted(missing, key=_by_channel), frozen=2),
        lay_out("Tổng hợp", _TOTALS, sums, frozen=3),
        cluster_sheet(totals),
        quarter_sheet(lines, totals),
    ]


def of_target(item: Tally) -> str:
    """`2.779/2.300`; empty where no target is set."""
    return "" if item.target is None else f"{grouped(item.innovations)}/{grouped(item.target)}"


def percent(item: Tally) -> str:
    return "" if item.percent is None else f"{grouped(item.percent)} %"


def days(left: int | None) -> str:
    """Days to the deadline in words."""
    if left is None:
        return ""
    return f"còn {left} ngày" if left > 0 else "hôm nay là hạn cuối" if left == 0 else f"quá hạn {grouped(-left)} ngày"


def missing_words(item: Total) -> str:
    return ", ".join(f"{words.UNIT_CHANNELS.get(one, one)}: {count}" for one, count in item.missing.items())


def _by_channel(line: UnitLine) -> tuple[str, ...]:
    return (line.programme, line.channel or "~", line.parent, line.unit)


def _phase(item: UnitLine | Total) -> str:
    return words.phase(item.phase) if item.phase else "Cả chương trình"


def _filed(line: UnitLine) -> str:
    return "Đã gửi" if line.filed else "Chưa gửi"


def _quota(line: UnitLine) -> str:
    if line.quota_most is not None:
        return f"{grouped(line.innovations)}/{grouped(line.quota_most)}"
    return f"ít nhất {grouped(line.quota_least)}" if line.quota_least is not None else ""


def _expected(line: UnitLine) -> str:
    return "Có" if line.expected else "Ngoài danh sách" if line.unit_id else "Chưa rõ đơn vị"


def _unit(line: UnitLine) -> Value:
    return line.unit or "(hồ sơ không ghi đơn vị)"


_LINES: list[Column[UnitLine]] = [
    Column("Chương trình", 24, lambda u: words.programme(u.programme)),
    Column("Giai đoạn", 14, _phase),
    Column("Đơn vị", 36, _unit),
    Column("Cấp trên", 28, lambda u: u.parent),
    Column("Đã gửi chưa", 10, _filed),
    Column("Nhận qua", 14, lambda u: "\n".join(words.CHANNELS.get(c, c) for c in u.received_by)),
    Column("Kênh liên lạc", 12, lambda u: words.UNIT_CHANNELS.get(u.channel or "", "")),
    Column("Số sáng kiến", 10, lambda u: u.innovations),
    Column("Đã vào sổ", 9, lambda u: u.registered),
    Column("Chờ kiểm tra", 9, lambda u: u.needs_review),
    Column("So với chỉ tiêu", 14, of_target),
    Column("Đạt", 9, percent),
    Column("Hạn mức", 12, _quota),
    Column("Thời hạn", 18, lambda u: days(u.days_left)),
    Column("Hạn cuối", 12, lambda u: u.deadline),
    Column("Trùng", 8, lambda u: u.duplicate),
    Column("Không công nhận", 9, lambda u: u.rejected),
    Column("Nhận gần nhất", 12, lambda u: u.last_received),
    Column("Hồ sơ", 16, lambda u: "\n".join(u.dossiers)),
    Column("Thuộc danh sách gửi", 14, _expected),
    Column("Số đoàn viên", 10, lambda u: u.members),
    Column("Loại đơn vị", 20, lambda u: words.UNIT_KINDS.get(u.kind or "", "")),
    Column("Mã đơn vị", 24, lambda u: u.unit_id),
    Column("Cụm thi đua", 16, lambda u: u.cluster),
]
_MISSING: list[Column[UnitLine]] = [
    Column("Kênh liên lạc", 14, lambda u: words.UNIT_CHANNELS.get(u.channel or "unknown", "")),
    Column("Đơn vị", 40, _unit),
    Column("Cấp trên", 32, lambda u: u.parent),
    Column("Chương trình", 28, lambda u: words.programme(u.programme)),
    Column("Chỉ tiêu", 10, lambda u: u.target),
    Column("Hạn cuối", 12, lambda u: u.deadline),
    Column("Thời hạn", 18, lambda u: days(u.days_left)),
    Column("Cụm thi đua", 16, lambda u: u.cluster),
    Column("Mã đơn vị", 24, lambda u: u.unit_id),
]
_TOTALS: list[Column[Total]] = [
    Column("Chương trình", 28, lambda t: words.programme(t.programme)),
    Column("Giai đoạn", 14, _phase),
    Column("Phạm vi", 34, lambda t: "Tất cả" if t.row == "whole" else t.parent or "(chưa rõ cấp trên)"),
    Column("Đơn vị phải gửi", 9, lambda t: t.units_expected),
    Column("Đã gửi", 9, lambda t: t.units_filed),
    Column("Chưa gửi", 9, lambda t: t.units_expected - t.units_filed),
    Column("Chưa gửi, theo kênh", 30, missing_words),
    Column("Đơn vị khác đã gửi", 9, lambda t: t.others_filed),
    Column("Số sáng kiến", 10, lambda t: t.innovations),
    Column("Đã vào sổ", 9, lambda t: t.registered),
    Column("Chờ kiểm tra", 9, lambda t: t.needs_review),
    Column("So với chỉ tiêu", 14, of_target),
    Column("Đạt", 9, percent),
    Column("Thời hạn", 18, lambda t: days(t.days_left)),
]
