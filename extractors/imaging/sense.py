"""What a word's neighbours say for it: everyday pairs of words, and those spelt with other accents than usual."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from extractors.text.pairs import Pair, is_common, is_possible, usual
from schemas.text import same_tone

_TONES = "\u0301\u0300\u0309\u0303\u0323"
_DOT = "\u0323"
_STOPS = ",.;:()[]\"“”'!?…/"


def support(words: Sequence[str], index: int, reading: str) -> int:
    """Common pairs that a reading makes with its neighbours, less those that are common with other accents only."""
    return sum((is_common(pair) - (usual(pair) is not None)) for pair, _ in _pairs(words, index, reading))


def usual_spelling(words: Sequence[str], index: int) -> str | None:
    """The word as its neighbours want it spelt: all of them that know it agree, and none knows it as it is."""
    wanted: set[str] = set()
    for pair, place in _pairs(words, index, words[index]):
        if place == 1 and words[index][:1].isupper():
            continue  # names have accents of their own
        if is_common(pair):
            return None
        found = None if is_possible(pair) else usual(pair)
        if found is None:
            continue
        if found[1 - place] != pair[1 - place] or not _is_slip(pair[place], found[place]):
            return None  # the neighbour may be the misread one, or this is another word
        wanted.add(found[place])
    return wanted.pop() if len(wanted) == 1 else None


def _pairs(words: Sequence[str], index: int, reading: str) -> list[tuple[Pair, int]]:
    """The pairs of a reading with the words beside it, and its place in them; nothing over a full stop or comma."""
    out = []
    before, after = words[index - 1] if index else "", words[index + 1] if index + 1 < len(words) else ""
    if before and before[-1] not in _STOPS and reading[0] not in _STOPS:
        out.append(((_bare(before), _bare(reading)), 1))
    if after and after[0] not in _STOPS and reading[-1] not in _STOPS and not after[0].isupper():
        out.append(((_bare(reading), _bare(after)), 0))
    return out


def _bare(word: str) -> str:
    return same_tone(word.strip(_STOPS)).lower()


def is_odd(words: Sequence[str], index: int) -> bool:
    """Whether a neighbour knows the word with other accents only, and none knows it as it is."""
    pairs = [pair for pair, _ in _pairs(words, index, words[index])]
    return not any(is_common(pair) for pair in pairs) and any(usual(pair) is not None for pair in pairs)


def _is_slip(read: str, meant: str) -> bool:
    """Whether scans turn the one spelling into the other: a tone taken for another, lost over a hat, or a lost dot."""
    for one, other in zip(read, meant, strict=True):
        if one == other or {one, other} == {"d", "đ"}:
            continue
        (base, tone), (wanted, right) = _parts(one), _parts(other)
        if base[0] == "i":
            continue  # its own dot is taken for a tone
        if base != wanted or (not tone and right != _DOT and len(base) == 1) or (not right and tone != _DOT):
            return False
    return True


def _parts(letter: str) -> tuple[str, str]:
    """A letter without its tone, decomposed, and the tone."""
    signs = unicodedata.normalize("NFD", letter)
    return "".join(sign for sign in signs if sign not in _TONES), "".join(sign for sign in signs if sign in _TONES)


def respelt(word: str, spelling: str) -> str:
    """The word with the letters of a spelling, in its own case and with its own signs around."""
    core = word.strip(_STOPS)
    start = word.find(core)
    if len(spelling) != len(core):
        return word
    letters = "".join(new.upper() if old.isupper() else new for old, new in zip(core, spelling, strict=True))
    return word[:start] + letters + word[start + len(core) :]
