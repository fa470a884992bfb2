"""Text → words to compare: accent-folded, abbreviations spelled out, kĩ/kỹ as one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from matchers.vocabulary import vocabulary
from schemas.text import one_line, same_tone

_WORD = re.compile(r"[^\W_]+")
_PLAIN_WORD = re.compile(r"[a-z0-9]+")
_OTHER_D = re.compile("[\u0111\u00f0\u0256]")
_PARTING = re.compile("[\u00a0\u2007\u2009\u202f\u2010-\u2026\u00b7\u2022]")  # signs and blanks that part words
# i and y are one letter in a syllable of one of these consonants and it: kĩ thuật, kỹ thuật.
_LONE_Y = {f"{consonant}y": f"{consonant}i" for consonant in "hklmst"} | {"qui": "quy"}
_CACHE = 16384


def accented(text: str) -> list[str]:
    """Lower-case words with their accents, tone marks in their new place."""
    return _WORD.findall(same_tone(one_line(text)).casefold())


def folded(text: str) -> list[str]:
    """Words without accents, abbreviations spelled out: what keys and overlaps are made of."""
    respelled = _respelled()
    words = _PLAIN_WORD.findall(bare(text))
    if respelled.keys().isdisjoint(words):
        return words
    return [part for word in words for part in respelled.get(word, (word,))]


def bare(text: str) -> str:
    """Lower-case ASCII: accents, marks and letters of other scripts are gone, signs that part words are blanks."""
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFD", text.lower())
    return _PARTING.sub(" ", _OTHER_D.sub("d", split)).encode("ascii", "ignore").decode()


@lru_cache(1)
def _respelled() -> dict[str, tuple[str, ...]]:
    return {old: (new,) for old, new in _LONE_Y.items()} | vocabulary().abbreviations


@lru_cache(_CACHE)
def spelled(text: str) -> dict[str, str]:
    """Folded word → the word with its accents, of a text as written."""
    return {key: word for word in accented(text) for key in folded(word)[:1]}


def find_runs(words: list[str], runs: tuple[tuple[str, ...], ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Places where one of the runs (longest first) stands among the words; none overlaps another."""
    first, at = _by_first_word(runs), 0
    while at < len(words):
        near = first.get(words[at], ())
        found = next((run for run in near if tuple(words[at : at + len(run)]) == run), None)
        if found:
            yield at, found
        at += len(found) if found else 1


@lru_cache(16)
def _by_first_word(runs: tuple[tuple[str, ...], ...]) -> dict[str, list[tuple[str, ...]]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for run in runs:
        table.setdefault(run[0], []).append(run)
    return table
