"""Which row of a table sent again is which row of the table before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from register.slots import principal
from schemas.innovation import Reading
from schemas.text import fold

_NAME, _TEXT = 0.8, 0.75  # one row through two OCR engines is above, neighbours on a form are below
_READ = 1000  # letters of a summary that are compared
_TWO = 2  # of author, title and summary; one alone is another innovation


@dataclass(frozen=True)
class Face:
    """What a row is known by, folded."""

    author: str
    title: str
    summary: str

    @classmethod
    def of(cls, reading: Reading) -> Face:
        author = principal(reading.accepted.authors)
        return cls(fold(author.full_name) if author else "", fold(reading.accepted.title), fold(_summary(reading)))

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(f"{self.title} {self.summary}".split())


def _summary(reading: Reading) -> str:
    return reading.accepted.summary or reading.accepted.effect


def pair_rows(old: Sequence[Face], new: Sequence[Face], apart: set[tuple[int, int]]) -> dict[int, int]:
    """New row → old row, one to one. `apart`: (old, new) that a person called different."""
    pairs: dict[int, int] = {}
    for known in (lambda f: (f.author, f.title, f.summary), lambda f: (f.author, f.title)):
        places: dict[tuple[str, ...], list[int]] = {}
        for i in sorted({*range(len(old))} - {*pairs.values()}, reverse=True):
            places.setdefault(known(old[i]), []).append(i)
        for j, face in enumerate(new):
            here = places.get(known(face), []) if j not in pairs and face.title else []
            if here and (here[-1], j) not in apart:
                pairs[j] = here.pop()
    taken = {*pairs.values()}
    for _, i, j in sorted(_likely(old, new, pairs)):
        if (i, j) not in apart and j not in pairs and i not in taken:
            pairs[j] = i
            taken.add(i)
    return pairs


def _likely(old: Sequence[Face], new: Sequence[Face], pairs: dict[int, int]) -> Iterator[tuple[float, int, int]]:
    """(-likeness, old, new) of the rows left over that may be one."""
    taken = {*pairs.values()}
    for i, one in enumerate(old):
        for j, other in enumerate(new):
            if i not in taken and j not in pairs and _near(one, other):
                marks = [_ratio(one.author, other.author, _NAME), _ratio(one.title, other.title, _TEXT)]
                if any(marks):  # the long texts only where they can decide
                    marks.append(_ratio(one.summary[:_READ], other.summary[:_READ], _TEXT))
                if sum(mark > 0 for mark in marks) >= _TWO:
                    yield -sum(marks), i, j


def _near(one: Face, other: Face) -> bool:
    return 2 * len(one.words & other.words) >= min(len(one.words), len(other.words), 40)


def _ratio(one: str, other: str, least: float) -> float:
    """0 below `least`, and where either says nothing."""
    if not (one and other):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    found = matcher.ratio()
    return found if found >= least else 0.0
