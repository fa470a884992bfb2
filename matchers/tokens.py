"""Text → words to compare: accent-folded, abbreviations spelled out, kĩ/kỹ as one; sets of them are cached by text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from matchers.runs import word_runs
from matchers.vocabulary import vocabulary
from schemas.text import fold, one_line, same_tone

_WORD = re.compile(r"[^\W_]+")
# i and y are one letter in a syllable of one of these consonants and it: kĩ thuật, kỹ thuật.
_LONE_Y = {f"{consonant}y": f"{consonant}i" for consonant in "hklmst"} | {"qui": "quy"}
LONG_RUN = 5
_CACHE = 16384


def accented(text: str) -> list[str]:
    """Lower-case words with their accents, tone marks in their new place."""
    return _WORD.findall(same_tone(one_line(text)).casefold())


def folded(text: str) -> list[str]:
    """Words without accents, abbreviations spelled out: what keys and overlaps are made of."""
    expand = vocabulary().abbreviations
    words: list[str] = []
    for word in _WORD.findall(fold(text)):
        words.extend(expand.get(word) or (_LONE_Y.get(word, word),))
    return words


@lru_cache(_CACHE)
def bag(text: str) -> frozenset[str]:
    """The different words of a text that `folded` words were joined to."""
    return frozenset(text.split())


@lru_cache(_CACHE)
def phrases(text: str) -> frozenset[int]:
    """Keys of the runs of three words."""
    return frozenset(word_runs(text.split()).tolist())


@lru_cache(_CACHE)
def long_phrases(text: str) -> frozenset[int]:
    """Keys of the runs of `LONG_RUN` words: rarely alike by chance, even in texts filled into one form."""
    return frozenset(word_runs(text.split(), LONG_RUN).tolist())


@lru_cache(_CACHE)
def spelled(text: str) -> dict[str, str]:
    """Folded word → the word with its accents, of a text as written."""
    return {key: word for word in accented(text) for key in folded(word)[:1]}


@lru_cache(_CACHE)
def numbers(text: str) -> frozenset[str]:
    """Words of a text that begin with a digit."""
    return frozenset(word for word in text.split() if word[0].isdigit())


def find_runs(words: list[str], runs: tuple[tuple[str, ...], ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Places where one of the runs (longest first) stands among the words; none overlaps another."""
    at = 0
    while at < len(words):
        found = next((run for run in runs if tuple(words[at : at + len(run)]) == run), None)
        if found:
            yield at, found
        at += len(found) if found else 1
