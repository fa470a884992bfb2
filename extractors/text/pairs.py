"""Words of everyday Vietnamese, two syllables at a time: which spelling of a pair is the usual one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from schemas.text import fold, one_line, same_tone

Pair = tuple[str, str]

_WORD = re.compile(r"[^\W\d_]+")


def pairs_in(text: str) -> list[Pair]:
    """Neighbouring words of a text in small letters and new tone placement, whatever stands between them."""
    return list(pairwise(same_tone(word).lower() for word in _WORD.findall(one_line(text))))


_NEIGHBOURS = "# Neighbouring words"  # from here on the list holds what may stand together, not words


@cache
def _listed() -> tuple[frozenset[Pair], frozenset[Pair]]:
    """Pairs within everyday words, and pairs that may well stand together, of `common_words.txt`."""
    common, neighbours = _in_order()
    return frozenset(common), frozenset(neighbours) - frozenset(common)


@cache
def _in_order() -> tuple[list[Pair], list[Pair]]:
    words, _, neighbours = (files("extractors") / "common_words.txt").read_text("utf-8").partition(_NEIGHBOURS)
    return _pairs_of(words), _pairs_of(neighbours)


def _pairs_of(text: str) -> list[Pair]:
    words = ",".join(line for line in text.split("\n") if not line.startswith("#")).split(",")
    return list(dict.fromkeys(pair for word in words for pair in pairs_in(word)))


@cache
def _spellings() -> Mapping[Pair, list[Pair]]:
    """All listed pairs by their letters without accents: words before what may stand together, as the list has them."""
    out: defaultdict[Pair, list[Pair]] = defaultdict(list)
    for pair in dict.fromkeys((*_in_order()[0], *_in_order()[1])):
        out[fold(pair[0]), fold(pair[1])].append(pair)
    return dict(out)


def spellings(pair: Pair) -> list[Pair]:
    """The listed pairs with the letters of a pair, whatever their accents; everyday words first."""
    return _spellings().get((fold(pair[0]), fold(pair[1])), [])


@cache
def syllables_by_letters() -> Mapping[str, frozenset[str]]:
    """Letters without accents → the syllables of listed pairs that are written with them."""
    out: defaultdict[str, set[str]] = defaultdict(set)
    for pair in (pair for found in _spellings().values() for pair in found):
        for syllable in pair:
            out[fold(syllable)].add(syllable)
    return {letters: frozenset(found) for letters, found in out.items()}


def is_common(pair: Pair) -> bool:
    """Whether two words make an everyday word, accents and all."""
    return pair in _listed()[0]


def is_possible(pair: Pair) -> bool:
    """Whether they may well stand together, though a more usual pair has the same letters."""
    return pair in _listed()[1]


@lru_cache(maxsize=65536)
def usual(pair: Pair) -> Pair | None:
    """The one common pair that differs from a pair, not common itself, in the accents of one of its two words."""
    if is_common(pair):
        return None
    found = [other for other in spellings(pair) if is_common(other)]
    near = [other for other in found if (other[0] == pair[0]) != (other[1] == pair[1])]
    return near[0] if len(near) == 1 else None


@cache
def _names() -> Mapping[str, frozenset[str]]:
    """Letters without accents → the syllables of names that are written with them."""
    text = (files("extractors.text") / "name_words.txt").read_text("utf-8")
    words = ",".join(line for line in text.split("\n") if not line.startswith("#")).split(",")
    out: defaultdict[str, set[str]] = defaultdict(set)
    for word in words:
        out[fold(word)].add(same_tone(word.strip()))
    return {key: frozenset(found) for key, found in out.items()}


def is_name(word: str) -> bool:
    """Whether a word in small letters and new tone placement is a syllable of people's names."""
    return word in _names().get(fold(word), ())


def is_odd_name(word: str) -> bool:
    """Whether it is none, while one with the same letters and other accents is."""
    return fold(word) in _names() and not is_name(word)
