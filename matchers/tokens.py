"""Text → words to compare: accent-folded, abbreviations spelled out, kĩ/kỹ as one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from matchers.known import Known
from matchers.packed import word_bytes, words_packed
from matchers.vocabulary import Runs, vocabulary
from schemas.text import one_line, same_tone

_WORD = re.compile(r"[^\W_]+")
_PLAIN_WORD = re.compile(r"[a-z0-9]+")
_OTHER_D = re.compile("[\u0111\u00f0\u0256]")
_PARTING = re.compile("[\u00a0\u2007\u2009\u202f\u2010-\u2026\u00b7\u2022]")  # signs and blanks that part words
# i and y are one letter in a syllable of one of these consonants and it: kĩ thuật, kỹ thuật.
_LONE_Y = {f"{consonant}y": f"{consonant}i" for consonant in "hklmst"} | {"qui": "quy"}


def folded(text: str) -> list[str]:
    """Words without accents, abbreviations spelled out: what keys and overlaps are made of."""
    return [*chain.from_iterable(map(_words.__getitem__, text.split()))]


def folded_keys(text: str) -> bytes:
    """Keys of the words of `folded`, packed."""
    return b"".join(map(_keys.__getitem__, text.split()))


def spelled(text: str) -> dict[str, str]:
    """Folded word → the word with its accents, of a text as written."""
    return dict(chain.from_iterable(map(_spelled.__getitem__, text.split())))


def tones(text: str) -> bytes:
    """Keys of the words that are spelled with accents, each with its spelling in the lower half; as in `spelled`.

    Packed, the lowest first.
    """
    return b"".join(sorted(dict(chain.from_iterable(map(_tones.__getitem__, text.split()))).values()))


def _accented(text: str) -> list[str]:
    """Lower-case words with their accents, tone marks in their new place."""
    return _WORD.findall(same_tone(one_line(text)).casefold())


def _tone(plain: str, shown: str) -> bytes:
    return word_bytes(plain) + word_bytes(shown) if shown != plain else b""


def _fold(text: str) -> tuple[str, ...]:
    respelled = _respelled()
    return tuple(part for word in _PLAIN_WORD.findall(bare(text)) for part in respelled.get(word, (word,)))


# A text's words recur: what is between two blanks is worked out once.
_words = Known(_fold)
_keys = Known(lambda text: words_packed(_fold(text)))
_spelled = Known(lambda text: tuple((_words[word][0], word) for word in _accented(text) if _words[word]))
_tones = Known(lambda text: tuple((plain, _tone(plain, shown)) for plain, shown in _spelled[text]))


def bare(text: str) -> str:
    """Lower-case ASCII: accents, marks and letters of other scripts are gone, signs that part words are blanks."""
    if text.isascii():
        return text.lower()
    split = unicodedata.normalize("NFD", text.lower())
    return _PARTING.sub(" ", _OTHER_D.sub("d", split)).encode("ascii", "ignore").decode()


@lru_cache(1)
def _respelled() -> dict[str, tuple[str, ...]]:
    return {old: (new,) for old, new in _LONE_Y.items()} | vocabulary().abbreviations


def find_runs(words: tuple[str, ...], runs: Runs) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Places where one of the runs (longest first) stands among the words; none overlaps another."""
    free = 0
    for at in [at for at, word in enumerate(words) if word in runs]:
        found = next((run for run in runs[words[at]] if words[at : at + len(run)] == run), None)
        if found and at >= free:
            yield at, found
            free = at + len(found)
