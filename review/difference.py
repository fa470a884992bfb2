"""Two texts word by word: what really differs, and what is only spelled, scanned or placed otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from schemas.text import fold, same_tone

Mark = Literal["", "noise", "moved", "other", "number"]
_MOST = 1500  # words of each text that are compared; the rest is shown as it is
_NOISE = 75.0  # likeness of two words of which one may be the other misread
_WORD = re.compile(r"\S+")
# What a word is about, by the word before it, both without accents.
_BEFORE = {
    **dict.fromkeys(("lop", "khoi", "tuoi", "la"), "lớp"),
    **dict.fromkeys(("mon", "giang", "day", "hoc", "bai", "tiet", "gio"), "môn"),
    **dict.fromkeys(("tinh", "huyen", "xa", "phuong", "quan", "thon", "truong", "khoa", "phong", "to", "doi"), "nơi"),
    **dict.fromkeys(("xuong", "nha", "tram", "khu", "benh", "chi", "cong"), "nơi"),
}


@dataclass(frozen=True, slots=True)
class Word:
    """`mark`: empty for what both texts say; `noise`: spelled or scanned otherwise; `moved`: stands elsewhere;
    `number`: a figure that only this side has; `other`: a word that only this side has. `what`: what that is about, as
    far as the words around it tell.
    """

    text: str
    mark: Mark
    what: str = ""


def difference(one: str, other: str, *, names: bool = False) -> tuple[list[Word], list[Word]]:
    """Both texts as words with their marks. `names`: of people, where an accent makes another person."""
    left, right = _WORD.findall(one), _WORD.findall(other)
    key = _name if names else _key
    a, b = [*map(key, left[:_MOST])], [*map(key, right[:_MOST])]
    marks = ([""] * len(left), [""] * len(right))
    for same, (i1, i2, j1, j2) in _runs(a, b):
        if same:
            for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
                if _plain(left[i]) != _plain(right[j]):
                    marks[0][i] = marks[1][j] = "noise"
        else:
            twins = {} if names else dict(_alike(a[i1:i2], b[j1:j2]))
            marks[0][i1:i2] = ["noise" if i in twins else _own(word) for i, word in enumerate(a[i1:i2])]
            marks[1][j1:j2] = ["noise" if j in twins.values() else _own(word) for j, word in enumerate(b[j1:j2])]
    _moved(a, b, marks[0], marks[1])
    return _words(left, marks[0]), _words(right, marks[1])


def runs(words: Sequence[Word]) -> list[Word]:
    """Words next to each other with the same mark as one."""
    grouped = groupby(words, key=lambda word: word.mark)
    return [
        Word(" ".join(word.text for word in some), mark, ", ".join(dict.fromkeys(w.what for w in some if w.what)))
        for mark, some in ((mark, list(group)) for mark, group in grouped)
    ]


def plain(text: str) -> list[Word]:
    """A text of which nothing is to be marked."""
    return [Word(text, "")] if text else []


def _runs(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[bool, tuple[int, int, int, int]]]:
    """Runs of both texts side by side, those that agree and those that do not."""
    for same, steps in groupby(Levenshtein.opcodes(a, b), key=lambda step: step.tag == "equal"):
        first, *more = steps
        last = more[-1] if more else first
        yield same, (first.src_start, last.src_end, first.dest_start, last.dest_end)


def _words(texts: Sequence[str], marks: Sequence[str]) -> list[Word]:
    before = ["", *texts]
    return [Word(text, mark, _what(text, mark, before[at])) for at, (text, mark) in enumerate(zip(texts, marks))]  # type: ignore[arg-type]  # noqa: B905


def _what(text: str, mark: str, before: str) -> str:
    """Grade, subject, place or figure, of words that really differ."""
    if mark not in ("number", "other"):
        return ""
    about = _BEFORE.get(_key(before), "")
    if mark == "number":
        return about if about == "lớp" else "số"
    return about if text[0].isupper() else ""


def _key(word: str) -> str:
    """What a word is without accents, case and punctuation; a sign alone stays itself."""
    return re.sub(r"\W+", "", fold(word)) or word


def _name(word: str) -> str:
    """What a word of a name is: an accent makes another person, only the place of a tone mark does not."""
    return re.sub(r"\W+", "", same_tone(word).casefold()) or word


def _plain(word: str) -> str:
    return word.casefold().strip(".,;:()“”\"'-–")


def _alike(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Words that stand for one another: a misreading is noise, a figure is not, whatever it looks like."""
    free = [*range(len(b))]
    for i, word in enumerate(a):
        near = next((j for j in free[:4] if _may_be_misread(word, b[j])), None)
        if near is not None:
            free = free[free.index(near) + 1 :]
            yield i, near


def _may_be_misread(one: str, other: str) -> bool:
    if any(map(str.isdigit, one + other)) or min(len(one), len(other)) < 3:
        return False
    return fuzz.ratio(one, other) >= _NOISE


def _own(word: str) -> Mark:
    return "number" if any(map(str.isdigit, word)) else "other"


def _moved(a: Sequence[str], b: Sequence[str], left: list[str], right: list[str]) -> None:
    """Words that the other text has too, only elsewhere; a figure in another place is worth a look."""
    for own, marks, others, theirs in ((a, left, b, right), (b, right, a, left)):
        spare = Counter(word for word, mark in zip(others, theirs, strict=False) if mark in ("other", "moved"))
        for at, word in enumerate(own):
            if marks[at] == "other" and spare[word] > 0:
                spare[word] -= 1
                marks[at] = "moved"
