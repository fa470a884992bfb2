"""Names of units and offices out of capitals: `CÔNG ĐOÀN CƠ SỞ SỞ Y TẾ` → `Công đoàn cơ sở Sở Y tế`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from extractors.fields.letter_text import flat, occurrences, shouted
from schemas.text import one_line

_WORD = re.compile(r"[^\W_]+|[^\w\s]+")
_VOWEL = re.compile(r"[aeiouy]")
# Abbreviations with a vowel; those without one show themselves.
_ABBREVIATIONS = {"ubnd", "evn", "bidv", "cadivi", "pvoil", "vib", "acb", "usa", "iso"}


@cache
def _phrases() -> dict[tuple[str, ...], list[str]]:
    """Words of each phrase in small letters → the phrase's words in their case.

    Phrases of several words are also there without accents; single words are not: `xã` is none of a place's `Xa`.
    """
    lines = (files("extractors.fields") / "letter_unit_words.txt").read_text("utf-8").splitlines()
    phrases = [_WORD.findall(line) for line in lines if line and not line.startswith("#")]
    folded = {tuple(map(flat, words)): words for words in phrases if len(words) > 1}
    return folded | {tuple(map(str.lower, words)): words for words in phrases}


@cache
def _longest() -> int:
    return max(map(len, _phrases()))


@cache
def _run_together() -> dict[str, list[str]]:
    """Phrases of several words by their letters alone: readers lose the blank in `CHỦTỊCH`."""
    return {"".join(map(flat, words)): words for words in _phrases().values() if len(words) > 1}


def unit_case(name: str) -> str:
    """A name in capitals in the case of running text, its letters and accents as they were; others stay as written."""
    plain = one_line(name)
    if not shouted(plain):
        return plain
    words = list(_WORD.finditer(plain))
    out, index, end = "", 0, 0
    while index < len(words):
        cased = _phrase_at([w[0] for w in words], index) or [_name_word(words[index][0])]
        for offset, model in enumerate(cased):
            word = words[index + offset]
            out += plain[end : word.start()] + _like(word[0], model)
            end = word.end()
        index += len(cased)
    return out[:1].upper() + out[1:]


def as_office(title: str) -> str:
    """An office (`PHÓ CHỦ TỊCH THƯỜNG TRỰC`) in running case with its usual accents, whatever a reader lost of them."""
    plain = one_line(title)
    words = [w[0] for w in _WORD.finditer(plain)]
    known = _known(words) or _run_together().get("".join(map(flat, words)))
    if known:
        return " ".join(known)
    return unit_case(plain)


def running_case(name: str, texts: list[str]) -> str:
    """The name as some running text writes it with the same accents, else by rule."""
    wanted = one_line(name).lower()
    for text in texts:
        for written in occurrences(name, text):
            if not shouted(written) and written[0].isupper() and written.lower() == wanted:
                return written
    return unit_case(name)


def _phrase_at(words: list[str], index: int) -> list[str] | None:
    for size in range(min(_longest(), len(words) - index), 0, -1):
        found = _known(words[index : index + size])
        if found:
            return found
    return None


def _known(words: list[str]) -> list[str] | None:
    return _phrases().get(tuple(map(str.lower, words))) or _phrases().get(tuple(map(flat, words)))


def _name_word(word: str) -> str:
    key = flat(word)
    if key in _ABBREVIATIONS or (not _VOWEL.search(key) and len(word) > 1):
        return word.upper()
    return word.capitalize()


def _like(word: str, model: str) -> str:
    """The letters of `word` in the case of `model`."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word.capitalize() if model[:1].isupper() else word.lower()
