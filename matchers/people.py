"""Names and phones as they are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass

from matchers.known import Known
from schemas.text import fold, one_line, same_tone

_TITLES = re.compile(
    r"^(?:(?:ông|bà|anh|chị|cô|thầy|đồng chí|đ/c|bs|bác sĩ|bscki+|ths|ts|pgs|gs|ks|kỹ sư|cn|cử nhân)\b[.:]?\s*)+(?=\S)",
    re.IGNORECASE,
)
_NOT_NAME = re.compile(r"[^\w\s']|\d|_")
# Letters that OCR takes for one another, as one letter.
_SKELETON = str.maketrans({"l": "i", "1": "i", "j": "i", "0": "o", "q": "g", "5": "s", "8": "b", "y": "v", "c": "e"})
# 11-digit mobile numbers became 10-digit ones in September 2018.
_OLD_MOBILE = {
    **{f"016{n}": f"03{n}" for n in range(2, 10)},
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",
    "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip
_DIGITS_MISREAD = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "S": "5", "B": "8"})
_BETWEEN, _NO_DIGIT = re.compile(r"[;/,\n]|\s-\s"), re.compile(r"\D+")
_GROUPED = str.maketrans("", "", " .")
_PHONE = re.compile(r"\d[\d .\-]{6,}\d")


@dataclass(frozen=True, slots=True)
class Name:
    """One author's name: as people see it (one case), without accents, and without what OCR confuses."""

    shown: str
    spelled: str
    bare: str
    skeleton: str


def name(text: str) -> Name | None:
    """None when nothing that could be a name is left after titles, digits and signs."""
    return _names[text]


def _name(text: str) -> Name | None:
    shown = _tidied(text)
    plain = " ".join(_NOT_NAME.sub(" ", _TITLES.sub("", shown)).split())
    if len(plain) < 2:
        return None
    words = [_spellings[word] for word in plain.split(" ")]
    bare = " ".join(bare for _, bare in words)
    return Name(shown, " ".join(spelled for spelled, _ in words), bare, skeleton(bare))


def skeleton(bare: str) -> str:
    """A name without accents, also without its blanks and with letters that OCR confuses as one letter."""
    return _skeletons[bare]


def _tidied(text: str) -> str:
    """`one_line`, word by word."""
    return " ".join(filter(None, map(_words.__getitem__, text.split())))


_words = Known(one_line)
_spellings = Known(lambda word: (same_tone(word).casefold(), fold(word)))
_names = Known(_name)
_skeletons = Known(lambda bare: bare.replace(" ", "").replace("rn", "m").translate(_SKELETON))


def _national(digits: str) -> str:
    if digits.startswith("84") and len(digits) in (11, 12):
        digits = "0" + digits[2:]
    elif len(digits) == 9 and digits[0] != "0":
        digits = "0" + digits  # a spreadsheet took the zero away
    return _OLD_MOBILE.get(digits[:4], digits[:4]) + digits[4:] if len(digits) == 11 else digits


def phones(text: str) -> tuple[str, ...]:
    """All numbers of a phone cell in national form (`0912345678`), old mobile prefixes renewed; at least 8 digits."""
    return _phones[text]


def _phones_in(text: str) -> tuple[str, ...]:
    digits = text.translate(_GROUPED)
    if len(digits) == 10 and digits.isascii() and digits.isdecimal():
        return (digits,)  # one number, as most cells are: what follows would say the same
    parts = _BETWEEN.split(_tidied(text).translate(_DIGITS_MISREAD)) if text else []
    found = (_NO_DIGIT.sub("", match[0]) for part in parts for match in _PHONE.finditer(part))
    return tuple(dict.fromkeys(_national(digits) for digits in found))


_phones = Known(_phones_in)
