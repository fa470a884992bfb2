"""Texts as they were keyed when nothing turned Telex into letters (`giari phaps`), put into letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from extractors.text.syllables import is_syllable

_TONES = {"f": "\u0300", "s": "\u0301", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_SHAPES = (("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("dd", "đ"), ("uow", "ươ"), ("aw", "ă"), ("ow", "ơ"), ("uw", "ư"))
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 3  # words: fewer may be English
_VOWELS = "aăâeêioôơuưy"


def from_telex(texts: Sequence[str]) -> list[str]:
    """Texts of one record with their Telex words in letters; as they are where too few words are plainly Telex."""
    words = {word for text in texts for word in _WORD.findall(text)}
    keyed = {word: made for word in words if (made := _made(word))}
    if len(keyed) < _ENOUGH:
        return [*texts]
    return [_WORD.sub(lambda word: keyed.get(word[0], word[0]), text) for text in texts]


@lru_cache(20_000)
def _made(word: str) -> str:
    """A Vietnamese syllable with accents; empty where the word is one already, or makes none."""
    plain = word.lower()
    if not plain.isascii() or (is_syllable(plain) and "oo" not in plain):  # `thoong` is spelt like `xoong`
        return ""
    tone = _TONES.get(plain[-1], "") if len(plain) > 2 else ""
    made = plain[:-1] if tone else plain
    for keys, letter in _SHAPES:
        made = made.replace(keys, letter)
    made = _toned(made, tone)
    return made if made != plain and is_syllable(made) else ""


def _toned(word: str, tone: str) -> str:
    """The word with a tone on the vowel where it is a syllable; any place that spelling allows will do."""
    if not tone:
        return word
    for at in [at for at, letter in enumerate(word) if letter in _VOWELS]:
        made = unicodedata.normalize("NFC", word[: at + 1] + tone + word[at + 1 :])
        if is_syllable(made):
            return made
    return word
