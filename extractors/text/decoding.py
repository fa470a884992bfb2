"""The texts of one file with its legacy fonts undone, and how sure that is over the whole file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.text.legacy import decode_runs, lying_fonts
from schemas.text import tidy

Run = tuple[str, str | None]  # text, font name


class FileFonts:
    """Made from all runs of a file, because a font that lies is found out only over many words."""

    def __init__(self, runs: Iterable[Run]) -> None:
        self._lying = lying_fonts(runs)
        self.encoding: str | None = None
        self.confidence = 1.0

    def text(self, runs: Sequence[Run]) -> tuple[str, float]:
        """The text of one paragraph or cell, and the confidence (0..1) that its letters are the meant ones."""
        decoded = decode_runs(runs, self._lying)
        if decoded.encoding:
            self.encoding = self.encoding or decoded.encoding
            self.confidence = min(self.confidence, decoded.confidence)
        return tidy(decoded.text), decoded.confidence
