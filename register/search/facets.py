"""What a search can be narrowed by, as tokens beside the words: an index then never meets more rows than it shows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

_PLAIN = re.compile(r"[^\w]|_")
_LONGEST = 60
STATUS, PROGRAMME, PHASE, CODE, UNIT_ID, INNOVATION, DOSSIER = "s", "p", "h", "c", "v", "i", "o"
_DAY, _MONEY = "d", "m"
_DIGITS = 2  # of an amount that its tokens tell; the amount itself is compared too
# Bits of a row's number that each kind of block leaves out: PostgreSQL finds the newest rows by their blocks.
BLOCKS = {"x": 12, "y": 15, "z": 18}


def mark(kind: str, value: str) -> str:
    return f"{kind}.{_PLAIN.sub('-', value.lower())[:_LONGEST]}"


def of_day(day: dt.date) -> Iterator[str]:
    yield f"{_DAY}.{day:%Y}"
    yield f"{_DAY}.{day:%Y-%m}"
    yield f"{_DAY}.{day:%Y-%m-%d}"


def of_amount(amount: int) -> Iterator[str]:
    """`1.250.000` → its size `m.7` and its first figures `m.7-12`."""
    size = len(str(amount))
    yield f"{_MONEY}.{size}"
    yield f"{_MONEY}.{size}-{str(amount)[:_DIGITS].ljust(_DIGITS, '0')}"


def of_row(number: int) -> Iterator[str]:
    return (f"{kind}.{number >> bits}" for kind, bits in BLOCKS.items())


def days_between(first: dt.date, last: dt.date) -> list[str]:
    """The fewest tokens for these days: years, else months, else days. At most some 120; empty when none is left."""
    out: list[str] = []
    day = first
    while day <= last:
        year_end, month_end = dt.date(day.year, 12, 31), _month_end(day)
        if (day.month, day.day) == (1, 1) and year_end <= last:
            out.append(f"{_DAY}.{day:%Y}")
            end = year_end
        elif day.day == 1 and month_end <= last:
            out.append(f"{_DAY}.{day:%Y-%m}")
            end = month_end
        else:
            out.append(f"{_DAY}.{day:%Y-%m-%d}")
            end = day
        if end == dt.date.max:
            break
        day = end + dt.timedelta(days=1)
    return out


def _month_end(day: dt.date) -> dt.date:
    return dt.date(day.year, 12, 31) if day.month == 12 else day.replace(month=day.month + 1, day=1) - dt.timedelta(1)


def amounts_between(least: int, most: int) -> list[str]:
    """The tokens of all amounts from `least` to `most`; those at the ends are rough."""
    out = []
    for size in range(len(str(least)), len(str(most)) + 1):
        lowest, highest = (10 ** (size - 1) if size > 1 else 0), 10**size - 1
        if least <= lowest and highest <= most:
            out.append(f"{_MONEY}.{size}")
            continue
        ends = [str(one)[:_DIGITS].ljust(_DIGITS, "0") for one in (max(least, lowest), min(most, highest))]
        out += [f"{_MONEY}.{size}-{figures:02d}" for figures in range(int(ends[0]), int(ends[1]) + 1)]
    return out
