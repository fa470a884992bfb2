"""Words of a scan that the rest of its dossier spells otherwise: both readers may lose the same accent."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from schemas.finding import Code, Finding
from schemas.innovation import Reading
from schemas.text import fold, one_line, same_tone

_WORD = re.compile(r"[^\W\d_]+")
_USUAL = 2  # how often the other spelling must stand, and how many times as often as this one
_EVERYDAY = 10_000  # a scanner that loses a mark loses it in every row

Pair = tuple[str, str]


def doubt_odd_spellings(readings: Sequence[Reading]) -> None:
    """Asks about fields with two words that usually, or elsewhere in these rows, stand together with other accents.

    `Khám bênh` where other rows have `Khám bệnh`; a pair that stands nowhere else says nothing.
    """
    spellings: defaultdict[Pair, Counter[Pair]] = defaultdict(Counter)
    for pair in _common():
        spellings[fold(pair[0]), fold(pair[1])][pair] += _EVERYDAY
    for reading in readings:
        for _, text in _texts(reading):
            for pair in _pairs(text):
                spellings[fold(pair[0]), fold(pair[1])][pair] += 1
    for reading in readings:
        for path, text in _texts(reading):
            if path in reading.review_fields or path.split("[")[0] in reading.review_fields:
                continue
            odd = next((found for pair in _pairs(text) if (found := _usual(pair, spellings))), None)
            if odd is not None:
                message = f"Chữ này thường viết “{odd[0]} {odd[1]}”: hãy đối chiếu dấu với ảnh."
                reading.findings.append(Finding(code=Code.LOW_CONFIDENCE, field=path, message=message))
                reading.review_fields = sorted({*reading.review_fields, path})


def odd_words(text: str) -> list[str]:
    """Words in small letters that no everyday word has, where one has the same letters with other accents."""
    plain = [same_tone(word) for word in _WORD.findall(one_line(text)) if word.islower()]
    return [word for word in plain if word not in _syllables().get(fold(word), {word})]


@cache
def _syllables() -> dict[str, set[str]]:
    """Letters without accents → the everyday syllables that are written with them."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for syllable in {syllable for pair in _common() for syllable in pair}:
        found[fold(syllable)].add(syllable)
    return found


@cache
def _common() -> frozenset[Pair]:
    """Pairs of syllables of everyday words, which count as if many other rows spelt them so."""
    text = (files("extractors") / "common_words.txt").read_text("utf-8")
    words = ",".join(line for line in text.split("\n") if not line.startswith("#")).split(",")
    return frozenset(pair for word in words for pair in _pairs(word))


def _usual(pair: Pair, spellings: defaultdict[Pair, Counter[Pair]]) -> Pair | None:
    """The spelling that stands here far more often than this one."""
    counts = spellings[fold(pair[0]), fold(pair[1])]
    usual, times = counts.most_common(1)[0]
    return usual if pair not in _common() and usual != pair and times >= _USUAL * counts[pair] else None


def _texts(reading: Reading) -> Iterator[tuple[str, str]]:
    accepted = reading.accepted
    for name in ("title", "summary", "effect"):
        yield name, getattr(accepted, name)
    for index, author in enumerate(accepted.authors):
        for name in ("position", "workplace"):
            yield f"authors[{index}].{name}", getattr(author, name)


def _pairs(text: str) -> Iterator[Pair]:
    words = [same_tone(word).lower() for word in _WORD.findall(one_line(text))]
    return pairwise(words)
