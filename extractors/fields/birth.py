"""The year of birth, from the many ways a cell gives it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from extractors.fields.digits import DIGITISH, as_digits

# Working people of the programmes' years (from 2015 on). Outside of it the year is a slip.
_OLDEST, _YOUNGEST = 1935, 2010
_EXCEL_DAY_0 = date(1899, 12, 30)
_LABEL = (
    r"(?:(?:ngày\s*,?\s*tháng\s*,?\s*)?năm\s+sinh|ngày\s+sinh|sinh\s+(?:năm|ngày)"
    rf"|\b[SN]\.?N\.?(?=\s*:?\s*[({DIGITISH}])|\bNS\b"
    r"|(?<![^\W\d_]\s)\bsinh\b|(?-i:\bsinh\b))"  # not the name of `Lò Văn Sinh, 1985`
)
_D = rf"[{DIGITISH}]"
_DATE = (
    rf"(?:ngày\s+)?{_D}{{1,2}}\s+tháng\s+{_D}{{1,2}}\s*,?\s+năm\s+(?P<y1>{_D}{{4}})"
    rf"|(?:tháng\s+)?(?:{_D}{{1,2}}\s*[/.-]\s*){{1,2}}(?P<y2>{_D}{{4}}|\d\d(?![\d/.-]))"
    rf"|(?P<y3>\d{{4}})-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?"
    rf"|(?P<y4>{_D}{{4}})(?:\.0)?"
)
_VALUE = rf"(?:{_DATE}|(?P<y5>\d\d))(?![\d])"
_LABELLED = re.compile(rf"(?<!\w){_LABEL}\s*[:.;]?\s*(?:{_VALUE})", re.IGNORECASE)
_BRACKETED = re.compile(r"\(\s*(?P<y4>(?:19|20)\d\d)\s*\)")
_BARE_DATE = re.compile(r"(?<![\d./-])\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?P<y4>(?:19|20)\d\d)(?![\d/.-])")
_BARE_LONG = re.compile(r"(?:ngày\s+)?(?<!\d)\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+(?P<y4>\d{4})(?!\d)", re.IGNORECASE)
_BARE_MONTH = re.compile(r"(?<![\d./-])\d{1,2}\s*[/.-]\s*(?P<y4>19\d\d)(?![\d/.-])")
_BARE_YEAR = re.compile(r"(?<![\w./%])(?<!\d-)(?P<y4>(?:19[3-9]|200)\d)(?![\w%/]|[.-]\d)")
# A year or day of something else: `vào ngành năm 2009`, `công tác từ 9/2009`.
_OTHER_EVENT = re.compile(r"(?:[^\W\d_]\s+(?:ngày|tháng|năm)|(?<!\w)(?:từ|đến|vào|khóa|khoá|tháng))\s*$", re.IGNORECASE)
_WHOLE = re.compile(rf"^\s*(?:{_LABEL})?\s*[:.]?\s*\(?\s*(?:{_VALUE})\s*\)?\s*[.,;]?\s*$", re.IGNORECASE)
_SERIAL = re.compile(r"^\s*(\d{5})(?:\.0)?\s*$")
_DIGIT = re.compile(r"\d")
_AGE = re.compile(r"(?<!\d)(\d\d)\s*tuổi(?:\D+(20\d\d))?", re.IGNORECASE)
_EMPTY_LABEL = re.compile(rf"(?<!\w){_LABEL}\s*[:.]?\s*(?=$|\n|;|,|\))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Birth:
    """`year` None: nothing plausible is written; `clear`: no person needs to look. The span includes a label."""

    year: int | None
    clear: bool
    start: int
    end: int
    text: str


def _judge(raw: str) -> tuple[int | None, bool]:
    digits = as_digits(raw)
    if not digits.isdigit():
        return None, False
    if len(digits) == 2:
        year = int(digits) + (1900 if int(digits) > 10 else 2000)
        return (year if _OLDEST <= year <= _YOUNGEST else None), False
    year = int(digits)
    if not _OLDEST <= year <= _YOUNGEST:
        return None, False
    return year, digits == raw


def _from(found: re.Match[str]) -> Birth:
    raw = next(value for key, value in found.groupdict().items() if key.startswith("y") and value)
    year, clear = _judge(raw)
    return Birth(year, clear, found.start(), found.end(), found[0])


@lru_cache(1024)
def parse_birth(text: str) -> Birth | None:
    """The birth of a cell that holds nothing else; None when the cell is empty.

    Excel's serial days, ages and two-digit years are read but never `clear`.
    """
    if not text.strip():
        return None
    whole = _WHOLE.match(text)
    if whole:
        return _from(whole)
    serial = _SERIAL.match(text)
    if serial:
        year = (_EXCEL_DAY_0 + timedelta(days=int(serial[1]))).year
        return Birth(year if _OLDEST <= year <= _YOUNGEST else None, False, 0, len(text), text)
    age = _AGE.search(text)
    if age:
        return Birth(int(age[2]) - int(age[1]) if age[2] else None, False, 0, len(text), text)
    births = find_births(text)
    if not births:
        return Birth(None, False, 0, len(text), text)
    first = births[0]
    rest = text[: first.start] + text[first.end :]
    return Birth(first.year, first.clear and len(births) == 1 and not re.search(r"\w", rest), 0, len(text), text)


def find_births(text: str) -> list[Birth]:
    """The births in a running text, in written order: labelled ones, `(1985)`, dates, and years that stand alone."""
    found: list[Birth] = []
    taken = text
    bare = (_BRACKETED, _BARE_LONG, _BARE_DATE, _BARE_MONTH, _BARE_YEAR, _AGE) if _DIGIT.search(text) else ()
    for pattern in (_LABELLED, *bare):
        for match in pattern.finditer(taken):
            if pattern is _AGE:
                found.append(Birth(None, False, match.start(), match.end(), match[0]))
            else:
                birth = _from(match)
                other = pattern not in (_LABELLED, _BRACKETED) and _OTHER_EVENT.search(taken[: match.start()])
                found.append(replace(birth, clear=False) if other else birth)
        for birth in found:
            taken = taken[: birth.start] + "\x00" * (birth.end - birth.start) + taken[birth.end :]
    return sorted(found, key=lambda birth: birth.start)


def find_empty_labels(text: str) -> list[tuple[int, int]]:
    """Places of `Năm sinh:` with nothing behind it."""
    return [(m.start(), m.end()) for m in _EMPTY_LABEL.finditer(text) if ":" in m[0]]
