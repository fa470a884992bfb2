"""Telephone numbers in a cell: E.164 in written order, with their places and what only looks like one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.fields.digits import DIGITISH, as_digits
from extractors.fields.phone_plan import e164


@dataclass(frozen=True, slots=True)
class Span:
    """A place in the text that was searched. `sure` is False where letters were read as digits."""

    start: int
    end: int
    text: str
    number: str | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Phones:
    """`found` and `invalid` in written order; `invalid` has the digits of a number without being one."""

    found: tuple[Span, ...] = ()
    invalid: tuple[Span, ...] = ()

    @property
    def numbers(self) -> list[str]:
        return [span.number for span in self.found if span.number]


@dataclass(frozen=True, slots=True)
class _Group:
    start: int
    end: int
    digits: str
    gap: float  # how hard it is to join this group to the one before; inf: impossible
    sure: bool


_DATE = re.compile(r"(?<![\d.])\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*(?:19|20)\d{2}(?!\d)")
_ORDINAL = re.compile(r"(?:(?<=^)|(?<=[\n\s]))\d{1,2}[.)]\s+(?=\(?[^\W\d_])")
_EXCEL_TAIL = re.compile(r"(?<=\d{8})\.0(?!\d)")
_OTHER = re.compile(r"(?<!\d)\d+(?:[.,]\d+)?\s*%|(?<![\w.+-])[\w.+-]+@[\w.-]+|(?<!\d)\d{1,2}/\d{1,2}(?!\d)")
_GROUP = re.compile(rf"\+?(?:(?<![^\W_])[{DIGITISH}]+(?![^\W_])|(?<!\d)\d+)")
_JOINT = re.compile(r"^[ .,\-–()\n·_]{0,4}$")
_MAX_GROUPS = 10
_MIN_INVALID = 6
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_DIGIT = re.compile(r"\d")


def _mask(text: str) -> str:
    """Dates, shares, ordinals, addresses and Excel's `.0` as blanks: their digits belong to no telephone."""
    for pattern in (_DATE, _ORDINAL, _EXCEL_TAIL, _OTHER):
        text = pattern.sub(lambda m: "\x00" * len(m[0]), text)
    return text


def _gap(between: str) -> float:
    """The cost of joining two groups over the text between them."""
    if not _JOINT.match(between):
        return float("inf")
    return 4.0 * between.count("\n") + 2.0 * (" - " in between or ", " in between) + 0.1 * len(between)


def _groups(masked: str) -> list[_Group]:
    groups: list[_Group] = []
    for found in _GROUP.finditer(masked):
        raw = found[0].rstrip("[]!|")
        written = sum(c.isdigit() for c in raw)
        if not written or written * 2 < len(raw):
            continue
        digits = as_digits(raw)
        joins = groups and raw[0] != "+"  # a plus begins a number
        gap = _gap(masked[groups[-1].end : found.start()]) if joins else float("inf")
        groups.append(_Group(found.start(), found.start() + len(raw), digits, gap, digits == raw))
    return groups


def _runs(groups: list[_Group]) -> list[list[_Group]]:
    runs: list[list[_Group]] = []
    for group in groups:
        if group.gap == float("inf"):
            runs.append([])
        runs[-1].append(group)
    return runs


def _split(run: list[_Group]) -> list[tuple[int, int]]:
    """The groups of a run that make numbers, as (first, after last): most digits first, then fewest hard joints."""
    best: list[tuple[float, list[tuple[int, int]]]] = [(0.0, [])]
    for end in range(1, len(run) + 1):
        options = [best[end - 1]]
        for start in range(max(0, end - _MAX_GROUPS), end):
            part = run[start:end]
            if e164(tuple(g.digits for g in part)):
                size = sum(len(g.digits) for g in part)
                worth = 100.0 * size - sum(g.gap for g in part[1:]) - 150.0 * (part[0].digits[0] not in "0+")
                options.append((best[start][0] + worth, [*best[start][1], (start, end)]))
        best.append(max(options, key=lambda option: option[0]))
    return best[-1][1]


def _span(part: list[_Group], text: str, number: str | None) -> Span:
    start, end = part[0].start, part[-1].end
    if start and text[start - 1] == "(" and text.count(")", start, end) > text.count("(", start, end):
        start -= 1
    return Span(start, end, text[start:end], number, all(g.sure for g in part))


def _suspects(rest: list[_Group], text: str) -> list[Span]:
    """Neighbouring groups that no number used, where they have the size of one."""
    parts: list[list[_Group]] = []
    for group in rest:
        if _YEAR.match(group.digits):
            parts.append([])
            continue
        if not parts or group.gap >= 4.0 or (parts[-1] and text.find("\n", parts[-1][-1].end, group.start) >= 0):
            parts.append([])
        parts[-1].append(group)
    wide = [part for part in parts if sum(len(g.digits) for g in part) >= _MIN_INVALID]
    return [_span(part, text, None) for part in wide]


def find_phones(text: str) -> Phones:
    """All telephone numbers of a text. Numbers may be broken over lines; two may stand side by side."""
    return _found_in(text) if _DIGIT.search(text) else Phones()


@lru_cache(512)
def _found_in(text: str) -> Phones:
    found: list[Span] = []
    invalid: list[Span] = []
    for run in _runs(_groups(_mask(text))):
        used: set[int] = set()
        for start, end in _split(run):
            part = run[start:end]
            found.append(_span(part, text, e164(tuple(g.digits for g in part))))
            used.update(range(start, end))
        rest = [group for index, group in enumerate(run) if index not in used]
        invalid += _suspects(rest, text)
    return Phones(tuple(found), tuple(invalid))
