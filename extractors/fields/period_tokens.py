"""The written times of a folded text, in order, with the words that stand between them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from extractors.fields.dates import ROMAN, Grain, Point

_Y = r"(?:19|20)\d\d"
_S = r"\s*[/.]\s*|-"
_N = r"\d{1,2}"
_NAM = rf"\s*(?:,?\s*nam\s*|{_S}|\s-\s|,\s*|\s)\s*"


@dataclass(frozen=True, slots=True)
class Token:
    kind: str  # point, from, to, now, length, vague
    start: int
    end: int
    point: Point | None = None


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def _dmy(m: re.Match[str]) -> Point:
    return Point("day", int(m["y"]), int(m["m"]), int(m["d"]))


def _list(grain: Grain) -> Callable[[re.Match[str]], Point]:
    def make(m: re.Match[str]) -> Point:
        words = re.findall(r"\d+|\bi{1,3}\b|\biv\b", m["list"])
        numbers = [ROMAN.get(word, 0) or int(word) if grain == "quarter" else int(word) for word in words]
        straight = all(b - a == 1 for a, b in pairwise(numbers))
        return Point(grain, _int(m["y"]), numbers[0], until=numbers[-1], clear=straight)

    return make


def _school(m: re.Match[str]) -> Point:
    first, last = int(m["y"]), int(m["y2"])
    last = last + first // 100 * 100 if last < 100 else last
    if last == first + 1:
        return Point("school", first)
    return Point("years", first, until=last, clear=False)


def _two_years(m: re.Match[str]) -> Point:
    """`giai đoạn 2016 - 2020` says calendar years; a bare pair may as well be a school year."""
    return Point("years", int(m["y"]), until=int(m["y2"]), clear=bool(m["stage"]))


def _months(m: re.Match[str]) -> Point:
    """`tháng 2-5/2021`; without the word the first number could be a day."""
    return Point("month", int(m["y"]), int(m["m"]), until=int(m["m2"]), clear=bool(m["said"]))


def _short(m: re.Match[str]) -> Point:
    """`10/3` is a day and a month; `9/21` can only be a month and a short year."""
    first, second = int(m["d"]), int(m["m"])
    if second > 12 and first <= 12 and 15 <= second <= 35:
        return Point("month", 2000 + second, first, clear=False)
    return Point("day", None, second, first)


# First match wins, so the more telling form stands first. `y` is the year, `m` the month, `d` the day.
_POINTS: list[tuple[str, Callable[[re.Match[str]], Point]]] = [
    (r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:[ t]00:00(?::00)?)?", _dmy),
    (rf"(?:hoc k[yi]|hk)\s*(?P<n>i{{1,2}}|1|2|mot|hai)\b[\s,(-]*(?:cua\s*)?(?:nam hoc|nh)?\s*"
     rf"(?P<y>{_Y})\s*[-/]\s*(?:{_Y}|\d\d)",
     lambda m: Point("term", int(m["y"]), ROMAN[m["n"]], clear=False)),
    (rf"(?:nam hoc|nh)\.?\s*:?\s*(?P<y>{_Y})\s*[-/]\s*(?P<y2>{_Y}|\d\d)", _school),
    (rf"(?:0?6|sau)\s*thang\s*(?P<n>dau|cuoi)(?:\s*cua)?\s*nam\s*(?P<y>{_Y})",
     lambda m: Point("half", int(m["y"]), 1 if m["n"] == "dau" else 2)),
    (rf"quy\s*(?P<list>(?:iv|i{{1,3}}|[1-4])(?:\s*(?:,|;|va|&|\+)\s*(?:quy\s*)?(?:iv|i{{1,3}}|[1-4]))*)\b"
     rf"(?:{_NAM}(?P<y>{_Y}))?", _list("quarter")),
    (rf"(?P<said>(?:thang|\bt\.?)\s*)?(?P<m>{_N})\s*-\s*(?P<m2>{_N})\s*(?:/|nam)\s*(?P<y>{_Y})", _months),
    (rf"(?:ngay\s*)?(?P<d>{_N})(?P<sep>{_S})(?P<m>{_N})(?:{_S})(?P<y>{_Y})", _dmy),
    (rf"(?:ngay\s*)?(?P<d>{_N})/(?P<m>{_N})\s*,?\s*nam\s*(?P<y>{_Y})", _dmy),
    (rf"(?:ngay\s*)?(?P<d>{_N})\s*(?:/\s*)?thang\s*(?P<m>{_N}){_NAM}(?P<y>{_Y})", _dmy),
    (rf"(?:cac\s*)?(?:thang|\bt\.?)\s*(?P<list>{_N}(?:\s*(?:,|;|va|&|\+)\s*(?:thang\s*|t)?{_N})+){_NAM}(?P<y>{_Y})",
     _list("month")),
    (rf"(?:thang|\bth?\.?)\s*(?P<m>{_N}){_NAM}(?P<y>{_Y})", lambda m: Point("month", int(m["y"]), int(m["m"]))),
    (rf"(?P<d>{_N})(?P<sep>[/.])(?P<m>{_N})(?P=sep)(?P<y2>[123]\d)(?!\d)",
     lambda m: Point("day", 2000 + int(m["y2"]), int(m["m"]), int(m["d"]), clear=False)),
    (rf"(?P<m>{_N})(?:{_S})(?P<y>{_Y})", lambda m: Point("month", int(m["y"]), int(m["m"]))),
    (rf"(?:ngay\s*)?(?P<d>{_N})\s*thang\s*(?P<m>{_N})", lambda m: Point("day", None, int(m["m"]), int(m["d"]))),
    (rf"(?:ngay\s*)?(?P<d>{_N})/(?P<m>{_N})(?![/\d])", _short),
    (rf"(?P<stage>giai doan\s*(?:nam\s*)?)?(?P<y>{_Y})\s*-\s*(?P<y2>{_Y})", _two_years),
    (rf"ngay\s*(?P<d>{_N})", lambda m: Point("day", None, 0, int(m["d"]))),
    (rf"(?:thang|\bt\.?)\s*(?P<m>{_N})\b", lambda m: Point("month", None, int(m["m"]))),
    (rf"(?:nam\s*)?(?P<y>{_Y})", lambda m: Point("year", int(m["y"]))),
]  # fmt: skip
_WORDS = [
    ("length", r"(?:trong\s*(?:vong\s*)?)?\d{1,3}\s*(?:thang|tuan|nam|ngay|quy)(?!\s*(?:\d|dau|cuoi))"),
    ("now", r"(?:den|cho den|toi|-)?\s*(?:\bnay|hien nay|hien tai|bay gio)\b|tro di|ve sau|tro ve sau"),
    ("vague", r"(?<!lan )\b(?:dau|giua|cuoi|truoc|sau)\b(?=\s*(?:\x00|nam|thang|quy|ngay|hoc ky|tuan))"),
    ("from", r"(?:bat dau\s*)?(?:ke\s*)?\btu\b"),
    ("to", r"\b(?:den|toi)\b|->|=>|-|~"),
]  # fmt: skip
_COMPILED = [(re.compile(rf"(?<![\d/.]){pattern}(?!\d)"), make) for pattern, make in _POINTS]
_HALF = _COMPILED[3][0]
_COMPILED_WORDS = [(kind, re.compile(pattern)) for kind, pattern in _WORDS]


def tokens(text: str) -> list[Token]:
    """Tokens of a folded text in written order; text that no token covers is the caller's to judge."""
    found: list[Token] = []
    rest = text
    for pattern, make in _COMPILED:
        for m in pattern.finditer(rest):
            found.append(Token("point", m.start(), m.end(), make(m)))
        for token in found:
            rest = rest[: token.start] + "\x00" * (token.end - token.start) + rest[token.end :]
        if pattern is _HALF:  # after the halves: `6 tháng` alone is a length
            found += _words(rest, _COMPILED_WORDS[:1])
            for token in found:
                rest = rest[: token.start] + "\x00" * (token.end - token.start) + rest[token.end :]
    for word in _COMPILED_WORDS[1:]:
        for token in _words(rest, [word]):
            found.append(token)
            rest = rest[: token.start] + "\x00" * (token.end - token.start) + rest[token.end :]
    return sorted(found, key=lambda token: token.start)


def _words(text: str, words: list[tuple[str, re.Pattern[str]]]) -> list[Token]:
    return [Token(kind, m.start(), m.end()) for kind, pattern in words for m in pattern.finditer(text)]
