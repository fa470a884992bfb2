"""Vietnamese text as people see it (`tidy`) and as keys compare it (`fold`). Standard library only."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = dict.fromkeys([0x00AD, 0x2060, 0xFEFF, *range(0x200B, 0x2010)])
_LOOKALIKES = {0x00D0: "Đ", 0x0189: "Đ", 0x00F0: "đ", 0x00A0: " ", 0x2007: " ", 0x2009: " ", 0x202F: " "}
# A tone mark typed before the circumflex or breve: NFC alone leaves the pair apart.
_TONE_FIRST = re.compile("([\u0300\u0301\u0303\u0309\u0323])([\u0302\u0306\u031b])")
_BLANKS = re.compile(r"[^\S\n]+")
_GAPS = re.compile(r"  |[^\S\n ]")  # what makes `_BLANKS` change anything
_PAIRS = "òa oà|óa oá|ỏa oả|õa oã|ọa oạ|òe oè|óe oé|ỏe oẻ|õe oẽ|ọe oẹ|ùy uỳ|úy uý|ủy uỷ|ũy uỹ|ụy uỵ"
_OPEN = {old: new for pair in _PAIRS.split("|") for new, old in [pair.split()]}
_OLD_TONE = re.compile("(?<![qQ])(" + "|".join(_OPEN) + r")(?!\w)", re.IGNORECASE)


class _PlainLetters(dict[int, str]):
    """A letter without its marks, for `str.translate`; each is worked out once."""

    def __missing__(self, code: int) -> str:
        bare = unicodedata.normalize("NFD", chr(code)).replace("đ", "d")
        self[code] = "".join(c for c in bare if not unicodedata.combining(c))
        return self[code]


_PLAIN = _PlainLetters()
_SHORT = 120  # letters of a text whose key is kept: headings, units, posts and names come again and again
# What `tidy` changes in composed text: loose marks, and all of the tables above.
_UNTIDY = re.compile("[\u0300-\u036f\r" + "".join(map(chr, (*_INVISIBLE, *_LOOKALIKES))) + "]")


def tidy(text: str) -> str:
    """Text for display: composed letters, plain blanks, no invisible characters; line breaks and wording stay.

    Decode legacy fonts first: their soft hyphen is the letter ư and would be lost here.
    """
    composed = text if unicodedata.is_normalized("NFC", text) and not _UNTIDY.search(text) else _composed(text)
    plain = _BLANKS.sub(" ", composed) if _GAPS.search(composed) else composed
    return "\n".join([line.strip() for line in plain.split("\n")]).strip() if "\n" in plain else plain.strip()


def _composed(text: str) -> str:
    marks = _TONE_FIRST.sub(r"\2\1", unicodedata.normalize("NFD", text))
    composed = unicodedata.normalize("NFC", marks).translate(_INVISIBLE).translate(_LOOKALIKES)
    return composed.replace("\r\n", "\n").replace("\r", "\n")


def one_line(text: str) -> str:
    """`tidy` with every run of blanks and line breaks as one blank."""
    return _short_line(text) if len(text) <= _SHORT else " ".join(tidy(text).split())


@lru_cache(4096)
def _short_line(text: str) -> str:
    return " ".join(tidy(text).split())


def same_tone(text: str) -> str:
    """Old tone placement to new in open syllables (`hoà` → `hòa`, not `quý`), for comparison."""

    def swap(found: re.Match[str]) -> str:
        new = _OPEN[found[0].lower()]
        return new if found[0].islower() else (new.upper() if found[0].isupper() else new.capitalize())

    return _OLD_TONE.sub(swap, text)


def fold(text: str) -> str:
    """Lower-case ASCII key without accents: for finding candidates and headings, never for display or scores."""
    return _short_key(text) if len(text) <= _SHORT else one_line(text).lower().translate(_PLAIN)


@lru_cache(8192)
def _short_key(text: str) -> str:
    return one_line(text).lower().translate(_PLAIN)


def name_case(name: str) -> str:
    """An all-capitals name in name case (`NGUYỄN VĂN AN` → `Nguyễn Văn An`); other names stay as written."""
    if not name.isupper():
        return name
    return re.sub(r"\w+", lambda word: word[0].capitalize(), name.lower())
