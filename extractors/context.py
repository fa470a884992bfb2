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
