"""The decision that recognised an innovation: its number, date and authority."""

from __future__ import annotations

import re
from datetime import date

from extractors.fields.dates import safe_date
from schemas.innovation import Recognition
from schemas.text import one_line

_NONE = re.compile(r"^\W*(?:không|chưa(?:\s+có)?|không\s+có|chưa\s+công\s+nhận)?\W*$", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?P<number>\d{1,5}[a-zđ]?(?:\s*/\s*(?:19|20)\d\d)?\s*[-/]\s*(?:QĐ|QÐ|QD|NQ|GCN|CN|TB|BB)\b[^\s,;()]*(?:\s*-\s*[A-ZĐ][^\s,;()]*)*)"
    r"|(?<!\w)[Ss]ố\s*:?\s*(?P<bare>\d{1,5}[a-z]?)(?!\s*[\d/-])"
)
_DATE = re.compile(
    r"(?:ngày\s*)?(?<!\d)(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})\s*(?:[/.-]|,?\s*năm)\s*((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_AUTHORITY = re.compile(r"(?:\bcủa|\bdo)\s+(?P<name>[^;()\n]+)", re.IGNORECASE)
_BODY = re.compile(
    r"(?:Chủ\s+tịch\s+)?(?:UBND|Ủy\s+ban|Uỷ\s+ban|Hội\s+đồng|HĐSK|Sở|Liên\s+đoàn|LĐLĐ|Công\s+đoàn|Giám\s+đốc|Công\s+ty|Trường|"
    r"Phòng|Bộ|Tổng\s+Liên\s+đoàn|Cục|Tập\s+đoàn|Bệnh\s+viện)[^;()\n]*"
)
_TAIL = re.compile(
    r"\s*(?:,?\s*(?:về\s+việc|v/v|công\s+nhận|cấp\s+ngày|ký\s+ngày|ngày|số|tại\s+quyết\s+định|theo|đã|ban\s+hành)\b.*)$",
    re.IGNORECASE,
)
_ONE_MORE = re.compile(r"\d{1,5}[a-zđ]?(?:\s*/\s*(?:19|20)\d\d)?\s*[-/]\s*(?:QĐ|QÐ|QD|NQ|GCN)\b")


def says_none(text: str) -> bool:
    """Whether a cell says that nobody has recognised the innovation (`Không`, `Chưa công nhận`, a dash)."""
    return bool(_NONE.match(one_line(text)))


def is_clear(text: str) -> bool:
    """Whether a cell names one decision at most, and no day that the calendar does not have."""
    line = one_line(text)
    days = [safe_date(int(m[3]), int(m[2]), int(m[1])) for m in _DATE.finditer(line)]
    return len(_ONE_MORE.findall(line)) < 2 and len(days) < 2 and None not in days


def _date(text: str) -> date | None:
    found = _DATE.search(text)
    return safe_date(int(found[3]), int(found[2]), int(found[1])) if found else None


def _authority(text: str) -> str:
    found = _AUTHORITY.search(text)
    name = found["name"] if found else ""
    if not name:
        body = _BODY.search(text)
        name = body[0] if body else ""
    return _TAIL.sub("", name).strip(" ,.;:-–")


def parse_recognition(text: str) -> Recognition | None:
    """The decision that a cell names; None when it names none. A recognition without a number has number ""."""
    line = one_line(text)
    if _NONE.match(line):
        return None
    found = _NUMBER.search(line)
    number = re.sub(r"\s+", "", found["number"] or found["bare"]).rstrip(".-/") if found else ""
    rest = line.replace(found[0], " ") if found else line
    day, authority = _date(rest), _authority(_DATE.sub(" ", rest))
    if not number and day is None and not authority:
        return None
    return Recognition(number=number, date=day, authority=authority)
