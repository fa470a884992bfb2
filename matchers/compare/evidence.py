"""What a comparator says: a score from 0 (unlike) to 1 (alike) and a Vietnamese line; None when it cannot tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from matchers.normal import Prepared
from matchers.statistics import Statistics


@dataclass(frozen=True, slots=True)
class Evidence:
    score: float
    detail: str


Comparator = Callable[[Prepared, Prepared, Statistics], Evidence | None]


def percent(share: float) -> str:
    return f"{round(100 * share)}%"


def listed(words: frozenset[str] | set[str] | list[str], most: int = 6) -> str:
    """Words for a Vietnamese line, the first few in order."""
    ordered = sorted(words) if not isinstance(words, list) else words
    return ", ".join(ordered[:most]) + (" …" if len(ordered) > most else "")
