"""What of a text answers what somebody looks for: found as the search finds it, with and without accents."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from register.search.words import both, split

_WORD = re.compile(r"[^\W_]+")
_BEFORE, _LENGTH = 40, 160  # characters of a passage before its first mark, and in all


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; `hit`: a word that was looked for."""

    text: str
    hit: bool = False


def wanted(query: str) -> frozenset[str]:
    """The words of a query as they are compared: folded."""
    return frozenset(both(word)[0] for word in split(query, 200))


def marked(text: str, words: Collection[str]) -> list[Piece]:
    """The whole text in pieces."""
    return list(_pieces(text, words)) if words else [Piece(text)]


def passage(text: str, words: Collection[str]) -> list[Piece]:
    """The part of a text around the first word that was looked for; nothing where none stands in it."""
    first = next((found.start() for found in _WORD.finditer(text) if _is_hit(found[0], words)), None)
    if first is None:
        return []
    start = text.rfind(" ", 0, max(first - _BEFORE, 0)) + 1 if first > _BEFORE else 0
    end = text.find(" ", start + _LENGTH)
    part = " ".join(text[start : end if end > 0 else None].split())
    return marked(f"{'… ' if start else ''}{part}{' …' if end > 0 else ''}", words)


def _pieces(text: str, words: Collection[str]) -> Iterator[Piece]:
    at = 0
    for found in _WORD.finditer(text):
        if _is_hit(found[0], words):
            if found.start() > at:
                yield Piece(text[at : found.start()])
            yield Piece(found[0], hit=True)
            at = found.end()
    if at < len(text):
        yield Piece(text[at:])


def _is_hit(word: str, words: Collection[str]) -> bool:
    return any(both(part)[0] in words for part in split(word, 2))
