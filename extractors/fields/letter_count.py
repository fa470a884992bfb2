"""How many innovations a letter announces: `biểu dương 04 sáng kiến`, not `75 nghìn sáng kiến`."""

from __future__ import annotations

import re

from extractors.fields.letter_text import flat
from schemas.text import one_line

_WORDS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
_THING = r"(?:sang kien|giai phap|de tai|ho so sang kien|cong trinh)"
_COUNT = re.compile(
    rf"(?<![\w.,/])(?P<figure>\d{{1,3}})\s*(?:\([^)]{{1,24}}\)\s*)?{_THING}\b"
    rf"|(?<!\w)(?P<word>{'|'.join(_WORDS)})\s+{_THING}\b"
)
# What a letter asks for or sends, within the sentence before the figure.
_ASKED = re.compile(
    r"\b(?:bieu duong|de nghi|trinh|gui|gom|lua chon|xet chon|danh sach|tong hop|kem theo|co)\b[^.;]{0,90}$"
)
_LIMIT = re.compile(r"(?:toi da|khong qua|it nhat|toi thieu|moi|duoc cong nhan|tong so|tren)\s*(?:\w+\s*)?$")


def announced_counts(text: str) -> list[int]:
    """The distinct figures with which the text announces innovations; figures it asks for before any others."""
    key = flat(one_line(text))
    found = [(_value(hit), _strength(key[: hit.start()], hit)) for hit in _COUNT.finditer(key)]
    best = max((strength for _, strength in found), default=0)
    return list(dict.fromkeys(value for value, strength in found if strength == best and strength))


def _value(hit: re.Match[str]) -> int:
    return int(hit["figure"]) if hit["figure"] else _WORDS[hit["word"]]


def _strength(before: str, hit: re.Match[str]) -> int:
    """0: a limit or a total of other things; a number in words is often an article (`một sáng kiến hay`)."""
    if _LIMIT.search(before[-40:]):
        return 0
    asked = bool(_ASKED.search(before[-120:]))
    return (3 if asked else 2) if hit["figure"] else (1 if asked else 0)
