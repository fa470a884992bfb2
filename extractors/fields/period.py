"""When an innovation was applied: the first and last day that the cell's words mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from extractors.fields.dates import Point
from extractors.fields.digits import repair_numbers
from extractors.fields.period_tokens import Token, tokens
from schemas.text import fold, one_line


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both included; None is open or unknown. `clear`: the words leave no doubt."""

    first: date | None = None
    last: date | None = None
    clear: bool = True


_UNCLEAR = Period(clear=False)
_YEARS = range(2005, 2041)  # outside of them a digit was misread
_DASHES = re.compile("[‐‑‒–—−]")
# Words around the times that say nothing about them.
_FILLER = re.compile(
    r"\b(?:thoi gian|thoi diem|ngay|thang|nam|ap dung|thuc hien|trien khai|bat dau|ke|lan dau|thu|tai|don vi|co quan|"
    r"cong ty|nha truong|truong|duoc|da|va|vao|trong|cua|sang kien|giai phap|den|cho|tiep tuc|dua|su dung|hien|van|"
    r"dang|ca|khoang thoi gian|chinh thuc|het)\b"
)
_QUARTER = re.compile(r"(?<=quy )(?=\S*[l|])[il|]{1,3}v?(?![\w|])")
_PARTED = re.compile(r"(?<=[/.])(\d{1,3}) (\d{1,3})(?![\d/.])")
# Months in words, told from `tháng từ …` and `tháng năm 2021` by their accents and by the year behind them.
_SPOKEN = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
_SPOKEN_MONTH = re.compile(
    rf"(?<=tháng )({'|'.join(sorted(_SPOKEN, key=len, reverse=True))})(?=,? năm (?:19|20)\d\d|\s?/\s?20\d\d)",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\(([^()]*)\)")


@lru_cache(2048)
def parse_period(text: str) -> Period:
    """The days that `text` means, by the export's rules: a month is its whole month, `Từ …` has an open end.

    Digits repaired from letters, lengths without dates, unknown words and contradictions are not `clear`.
    An empty text is clear: nothing is written.
    """
    spoken = _SPOKEN_MONTH.sub(lambda m: str(_SPOKEN[m[0].lower()]), one_line(text))
    repaired, changed = repair_numbers(spoken)
    key = _PARTED.sub(_whole_year, _DASHES.sub("-", fold(repaired)).lstrip("-+* "))
    key, roman = _QUARTER.subn(lambda m: m[0].replace("l", "i").replace("|", "i"), key)
    changed = changed or bool(roman)
    if not key:
        return Period()
    outer = _BRACKET.sub(" ", key)
    period = _meaning(outer)
    inner = [_meaning(part) for part in _BRACKET.findall(key)]
    for other in inner:
        period = _reconcile(period, other)
    return replace(period, clear=False) if changed else period


def _whole_year(parts: re.Match[str]) -> str:
    """`15/03/20 21` is a year that a scan parted: nothing else is written so."""
    year = parts[1] + parts[2]
    return year if len(year) == 4 and int(year) in _YEARS else parts[0]


def _reconcile(period: Period, other: Period) -> Period:
    """A bracket that says the same or nothing leaves the period as it is; one that differs makes it doubtful."""
    if period.first is None and period.last is None:
        return other
    same = (other.first, other.last) in ((period.first, period.last), (None, None))
    return period if same and (other.clear or other.first is None) else replace(period, clear=False)


def _meaning(key: str) -> Period:
    found = tokens(key)
    points = [t.point for t in found if t.point]
    if not points:
        return _UNCLEAR if key.strip() else Period()
    kinds = "".join(
        {"point": "P", "from": "F", "to": "T", "now": "N", "length": "L", "vague": "V"}[t.kind] for t in found
    )
    period = _by_shape(kinds, points)
    ends = [day for day in (period.first, period.last) if day]
    odd = ends != sorted(ends) or any(day.year not in _YEARS for day in ends)
    sure = period.clear and not odd and not _leftover(key, found)
    return replace(period, clear=sure)


def _leftover(key: str, found: list[Token]) -> bool:
    for token in reversed(found):
        key = key[: token.start] + " " + key[token.end :]
    return bool(re.search(r"[\w|!\[\]]", _FILLER.sub(" ", key)))


def _by_shape(kinds: str, points: list[Point]) -> Period:
    """`kinds` is one letter a token: Point, From, To, Now, Length, Vague."""
    bare = kinds.replace("V", "").replace("L", "")
    clear = bare == kinds
    if bare in ("FP", "FPN", "FPTN", "PN", "PTN", "FPF"):
        return _open(points[0], clear)
    if bare == "P":
        return _closed(points[0], points[0], clear) if "V" not in kinds else _open(points[0], False)
    if bare in ("PTP", "FPTP", "FPP", "PP"):
        return _range(points[0], points[1], clear and "T" in bare)
    if bare == "TP":
        return Period(None, points[0].last() if points[0].year else None, False)
    known = [p for p in points if p.year]
    if bare == "PT" or not known:
        return _open(points[0], False)
    return _closed(known[0], known[-1], False) if bare[0] != "F" else _open(points[0], False)


def _open(point: Point, clear: bool) -> Period:
    if point.year is None:
        return _UNCLEAR
    first = point.first()
    return Period(first, None, clear and point.clear and first is not None)


def _closed(start: Point, end: Point, clear: bool) -> Period:
    if start.year is None or end.year is None:
        return _UNCLEAR
    first, last = start.first(), end.last()
    sure = clear and start.clear and end.clear and first is not None and last is not None
    return Period(first, last, sure)


def _range(start: Point, end: Point, clear: bool) -> Period:
    """Two times with the year, and the month, shared where it is written once."""
    if start.grain == "day" and start.number == 0 and end.grain == "day":
        start = replace(start, number=end.number)
    if end.grain == "day" and end.number == 0:
        return _UNCLEAR
    if start.year is None and end.year is not None:
        # `từ tháng 11 đến tháng 2/2022` crosses the new year; nobody wrote so.
        crosses = start.order > end.order
        start = start.with_year(end.year - crosses)
        clear = clear and not crosses
    elif end.year is None and start.year is not None:
        clear = clear and end.order >= start.order
        end = end.with_year(start.year)
    return _closed(start, end, clear)
