"""Sort keys for the order of Vietnamese dictionaries: a ă â b c d đ e ê …, tones after letters, word by word.

Keys are plain ASCII and sort by their bytes, so that every database sorts alike.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from schemas.text import same_tone

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTERS = {letter: chr(ord("A") + place) for place, letter in enumerate(_ALPHABET)}  # A … a
_TONES = {"\u0300": '"', "\u0309": "#", "\u0303": "$", "\u0301": "%", "\u0323": "&"}  # huyền hỏi ngã sắc nặng
_LEVEL = "!"
_WORD = re.compile(r"[^\W_]+")
_DIGITS = 9  # numbers sort by their size: `lớp 4` before `lớp 12`
_LONGEST = 48  # characters of a key; what is alike so far stays in the order it came
_NEXT = "\t"  # between the parts of a name: below all that words are made of


def text_key(text: str) -> str:
    """For titles and units."""
    plain = unicodedata.normalize("NFC", text[: 4 * _LONGEST]).lower()
    return " ".join(_word(word) for word in _WORD.findall(plain))[:_LONGEST]


def name_key(name: str) -> str:
    """For people: the last word, then the middle ones, then the family name."""
    words = name.split()
    parts = [words[-1], " ".join(words[1:-1]), words[0] if len(words) > 1 else ""] if words else []
    return _NEXT.join(text_key(part) for part in parts)[:_LONGEST]


@lru_cache(65_536)
def _word(word: str) -> str:
    """Letters first, then the tone: `ba` < `bà` < `bạ` < `bác`."""
    if word.isdecimal():
        return str(int(word)).zfill(_DIGITS) if len(word) <= _DIGITS else word
    tone = _LEVEL
    letters: list[str] = []
    for one in unicodedata.normalize("NFD", same_tone(word)):
        if one in _TONES:
            tone = _TONES[one]
        elif unicodedata.combining(one) and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + one)
        else:
            letters.append(one)
    return "".join(_LETTERS.get(one, one if one.isascii() else "b") for one in letters) + tone
