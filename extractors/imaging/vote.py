"""Two readers of one crop: noise out, provable slips mended, and of two readings of a word the likelier one first."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractors.imaging.recognise import Word
from extractors.imaging.sense import respelt, support, usual_spelling
from extractors.text.syllables import is_syllable

_SIGNS = re.compile(r"[-–—•+&/%.,;:()“”\"…=<>≥≤×?!]+")
_BULLET = re.compile(r"^(?:~[-–]?|[¬«»_]-?|[-–]~)$")
_GLUED = re.compile(r"^[~¬_«](?=[-–\w])")
_RIM = re.compile(r"(?<=[^\W\d_]{2})[§®©™¶¬»«¦|~]+$|^[§®©™¶¬»¦|]+(?=[^\W\d_]{2})")  # what pens and seals leave at words
_FRAME = re.compile(r"^[\"“”'‘’(\[]+|[\"“”'‘’)\].,;:!?…]+$")
_FIGURE = re.compile(r"[\d.,/:%()+–-]*\d[\d.,/:%()+–-]*(?:đ|kV|kW|mm|cm|kg|ha|km|m|m2|m²|m3|m³)?")
_STRAY = re.compile(r"[~_|¬¦®©™§¶\[\]{}\\^`°«»]|[^\W\d]\d|\d[BOSlI]")
_SPECK = 0.6  # confidence below which a lone sign is taken for a speck


def settle(first: Sequence[Word], second: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """The accepted words and the others, one list like the other where the readers agree."""
    one, two = tidied(first), tidied(second)
    partners = _partners(one, two)
    claims = Counter(found[0] for found in partners if len(found) == 1)
    claims.update(index for found in partners if len(found) > 1 for index in found)
    texts = [word.text for word in one]
    for index, (word, found) in enumerate(zip(one, partners, strict=True)):
        if len(found) != 1 or claims[found[0]] != 1:
            continue
        other = two[found[0]]
        if other.text != word.text and _worth(other, texts, index) > _worth(word, texts, index):
            one[index] = replace(word, text=other.text, confidence=other.confidence)
            two[found[0]] = replace(other, text=word.text, confidence=word.confidence)
            texts[index] = other.text
        loser = two[found[0]]
        one[index] = replace(one[index], other=loser.text, other_confidence=loser.confidence)
    return _mended(one), two


def _mended(words: list[Word]) -> list[Word]:
    """Words whose neighbours know them with other accents only, spelt so."""
    texts = [word.text for word in words]
    for index, word in enumerate(words):
        usual = usual_spelling(texts, index)
        if usual is not None:
            texts[index] = respelt(word.text, usual)
    return [
        word if word.text == text else replace(word, text=text, mended=True)
        for word, text in zip(words, texts, strict=True)
    ]


def _partners(one: Sequence[Word], two: Sequence[Word]) -> list[list[int]]:
    """For each word of the one list the words of the other that stand at its place."""
    order = sorted(range(len(two)), key=lambda i: two[i].box[1])
    tops = [two[i].box[1] for i in order]
    highest = max((word.box[3] - word.box[1] for word in two), default=0)
    out = []
    for word in one:
        near = order[bisect_left(tops, word.box[1] - highest) : bisect_right(tops, word.box[3])]
        out.append(sorted(i for i in near if _same_place(word, two[i])))
    return out


def tidied(words: Sequence[Word]) -> list[Word]:
    """Words without specks; a bullet at a line's start is a dash; Ñ, which Vietnamese has not, is N; ĐÐ is one Đ."""
    out: list[Word] = []
    for index, word in enumerate(words):
        begins = index == 0 or words[index - 1].line != word.line
        text = _RIM.sub("", word.text).replace("Ñ", "N").replace("ñ", "n").replace("ĐÐ", "Đ").replace("ÐĐ", "Đ")
        if begins:
            text = "-" if _BULLET.match(text) else _GLUED.sub("" if text[1:2] in "-–" else "- ", text)
        if text == "l" and not (out and out[-1].text[-1:].isdigit()):
            continue  # the rest of a ruled line; only litres are written so
        if any(c.isalnum() for c in text) or (_SIGNS.fullmatch(text) and (begins or not _is_speck(text, word))):
            out.append(replace(word, text=text))
    return out


def _is_speck(text: str, word: Word) -> bool:
    """A lone full stop or quote between blanks, read without certainty."""
    return len(text) == 1 and text not in "-–—+&/%=<>≥≤×" and word.confidence < _SPECK


def _same_place(a: Word, b: Word) -> bool:
    width = min(a.box[2], b.box[2]) - max(a.box[0], b.box[0])
    height = min(a.box[3], b.box[3]) - max(a.box[1], b.box[1])
    return width * 2 > min(a.box[2] - a.box[0], b.box[2] - b.box[0]) and height * 2 > min(
        a.box[3] - a.box[1], b.box[3] - b.box[1]
    )


def _worth(word: Word, texts: Sequence[str], index: int) -> tuple[int, int, float]:
    """A Vietnamese syllable or a clean figure is worth more than anything else; then what its neighbours say for it;
    then the reader's own certainty."""
    return _kind(word.text), support(texts, index, word.text), word.confidence


def _kind(text: str) -> int:
    bare = _FRAME.sub("", text)
    parts = [part for part in re.split(r"[-–/]", bare) if part]
    if _STRAY.search(text):
        return 0
    known = bool(parts) and all(is_syllable(part.lower()) or _FIGURE.fullmatch(part) for part in parts)
    return 2 if known or _FIGURE.fullmatch(bare) else 1
