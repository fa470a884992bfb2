"""The code tables of the old Vietnamese fonts, as the Latin-1 letters that stand in files for their bytes.

Sources: TCVN 5712:1993, table VN3 (the ABC fonts `.VnTime` …); the published VNI-Windows table (fonts `VNI-Times` …);
the published table of BK HCM2 (fonts `VNbkhcm` …).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

TCVN3, VNI, BKHCM2, UTF8, VIQR = "tcvn3", "vni", "bkhcm2", "utf8", "viqr"  # utf8: its bytes taken for Latin letters

_TCVN3_ROWS = (
    # first byte of the row, then the letters; a dot is a byte without a letter
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ.ằẳẵắ"),
    (0xC6, "ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ"),
)
# VNI writes the plain letter and then its marks as one letter; a tone mark may sit on ơ and ư too, written ô and ö.
# i with a tone is one letter in the table, yet some programs wrote the pair.
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_Marks = tuple[str, str, dict[str, str]]  # letters, the quality that a mark gives them, mark → tone
_VNI_MARKS: tuple[_Marks, ...] = (
    ("aeo", _CIRCUMFLEX, {"â": "", "á": _ACUTE, "à": _GRAVE, "å": _HOOK, "ã": _TILDE, "ä": _DOT}),
    ("a", _BREVE, {"ê": "", "é": _ACUTE, "è": _GRAVE, "ú": _HOOK, "ü": _TILDE, "ë": _DOT}),
    ("aeiouyôö", "", {"ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT}),
)
_BKHCM2_MARKS: tuple[_Marks, ...] = (
    ("aeouyúû", "", {"á": _ACUTE, "â": _GRAVE, "ã": _HOOK, "ä": _TILDE, "å": _DOT}),
    ("êïö", "", {"ë": _ACUTE, "ì": _GRAVE, "í": _HOOK, "î": _TILDE, "å": _DOT}),
    ("ù", "", {"æ": _ACUTE, "ç": _GRAVE, "è": _HOOK, "é": _TILDE, "å": _DOT}),
)
_BKHCM2_SINGLE = {
    **{"à": "đ", "ú": "ơ", "û": "ư", "ê": "â", "ï": "ê", "ö": "ô", "ù": "ă"},
    **{"ñ": "í", "ò": "ì", "ó": "ỉ", "ô": "ĩ", "õ": "ị"},
}
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


@cache
def tcvn3() -> dict[int, str]:
    """For `str.translate`. Toned letters have no capitals in this table."""
    rows = ((chr(start + i), letter) for start, row in _TCVN3_ROWS for i, letter in enumerate(row))
    return {ord(code): letter for code, letter in rows if letter != "."}


@cache
def vni() -> tuple[re.Pattern[str], dict[str, str]]:
    """What to look for, longest first, and what it becomes; the case of the first letter counts."""
    return _pairs(_VNI_MARKS, _VNI_SINGLE)


@cache
def bkhcm2() -> tuple[re.Pattern[str], dict[str, str]]:
    """As `vni`."""
    return _pairs(_BKHCM2_MARKS, _BKHCM2_SINGLE)


def _pairs(rows: tuple[_Marks, ...], singles: dict[str, str]) -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, str] = {}
    for bases, quality, marks in rows:
        for base in bases + bases.upper():
            letter = singles.get(base.lower(), base.lower())
            for mark, tone in marks.items():
                made = unicodedata.normalize("NFC", letter + quality + tone)
                table[base + mark] = table[base + mark.upper()] = made if base.islower() else made.upper()
    for code, letter in singles.items():
        table[code], table[code.upper()] = letter, letter.upper()
    return re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True))), table


@cache
def utf8() -> tuple[re.Pattern[str], dict[int, str]]:
    """The byte sequences of Vietnamese letters and signs, and Windows' own signs back to the bytes they stand for."""
    pattern = re.compile("[\xc3-\xc6][\x80-\xbf]|\xe1[\xba\xbb][\x80-\xbf]|\xe2\x80[\x80-\xbf]|\xcc[\x80-\xbf]")
    windows = {ord(bytes([byte]).decode("cp1252", "replace")): chr(byte) for byte in range(0x80, 0xA0)}
    windows.pop(0xFFFD, None)
    return pattern, windows


@cache
def misread() -> dict[int, str]:
    """Letters that a program made of the bytes by reading them as Windows 1258 or a symbol font, back to Latin-1."""
    windows = {ord(bytes([byte]).decode("cp1258", "replace")): chr(byte) for byte in range(0xC0, 0x100)}
    windows.pop(0xFFFD, None)
    symbols = {0xF000 + byte: chr(byte) for byte in range(0x20, 0x100)}
    return {code: letter for code, letter in (windows | symbols).items() if code > 0xFF}
