"""Letters that a recogniser, or a tired hand, puts where a digit stands."""

from __future__ import annotations

import re

LOOKALIKES = {
    "O": "0", "o": "0", "Q": "0", "D": "0",
    "l": "1", "I": "1", "i": "1", "|": "1", "!": "1", "]": "1", "[": "1",
    "Z": "2", "z": "2", "S": "5", "s": "5", "B": "8",
}  # fmt: skip
_TABLE = str.maketrans(LOOKALIKES)
# A digit, or a look-alike of one, as a character class's content.
DIGITISH = r"\dOoQDlIi|!\]\[ZzSsB"
_WORD = re.compile(rf"(?<![^\W\d_])[{DIGITISH}]{{2,}}(?![^\W\d_])")


def as_digits(text: str) -> str:
    """`text` with each look-alike letter as the digit it stands for."""
    return text.translate(_TABLE)


def repair_numbers(text: str) -> tuple[str, bool]:
    """Words of digits and look-alikes (`2O21`, `l0`) as digits, length kept; True when something was changed.

    A word needs one true digit, and as many true digits as letters.
    """

    def fix(found: re.Match[str]) -> str:
        word = found[0].rstrip("[]!|")
        true_digits = sum(c.isdigit() for c in word)
        if not true_digits or true_digits * 2 < len(word):
            return found[0]
        return as_digits(word) + found[0][len(word) :]

    repaired = _WORD.sub(fix, text)
    return repaired, repaired != text
