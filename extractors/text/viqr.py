"""VIQR, Vietnamese typed with ASCII signs after the letters (`Tie^'ng Vie^.t`): told by the words, and undone.

The signs are punctuation too. A sign at a word's end is a mark only where the word is then a Vietnamese one, and a
full stop that ends a line is one, unless the line is a heading in capitals.
"""

from __future__ import annotations

import re
import unicodedata

from extractors.text.syllables import is_syllable

_QUALITY = {"^": "\u0302", "(": "\u0306", "+": "\u031b"}
_TONE = {"'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
_MARKED = re.compile(r"([aeo]\^|a\(|[ou]\+|[aeiouy])([`'?~.]?)|(d)d", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z^(+`'?~.]+")
# Signs that no punctuation looks like: a quality after its vowel, or a tone with letters on both sides.
_CERTAIN = re.compile(r"[aeo]\^|a\((?=[a-z`'?~.])|[ou]\+|[aeiouy][`~]|[aeiouy]['?.][a-z]|\bdd", re.IGNORECASE)
_ENOUGH = 4  # different words that are certain, below which no text is judged
_GOOD = 0.6
_LONG = 60  # letters and signs; a dotted line may hang on a word


def is_plain(text: str) -> bool:
    """Whether no letter is beyond ASCII; quotation marks and dashes may be."""
    return text.isascii() or not any(letter > "\x7f" and letter.isalpha() for letter in text)


def is_viqr(text: str) -> bool:
    """Whether the ASCII lines of a document or a font, taken together, are written so."""
    words = [
        found[0]
        for line in text.split("\n")
        if is_plain(line)
        for found in _WORD.finditer(line)
        if re.search("[A-Za-z]", found[0])
    ]
    certain = {word for word in words if _CERTAIN.search(word)}
    made = {word for word in certain if (accented := _bare(from_viqr(word))) and not accented.isascii()}
    if len(made) < _ENOUGH or len(certain) * 5 < len(set(words)):
        return False
    good = sum(is_syllable(_bare(from_viqr(word))) for word in words)
    return good >= _GOOD * len(words)


def from_viqr(text: str) -> str:
    """ASCII text in VIQR as composed Unicode."""
    return _WORD.sub(lambda found: _word(found[0], text[found.end() : found.end() + 1] in ("", "\n")), text)


def has_marks(text: str) -> bool:
    """Whether signs stand in a text that cannot be punctuation."""
    return bool(_CERTAIN.search(text))


def doubtful(text: str) -> bool:
    """Whether a sign in the text may be a mark and punctuation alike (`cho.`, `xa?`)."""
    return any(re.search(r"[a-z]['?.]$", word, re.IGNORECASE) and word != from_viqr(word) for word in text.split())


def ends_open(text: str) -> bool:
    """Whether the last sign of a line may be its full stop or a mark: `ddo+n vi.`"""
    words = [line.split()[-1] for line in text.split("\n") if line.strip()]
    return any(
        word[-1] in ".?" and len(word) < _LONG and is_syllable(_marks(word[:-1])) and is_syllable(_bare(_marks(word)))
        for word in words
        if not _bare(_marks(word)).isascii()
    )


def _word(word: str, ends_line: bool) -> str:
    if "..." in word.strip("."):  # leaders between words
        return "".join(_word(piece, False) for piece in re.split(r"(\.{3,})", word))
    if word.endswith("..."):
        return _word(word.rstrip("."), False) + word[len(word.rstrip(".")) :]
    if len(word) > _LONG or not any(map(str.isalpha, word)):
        return word  # leaders, rules: no word
    body = re.sub(r"['?.~`(+^]+$", "", word)
    tail = word[len(body) :]
    whole = _marks(word)
    bare = _bare(whole)
    if tail and not (is_syllable(bare) and not bare.isascii()):
        return _shortened(word)
    if tail in (".", "?") and ends_line and not word.isupper() and is_syllable(_marks(body)):
        return _marks(body) + tail
    return whole


def _shortened(word: str) -> str:
    """The word with as many of its last signs as punctuation as leave a Vietnamese word."""
    letters = len(re.sub(r"[^A-Za-z]+$", "", word[:_LONG]))
    for cut in range(min(len(word) - 1, letters + 2), letters - 1, -1):
        made = _marks(word[:cut])
        if is_syllable(_bare(made)):
            return made + word[cut:]
    return _marks(word)


def _marks(word: str) -> str:
    def mark(found: re.Match[str]) -> str:
        if found[3]:
            return "Đ" if found[3].isupper() else "đ"
        vowel, tone = found[1], found[2]
        quality = _QUALITY[vowel[1]] if len(vowel) > 1 else ""
        return unicodedata.normalize("NFC", vowel[0] + quality + (_TONE[tone] if tone else ""))

    return _MARKED.sub(mark, word)


def _bare(word: str) -> str:
    return re.sub(r"[`'?~.(+^]", "", word)
