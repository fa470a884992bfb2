"""The texts of one file with its legacy fonts undone, and how sure that is over the whole file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractors.text.legacy import decode_runs, lying_fonts
from schemas.grid import Decoding
from schemas.text import tidy

Run = tuple[str, str | None]  # text, font name


@dataclass(frozen=True, slots=True)
class Letters:
    """The text of a paragraph or cell; `confidence` 0..1 that its letters are the meant ones."""

    text: str
    confidence: float = 1.0
    decoding: Decoding | None = None

    def lines(self) -> list[Letters]:
        """Each written line by itself, with its share of what it was before."""
        texts = self.text.split("\n")
        if self.decoding is None or len(texts) == 1:
            return [replace(self, text=text) for text in texts]
        typed, original = self.decoding.typed.split("\n"), self.decoding.original.strip().split("\n")
        if not len(typed) == len(original) == len(texts):
            return [replace(self, text=text) for text in texts]
        return [
            replace(self, text=text, decoding=replace(self.decoding, typed=typed[n], original=original[n]))
            for n, text in enumerate(texts)
        ]


class FileFonts:
    """Made from all runs of a file, because a font that lies is found out only over many words."""

    def __init__(self, runs: Iterable[Run]) -> None:
        self._lying = lying_fonts(runs)
        self.encoding: str | None = None
        self.confidence = 1.0

    def text(self, runs: Sequence[Run]) -> Letters:
        """The text of one paragraph or cell."""
        decoded = decode_runs(runs, self._lying)
        text = tidy(decoded.text)
        if not decoded.encoding:
            return Letters(text, decoded.confidence)
        self.encoding = self.encoding or decoded.encoding
        self.confidence = min(self.confidence, decoded.confidence)
        original = "".join(piece for piece, _ in runs)
        decoding = Decoding(decoded.encoding, decoded.method, decoded.confidence, original, tidy(decoded.typed))
        return Letters(text, decoded.confidence, decoding)


def joined(pieces: Sequence[Letters]) -> Letters:
    """Paragraphs of one cell, a line each; as sure as the least sure of those that say something."""
    text = "\n".join(piece.text for piece in pieces).strip()
    confidence = min((piece.confidence for piece in pieces if piece.text), default=1.0)
    decoded = [piece.decoding for piece in pieces if piece.decoding]
    if not decoded:
        return Letters(text, confidence)
    original = "\n".join(piece.decoding.original if piece.decoding else piece.text for piece in pieces).strip()
    typed = "\n".join(piece.decoding.typed if piece.decoding else piece.text for piece in pieces).strip()
    return Letters(text, confidence, replace(decoded[0], confidence=confidence, original=original, typed=typed))
