"""How many innovations a letter announces: `biểu dương 04 sáng kiến`, not `75 nghìn sáng kiến`."""

from __future__ import annotations

import re

from extractors.fields.letter_text import flat
from schemas.text import one_line

_UNITS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9}
_UNIT = "|".join(_UNITS)
_WORDS = rf"(?:(?:(?:{_UNIT}) )?muoi(?: (?:{_UNIT}))?|{_UNIT})"
_THING = r"(?:sang kien|giai phap|de tai|ho so sang kien|cong trinh|sk(?:kn)?)"
_COUNT = re.compile(
    rf"(?<![\w.,/])(?P<figure>\d{{1,3}})\s*\)?\s*(?:\([^)]{{1,24}}\)\s*)?{_THING}\b"
    rf"|\bso (?:luong )?(?:{_THING}[ ,]*)+[^.;:]{{0,40}}:\s*(?P<after>\d{{1,3}})\b"
    rf"|(?<!\w)(?P<word>{_WORDS})\s+{_THING}\b"
)
# What a letter asks for or sends, within the sentence before the figure.
_ASKED = re.compile(
    r"\b(?:bieu duong|de nghi|trinh|gui|gom|lua chon|xet chon|danh sach|tong hop|kem theo|co)\b[^.;]{0,90}$"
)
_LIMIT = re.compile(r"(?:toi da|khong qua|it nhat|toi thieu|moi|duoc cong nhan|tren)\s*(?:\w+\s*)?$")
_TOTAL = re.compile(r"tong so\s*(?:\w+\s*)?$")
_PART = re.compile(r"\btrong do\b[^.]*$")
_KNOWN_BEFORE = re.compile(r"\s*(?:da )?(?:duoc (?:cong nhan|xet)|cap (?:co so|truong|huyen))")


def announced_counts(text: str) -> list[int]:
    """The distinct figures with which the text announces innovations; figures it asks for before any others."""
    key = flat(one_line(text))
    found = [(_value(hit), _strength(key, hit)) for hit in _COUNT.finditer(key)]
    best = max((strength for _, strength in found), default=0)
    return list(dict.fromkeys(value for value, strength in found if strength == best and strength))


def _value(hit: re.Match[str]) -> int:
    figure = hit["figure"] or hit["after"]
    return int(figure) if figure else _in_words(hit["word"])


def _in_words(text: str) -> int:
    """`mười hai` is 12, `hai mươi` 20."""
    tens, ten, ones = text.rpartition("muoi") if "muoi" in text else ("", "", text)
    return (_UNITS.get(tens.strip(), 1) * 10 if ten else 0) + _UNITS.get(ones.strip(), 0)


def _strength(key: str, hit: re.Match[str]) -> int:
    """0: a limit or a part of another figure; a number in words is often an article (`một sáng kiến hay`)."""
    before = key[: hit.start()]
    if _LIMIT.search(before[-40:]) or _PART.search(before):
        return 0
    if hit["after"]:
        return 3
    asked = bool(_ASKED.search(before[-120:])) and not _KNOWN_BEFORE.match(key, hit.end())
    if hit["word"]:
        return 1 if asked else 0
    return 1 if _TOTAL.search(before[-40:]) else 3 if asked else 2
