"""Vietnamese number words → integers (`một tỷ hai trăm triệu`, `hai triệu rưỡi`)."""

from __future__ import annotations

import re

_ONES = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_LINK = {"linh", "lẻ"}
_HALF = {"rưỡi", "rưởi"}
_ANY = "|".join([*_ONES, "mười", "mươi", "trăm", *_SCALES, *_LINK, *_HALF])
WORDS = re.compile(rf"(?<!\w)(?:{_ANY})(?:\s+(?:{_ANY}))*(?!\w)")


def _below_thousand(words: list[str]) -> int | None:
    """`hai trăm linh năm`, `hai mươi tư`, `mười lăm`; None when the words do not follow the grammar."""
    total, rest = 0, list(words)
    if len(rest) >= 2 and rest[1] == "trăm" and rest[0] in _ONES:
        total, rest = 100 * _ONES[rest[0]], rest[2:]
        if rest and rest[0] in _LINK:
            return total + _ONES[rest[1]] if len(rest) == 2 and rest[1] in _ONES else None
    if rest and rest[0] == "mười":
        total, rest = total + 10, rest[1:]
    elif len(rest) >= 2 and rest[1] == "mươi" and rest[0] in _ONES:
        total, rest = total + 10 * _ONES[rest[0]], rest[2:]
    if not rest:
        return total or None
    return total + _ONES[rest[0]] if len(rest) == 1 and rest[0] in _ONES else None


def value(words: list[str]) -> int | None:
    """The number that the words spell, which must name a thousand or more; None for anything else."""
    part: list[str] = []
    total, last = 0, 10**15
    for index, word in enumerate(words):
        if word in _SCALES:
            scale, count = _SCALES[word], _below_thousand(part)
            if count is None or scale >= last:
                return None
            total, last, part = total + count * scale, scale, []
        elif word in _HALF and index == len(words) - 1 and not part and total:
            return total + last // 2
        else:
            part.append(word)
    if part:
        tail = _below_thousand(part)
        return None if tail is None or not total else total + tail
    return total or None
