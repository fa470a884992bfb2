"""How likely it is that a word was read right, from what two readers saw of it and from its neighbours.

A logistic sum of the evidence. The weights are fitted on invented pages (`benchmarks.trust`), where the truth is known.
"""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from extractors.imaging.recognise import Word
from extractors.imaging.sense import is_odd, support
from extractors.text.pairs import is_name, is_odd_name
from extractors.text.syllables import is_syllable
from schemas.text import same_tone

EVIDENCE = (
    *("bias", "surer", "sure", "alone", "differs", "letters", "known", "odd", "mended", "hat", "digits", "strange"),
    *("page differs", "page sure", "differs on page", "hat on page", "unknown on page"),
    *("enlarged", "hat enlarged", "unknown enlarged", "name", "odd name"),
)
SURE = 0.99  # chance from which a word is not spoken of
_HATS, _SLANTS = set("\u0302\u0306\u031b"), set("\u0301\u0309\u0303\u0300")
_SIGNS = " .,;:-–()\"'“”"


def trusted(areas: Sequence[list[Word]], scale: float) -> list[list[Word]]:
    """The settled words of the areas of one page, enlarged by `scale`, each with its chance of being right."""
    page = page_of([word for area in areas for word in area], scale)
    out = []
    for area in areas:
        texts = [word.text for word in area]
        out.append([replace(word, chance=chance(evidence(area, texts, i, page))) for i, word in enumerate(area)])
    return out


def page_of(words: Sequence[Word], scale: float) -> tuple[float, float, float]:
    """How often the readers differ on a page (log of the share, 0 at one in ten), how sure they are, how far it was
    enlarged (log 2 of the scale; scans that are shrunk all read alike)."""
    spoken = [word for word in words if any(c.isalnum() for c in word.text)]
    enlarged = min(1.5, max(-0.2, math.log2(scale)))
    if not spoken:
        return 0.0, 0.0, enlarged
    apart = sum(_differs(word) for word in spoken)
    sure = sum(_logit(word.confidence) for word in spoken) / len(spoken)
    return math.log10(10 * (apart + 0.5) / (len(spoken) + 5)), sure, enlarged


def evidence(words: Sequence[Word], texts: Sequence[str], index: int, page: tuple[float, float, float]) -> list[float]:
    """The values of `EVIDENCE` for a word."""
    word = words[index]
    one, two = _logit(word.confidence), _logit(word.other_confidence)
    differs, alone = float(_differs(word)), float(word.other is None)
    known = float(support(texts, index, word.text) > 0)
    odd, hat = float(not word.mended and is_odd(texts, index)), float(_is_slanted_hat(word.text))
    digits = float(any(c.isdigit() for c in word.text))
    strange = float(not digits and not is_syllable(word.text.strip(_SIGNS)))
    apart, sure, enlarged = page
    return [
        *(1.0, max(one, two), min(one, two), alone, differs, math.log(len(word.text)), known, odd, float(word.mended)),
        *(hat, digits, strange, apart, sure, differs * apart, hat * apart, (1 - known) * apart),
        *(enlarged, hat * enlarged, (1 - known) * enlarged, *_as_name(word.text, known)),
    ]


def chance(values: Sequence[float]) -> float:
    """The probability (0..1) from a word's evidence."""
    total = sum(weight * value for weight, value in zip(_weights(), values, strict=True))
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 5)


@cache
def _weights() -> tuple[float, ...]:
    found = json.loads((files("extractors.imaging") / "trust.json").read_text("utf-8"))
    return tuple(found.get(name, 0.0) for name in EVIDENCE)  # new evidence has no weight until it is fitted


def _as_name(text: str, known: float) -> tuple[float, float]:
    """Whether a capitalised word that makes no everyday word is a syllable of names, or one with other accents."""
    bare = same_tone(text.strip(_SIGNS))
    if known or not bare[:1].isupper() or bare.isupper():
        return 0.0, 0.0
    return float(is_name(bare.lower())), float(is_odd_name(bare.lower()))


def _logit(confidence: float) -> float:
    bounded = min(0.985, max(0.02, confidence))
    return math.log(bounded / (1 - bounded))


def _differs(word: Word) -> bool:
    return word.other is not None and word.other.strip(_SIGNS).casefold() != word.text.strip(_SIGNS).casefold()


def _is_slanted_hat(text: str) -> bool:
    """Letters like ố and ổ, whose marks above a hat run together at low resolution."""
    letters = [set(unicodedata.normalize("NFD", letter)) for letter in text]
    return any(signs & _HATS and signs & _SLANTS for signs in letters)
