"""Where two readers of one picture disagree, and what a person is therefore asked to check."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from schemas.innovation import Accepted, Author
from schemas.text import one_line, same_tone

LONG_SLIP = 0.004  # share of letters in which the two readers may differ in a long text without being asked about
LONG = ("summary", "effect", "scope")
_EXACT = ("applied_from", "applied_to", "benefit_vnd", "benefit_period", "recognition")
_AUTHOR_TEXTS = ("full_name", "position", "workplace")
_AUTHOR_EXACT = ("birth_year", "phone", "share_percent")


def plain(text: str) -> str:
    """Text as two readers are compared: case, tone placement, quotes, dashes and outer punctuation do not count."""
    text = same_tone(one_line(text)).casefold()
    text = re.sub(r"[“”\"'‘’]", '"', text)
    return re.sub(r"\s*[–—-]\s*", "-", text).strip(" .;,:-")


def slip(first: str, second: str) -> float:
    """Share (0..1) of letters in which two readings of one text differ."""
    a, b = plain(first), plain(second)
    return 0.0 if a == b else min(1.0, Levenshtein.distance(a, b) / max(1, len(a)))


def disagreements(first: Accepted, second: Accepted) -> Iterator[str]:
    """The paths of fields for which two readers of one row gave different values."""
    if plain(first.title) != plain(second.title):
        yield "title"
    for name in LONG:
        if slip(getattr(first, name) or "", getattr(second, name) or "") > LONG_SLIP:
            yield name
    for name in _EXACT:
        if getattr(first, name) != getattr(second, name):
            yield "application_period" if name.startswith("applied") else name
    if len(first.authors) != len(second.authors):
        yield "authors"
        return
    for index, (one, other) in enumerate(zip(first.authors, second.authors, strict=True)):
        for name in _author(one, other):
            yield f"authors[{index}].{name}"


def _author(one: Author, other: Author) -> Iterator[str]:
    for name in _AUTHOR_TEXTS:
        if plain(getattr(one, name)) != plain(getattr(other, name)):
            yield name
    for name in _AUTHOR_EXACT:
        if getattr(one, name) != getattr(other, name):
            yield name
