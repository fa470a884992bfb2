"""What a reader is given besides the file: limits, a folder for page pictures, a way to say how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from schemas.source import Limits


def _silent(done: int, total: int) -> None:
    """Nobody is watching."""


@dataclass(frozen=True, slots=True)
class Context:
    """`pictures`: existing folder where a reader writes its page pictures; `progress(done, total)` counts pages."""

    pictures: Path
    limits: Limits = field(default_factory=Limits)
    progress: Callable[[int, int], None] = _silent
    part: range | None = None  # numbers (from 1) of the pages to read; None: all

    def numbers(self, total: int) -> range:
        """The numbers of the pages to read of a file that has `total`."""
        return self.part if self.part is not None else range(1, total + 1)
