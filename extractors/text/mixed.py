"""TCVN3, VNI and Unicode in one run: people paste words of one under the font of another. The likeliest cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from extractors.text.encodings import decode
from extractors.text.legacy_tables import TCVN3, VNI, misread
from extractors.text.syllables import is_syllable

_PIECES = re.compile(r"([\s0-9,.;:()/\"\u201c\u201d\u2013+*-]+)")
_UNICODE = ""
# Latin letters and signs that an encoding has no use for: most marks of VNI in TCVN3, the signs of TCVN3 in VNI.
_ALIEN = {
    TCVN3: re.compile("[\xc0-\xc5\xcd\xd9-\xdb\xe0]"),
    VNI: re.compile("[\xa2-\xac\xae-\xbe\xd0\xde\xfe]"),
    _UNICODE: re.compile(
        "[\xa1-\xbf\xc4-\xc7\xcb\xce-\xd1\xd6-\xd8\xdb\xdc\xde\xdf\xe4-\xe7\xeb\xee-\xf1\xf6-\xf8\xfb\xfc\xfe\xff]"
    ),
}
_ENTRY = 1.5  # what it costs to leave the known encoding: two words must be wrong in it, or one that it cannot have


def unmixed(text: str, typed: str, encoding: str) -> tuple[str, bool]:
    """`typed`, which was made of `text` by this encoding, with the stretches that are Vietnamese only in another.

    And whether nothing in it speaks for another one.
    """
    codes = (encoding, VNI if encoding == TCVN3 else TCVN3, _UNICODE)
    old, new = _PIECES.split(text), _PIECES.split(typed)
    if len(old) != len(new):
        return typed, True
    said = [(now, decode(was, codes[1]), was) for was, now in zip(old, new, strict=True)]
    costs = [[_cost(was, *one) for one in zip(words, codes, strict=True)] for was, words in zip(old, said, strict=True)]
    if all(row[0] <= min(row[1:]) or min(row) for row in costs):
        return typed, True
    out = []
    for code, group in groupby(zip(_cheapest(costs), old, new, strict=True), key=lambda piece: piece[0]):
        pieces = list(group)
        was = "".join(piece[1] for piece in pieces)
        out.append(("".join(piece[2] for piece in pieces), decode(was, codes[1]), was)[code])
    return "".join(out), False


def _cost(was: str, read: str, encoding: str) -> float:
    """How much speaks against a reading of a word."""
    if was.isascii():
        return 0.0
    if _ALIEN[encoding].search(was) or (encoding and any(_only_unicode(letter) for letter in was)):
        return 2.0
    return 0.0 if read.isascii() or is_syllable(read) else 1.0


def _only_unicode(letter: str) -> bool:
    return letter > "\xff" and letter.isalpha() and ord(letter) not in misread()


def _cheapest(costs: Sequence[Sequence[float]]) -> list[int]:
    """For each word which of the readings it has, so that the sum is least. Coming back to the first costs nothing."""
    every = range(len(costs[0]))
    totals = [0.0, *[_ENTRY] * (len(every) - 1)]
    back = []

    def change(before: int, after: int) -> float:
        return _ENTRY if after not in (0, before) else 0.0

    for row in costs:
        before = [min(every, key=lambda b: totals[b] + change(b, now)) for now in every]
        totals = [totals[before[now]] + change(before[now], now) + row[now] for now in every]
        back.append(before)
    code = min(every, key=lambda now: totals[now])
    chosen = []
    for before in reversed(back):
        chosen.append(code)
        code = before[code]
    return chosen[::-1]
