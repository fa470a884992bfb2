"""The words of a PDF page whose text layer is in an old encoding, which its fonts' names or its words prove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from extractors.readers.laid import Word, lines_of
from extractors.text.decoding import FileFonts, Letters, Run
from extractors.text.font_names import font_encoding
from extractors.text.legacy import detect
from schemas.grid import Decoding, Line, Page

HOW = {"x_tolerance_ratio": 0.2, "keep_blank_chars": False}  # words are found alike in all PDF pages


def old_words(page: Any, text: str) -> list[Word] | None:
    """The decoded words of a pdfplumber page that says `text`; None where that is Unicode already."""
    named = any(font_encoding(font)[0] for font in {char["fontname"] for char in page.chars})
    if not named and detect(text)[0] is None:
        return None
    # Not cut at changes of font: these programs set single letters of a word in a second font of the same name.
    found = page.extract_words(**HOW, return_chars=True)
    words = [_word(f) for f in found]
    runs = {id(word): _runs(f["chars"]) for word, f in zip(words, found, strict=True)}
    letters = FileFonts(run for own in runs.values() for run in own)
    decoded = [w for line in lines_of(words) for w in _decoded(line, [runs[id(word)] for word in line], letters)]
    return decoded if letters.encoding else None


def together(words: Sequence[Word]) -> Decoding | None:
    """How the words of a line or cell were decoded; None where nothing was."""
    decoded = [word.decoding for word in words if word.decoding]
    if not decoded:
        return None
    return replace(
        decoded[0],
        confidence=min(one.confidence for one in decoded),
        original=" ".join(word.decoding.original if word.decoding else word.text for word in words),
        typed=" ".join(typed(word).text for word in words),
    )


def typed(word: Word) -> Word:
    """The word as it was typed, whatever its font shows."""
    return replace(word, text=word.decoding.typed) if word.decoding else word


def encoding_of(pages: Sequence[Page]) -> tuple[str | None, float]:
    """The old encoding of a file's pages, None where all was Unicode, and how sure the least sure text is."""
    blocks = [block for page in pages for block in page.blocks]
    items = [item for block in blocks for item in ([block] if isinstance(block, Line) else block.cells)]
    found = [item.decoding for item in items if item.decoding]
    return (found[0].encoding, min(one.confidence for one in found)) if found else (None, 1.0)


def _word(found: Any) -> Word:
    font = found["chars"][0]["fontname"]
    return Word(found["text"], found["x0"], found["top"], found["x1"], found["bottom"], font)


def _runs(chars: Sequence[Any]) -> list[Run]:
    return [("".join(c["text"] for c in own), font) for font, own in groupby(chars, key=lambda c: str(c["fontname"]))]


def _decoded(line: Sequence[Word], runs: Sequence[list[Run]], letters: FileFonts) -> list[Word]:
    """A visual line's words, decoded together: capitals and doubtful words go by their neighbours."""
    spaced = [run for own in runs for run in [*own, (" ", own[-1][1])]]
    whole = letters.text(spaced)
    pieces = _cut(whole, [word.text for word in line]) or [letters.text(own) for own in runs]
    return [replace(word, text=piece.text, decoding=piece.decoding) for word, piece in zip(line, pieces, strict=True)]


def _cut(whole: Letters, words: Sequence[str]) -> list[Letters] | None:
    """A line's letters cut into its words; None where they no longer match."""
    texts = whole.text.split(" ")
    if whole.decoding is None:
        return [Letters(text) for text in texts] if len(texts) == len(words) else None
    shown = whole.decoding.typed.split(" ")
    if not len(texts) == len(shown) == len(words):
        return None
    return [
        Letters(text, whole.confidence, replace(whole.decoding, typed=shown[n], original=words[n]))
        for n, text in enumerate(texts)
    ]
