"""A text's words as the index keeps them: as written (`=thủy`) and folded (`thuy`), some with their field before."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from schemas.text import fold, same_tone

# Fields of their own, as a mark before the word. What carries no mark is found in any field.
TITLE, AUTHOR, NAME, UNIT = "t", "a", "n", "u"
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 40  # letters of a word that are kept
_MOST = 2_000  # words of one text


def split(text: str, most: int = _MOST) -> list[str]:
    """The words of a text, lower case and composed; numbers too. No text makes it fail."""
    plain = unicodedata.normalize("NFC", text[: most * 20]).lower()
    found = (one[0][:_LONGEST] for _, one in zip(range(most), _WORD.finditer(plain), strict=False))
    return list(found)


@lru_cache(65_536)
def both(word: str) -> tuple[str, str]:
    """(folded, as written): `Thủy` → `thuy`, `=thủy`; the old places of tone marks are those of today."""
    return _kept(fold(word)) or "_", f"={same_tone(word)}"


def _kept(text: str) -> str:
    return "".join(_WORD.findall(text))


def of_text(text: str, field: str = "") -> Iterator[str]:
    """The tokens of a text: found anywhere, and with `field` in that field."""
    for word in set(split(text)):
        folded, written = both(word)
        yield folded
        yield written
        if field:
            yield f"{field}.{folded}"
            yield f"{field}{written}"


def of_name(name: str) -> Iterator[str]:
    """An author's words, and the name as a whole."""
    yield from of_text(name, AUTHOR)
    pairs = [both(word) for word in split(name)]
    if pairs:
        yield f"{NAME}.{''.join(folded for folded, _ in pairs)}"
        yield f"{NAME}={''.join(written[1:] for _, written in pairs)}"


def of_units(names: Iterable[str]) -> Iterator[str]:
    """The words of units: found anywhere, and by the filter for units (folded)."""
    for word in {word for name in names for word in split(name)}:
        folded, written = both(word)
        yield folded
        yield written
        yield f"{UNIT}.{folded}"
