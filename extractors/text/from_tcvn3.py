"""TCVN3 text as Unicode: the capitals that its table lacks, and the letters that PDF programs took for signs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from extractors.text.legacy_tables import tcvn3
from extractors.text.syllables import is_syllable

# PDF programs turn the bytes AD and B7 into these signs: in words they are letters.
_SIGNS = re.compile("(?<![\\d\\s])[\u2212\u2219](?=[^\\W\\d_]|[\u00a8-\u00ff])|(?<=[^\\W\\d_])[\u2212\u2219](?!\\d)")
_MINUS_FIRST = re.compile("(?<!\\S)\u2212([a-z\u00a8-\u00ff]+)")


def from_tcvn3(text: str, capitals: bool = False) -> str:
    """Text in the letters that stand for the bytes; `capitals`: its font shows only capitals."""
    plain = _signs_to_letters(text)
    decoded = plain.translate(tcvn3())
    return decoded.upper() if capitals else _capitals(plain, decoded)


def across_runs(pieces: Sequence[str]) -> str:
    """Decoded runs joined; a word of capitals whose toned letter stands in a run of its own gets it as a capital."""
    text, seams = "".join(pieces), set(accumulate(map(len, pieces)))

    def raised(found: re.Match[str]) -> str:
        cut = any(seam in seams for seam in range(found.start() + 1, found.end()))
        return found[0].upper() if cut and _shape(found[0], found[0]) == "capitals" else found[0]

    return re.sub(r"[^\W\d_]{3,40}", raised, text)


def _capitals(plain: str, decoded: str) -> str:
    """TCVN3 has no toned capitals: `CéNG HßA` is CỘNG HÒA. A word goes by its other letters, else by its neighbours."""
    words = [(found.start(), found.end()) for found in re.finditer(r"[^\W\d_]+", decoded)]
    shapes = [_shape(plain[start:end], decoded[start:end]) for start, end in words]
    pieces, at = [], 0
    for index, (start, end) in enumerate(words):
        large = shapes[index] == "capitals" or (shapes[index] == "open" and _around(shapes, index) == {"capitals"})
        pieces += [decoded[at:start], decoded[start:end].upper() if large else decoded[start:end]]
        at = end
    return "".join(pieces) + decoded[at:]


def _around(shapes: Sequence[str], index: int) -> set[str]:
    """The nearest words on both sides that say something of their neighbours."""
    before = next((shape for shape in reversed(shapes[:index]) if shape in ("capitals", "small")), None)
    after = next((shape for shape in shapes[index + 1 :] if shape in ("capitals", "small")), None)
    return {shape for shape in (before, after) if shape}


def _shape(plain: str, decoded: str) -> str:
    """capitals: two letters or more are, and none is small by choice; open: nothing speaks against capitals.

    letters: an abbreviation, which says nothing of its neighbours (`Số TT`).
    """
    chosen = any(letter.isascii() and letter.islower() for letter in plain)
    if chosen or any(letter in "ăâêôơưđ" for letter in decoded):
        return "small"
    if decoded.isupper() and not is_syllable(decoded):
        return "letters"
    return "capitals" if sum(letter.isupper() for letter in decoded) >= 2 else "open"


def _signs_to_letters(text: str) -> str:
    """Minus and bullet signs inside words back to the letters ư and ã; a minus before a word only if ư fits there."""

    def first(found: re.Match[str]) -> str:
        word = "\xad" + found[1]
        return word if is_syllable(word.translate(tcvn3())) else found[0]

    text = _MINUS_FIRST.sub(first, text)
    return _SIGNS.sub(lambda found: "\xad" if found[0] == "\u2212" else "\xb7", text)
