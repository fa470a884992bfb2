"""Weighing witnesses: what the letter's own place says, read once or twice, and what other places say of the same.

On real scans handwritten numbers come out wrong but plausible, so two readers of one place are one witness; only
another place (the line above the table, the running text) is a second.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

T = TypeVar("T")
State = Literal["agreed", "alone", "disagree", "elsewhere", "missing"]


@dataclass(frozen=True, slots=True)
class Witnesses(Generic[T]):
    """`own`: the readings of the value's own place, the first reader's first; `others`: those of other places.

    `sure`: the own reading may stand without another witness (native text, complete, nothing mended).
    """

    own: Sequence[T]
    others: Sequence[T]
    sure: bool


@dataclass(frozen=True, slots=True)
class Settled(Generic[T]):
    value: T | None
    state: State
    ask: bool
    other: T | None = None  # the one that disagrees


def settle(seen: Witnesses[T], same: Callable[[T, T], bool]) -> Settled[T]:
    """The value to accept and whether a person must look: two places that agree settle it, else only sure text."""
    for own in seen.own:
        if any(same(own, other) for other in seen.others):
            return Settled(own, "agreed", ask=False)
    if not seen.own:
        value = next(iter(seen.others), None)
        return Settled(value, "missing" if value is None else "elsewhere", ask=True)
    if seen.others:
        return Settled(seen.own[0], "disagree", ask=True, other=seen.others[0])
    return Settled(seen.own[0], "alone", ask=not seen.sure)
