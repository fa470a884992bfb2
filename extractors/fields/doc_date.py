"""The date of a document, as in `Bắc Kạn, ngày 07 tháng 04 năm 2021`, `ngày 10 /3/2021`, `tháng 4/2021`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from extractors.fields.letter_text import flat
from schemas.text import one_line

Precision = Literal["day", "month", "year"]

_D = r"[0-9lioszb|!\]]"  # the key is in small letters: I, O, S, Z, B
_GAP = r"[^a-z/]{0,30}?"  # left blank, or ink that is no figure
_STOP = r"\s*(?:/|-|–|\.)\s*"
_LONG = re.compile(
    rf"\bng[a4o][yv]\s*:?\s*(?P<day>{_D}\s?{_D}?|{_GAP})(?:\s*th[a4]ng\s*|{_STOP})"
    rf"(?P<month>{_D}\s?{_D}?|{_GAP})(?:[,\s]*n[a4]m\s*|{_STOP})(?P<year>{_D}(?:\s?{_D}){{3}})(?!\w)"
)
_SHORT = re.compile(
    r"(?<![\d/.,-])(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4}|\d{2})(?![\d/])"
)
_MONTH = re.compile(rf"\bthang\s*(?P<day>)(?P<month>\d{{1,2}})(?:\s*nam\s*|{_STOP})(?P<year>\d{{4}})(?!\d)")
_AS_DIGITS = str.maketrans("li|!]oszb", "111110528")
_LAST_WORD = re.compile(r"(?:^|(?<=[\s,;.:_-]))([^\W\d_][^\W\d_']*\.?)$")


@dataclass(frozen=True, slots=True)
class DocDate:
    """`value` None: only month or year are written, or no such day exists (`invalid`).

    `repaired`: letters were read as digits, digits stood apart, or the year had two of them. `start`, `end` place
    it, with its place name, in the one-line text.
    """

    value: dt.date | None
    precision: Precision
    year: int
    month: int | None = None
    day: int | None = None
    place: str | None = None
    repaired: bool = False
    invalid: bool = False
    start: int = 0
    end: int = 0


def find_date(text: str) -> DocDate | None:
    """The first date of a text, one after the word `ngày` before others; None when there is none."""
    plain = one_line(text)
    key = flat(plain)
    hit = _LONG.search(key) or _SHORT.search(key) or _MONTH.search(key)
    return _read(hit, plain) if hit else None


def _read(hit: re.Match[str], plain: str) -> DocDate:
    day, day_mended = _digits(hit["day"])
    month, month_mended = _digits(hit["month"])
    year, year_mended = _digits(hit["year"])
    assert year is not None  # all three patterns demand it
    short = year < 100
    year += 2000 if short else 0
    place, start = _place(plain, hit.start())
    value, invalid = _calendar(year, month, day)
    return DocDate(
        value=value,
        precision="day" if day and month else "month" if month else "year",
        year=year,
        month=month,
        day=day,
        place=place,
        repaired=day_mended or month_mended or year_mended or short,
        invalid=invalid,
        start=start,
        end=hit.end(),
    )


def _place(plain: str, end: int) -> tuple[str | None, int]:
    """The capitalised words right before the date, and where they begin; words all in capitals are none."""
    start, head = end, plain[:end].rstrip(" ,.;")
    while hit := _LAST_WORD.search(head):
        word = hit[1]
        if not (word[0].isupper() and (word[1:].islower() or word.rstrip(".").upper() in ("TP", "TX"))):
            break
        start, head = hit.start(1), plain[: hit.start(1)].rstrip(" -–")
    return (plain[start:end].rstrip(" ,.;") or None) if start < end else None, start


def _digits(raw: str) -> tuple[int | None, bool]:
    """The figure, and whether it had to be guessed; ink that is no figure gives none."""
    digits = re.sub(r"\s", "", raw.translate(_AS_DIGITS))
    if digits.isdigit():
        return int(digits), not raw.strip().isdigit()
    return None, bool(re.search(r"[^\s.…_-]", raw))


def _calendar(year: int, month: int | None, day: int | None) -> tuple[dt.date | None, bool]:
    """The day, and whether what is written cannot be a document's date."""
    if not 1990 <= year <= 2099 or (month is not None and not 1 <= month <= 12):
        return None, True
    if not day or not month:
        return None, day == 0
    try:
        return dt.date(year, month, day), False
    except ValueError:
        return None, True
