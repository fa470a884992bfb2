"""A text's words as the index keeps them: as written (`=thủy`) and folded (`thuy`), some with their field before."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from schemas.text import fold, same_tone

# Fields of their own, as a mark before the word. What carries no mark is found in any field.
TITLE, AUTHOR, NAME, UNIT = "t", "a", "n", "u"
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 40  # letters of a word that are kept
_MOST = 2_000  # words of one text


def split(text: str, most: int = _MOST) -> list[str]:
    """The words of a text, lower case and composed; numbers too. No text makes it fail."""
    plain = text[: most * 20].lower()
    if not unicodedata.is_normalized("NFC", plain):
        plain = unicodedata.normalize("NFC", plain)
    return [word[:_LONGEST] for word in _WORD.findall(plain)[:most]]


@lru_cache(65_536)
def both(word: str) -> tuple[str, str]:
    """(folded, as written): `Thủy` → `thuy`, `=thủy`; the old places of tone marks are those of today."""
    return "".join(_WORD.findall(fold(word))) or "_", f"={same_tone(word)}"


@lru_cache(65_536)
def _within(word: str, field: str) -> tuple[str, str, str, str]:
    folded, written = both(word)
    return folded, written, f"{field}.{folded}", f"{field}{written}"


def of_text(text: str, field: str = "") -> set[str]:
    """The tokens of a text: found anywhere, and with `field` in that field."""
    words = {*split(text)}
    return {*chain.from_iterable([_within(word, field) for word in words] if field else map(both, words))}


def of_name(name: str) -> set[str]:
    """An author's words, and the name as a whole."""
    pairs = [both(word) for word in split(name)]
    if not pairs:
        return set()
    folded, written = "".join(one for one, _ in pairs), "".join(one[1:] for _, one in pairs)
    return {*of_text(name, AUTHOR), f"{NAME}.{folded}", f"{NAME}={written}"}


def of_units(names: Iterable[str]) -> set[str]:
    """The words of units: found anywhere, and by the filter for units (folded)."""
    pairs = [both(word) for word in {word for name in names for word in split(name)}]
    return {*chain.from_iterable(pairs), *(f"{UNIT}.{folded}" for folded, _ in pairs)}
