"""Texts of letters as keys that keep every character's place, so that a hit in the key is a slice of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from schemas.text import fold, one_line, same_tone


@lru_cache(maxsize=4096)
def _flat_char(char: str) -> str:
    key = fold(char)
    return key if len(key) == 1 else char.lower()[:1] or char


def flat(text: str) -> str:
    """`fold` character by character: as long as the text itself, blanks and line breaks kept. Tidy the text first."""
    return "".join(map(_flat_char, text))


def shouted(text: str) -> bool:
    """Written in capitals, as headings are; a stray small letter from a reader is forgiven."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)


def spoken(text: str) -> str:
    """Key that keeps the accents: small letters, one tone placement, single blanks, no punctuation."""
    return " ".join(re.findall(r"\w+", same_tone(one_line(text).lower())))


def occurrences(name: str, text: str) -> Iterator[str]:
    """The places where `text` holds `name`, accents and capitals aside, each as written there."""
    words = re.findall(r"\w+", flat(one_line(name)))
    if not words:
        return
    plain = one_line(text)
    for hit in re.finditer(r"(?<!\w)" + r"\W{1,3}".join(map(re.escape, words)) + r"(?!\w)", flat(plain)):
        yield plain[hit.start() : hit.end()]
