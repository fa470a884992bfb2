"""Text in the old Vietnamese encodings (TCVN3, VNI …) as Unicode. Text that is Unicode already is left alone.

A font's name decides for its runs. Where no name is known, or the name lies (Times New Roman laid over TCVN3 text, a
PDF that lost its fonts), the words of a whole document or font decide, never those of a short cell. Nothing may be
normalised or cleaned before: the letter ư of TCVN3 is a soft hyphen.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from extractors.text.encodings import decode
from extractors.text.font_names import font_encoding
from extractors.text.from_tcvn3 import across_runs
from extractors.text.legacy_tables import BKHCM2, TCVN3, UTF8, VIQR, VNI, misread, vni
from extractors.text.mixed import unmixed
from extractors.text.syllables import is_syllable
from extractors.text.viqr import doubtful, ends_open, from_viqr, has_marks, is_plain, is_viqr

_UNICODE_ONLY = re.compile("[\u1ea0-\u1ef9]")  # no byte of an old font is ever read as one of these
# Letters that no Vietnamese word has: what old bytes look like when they are taken for Latin letters.
_FOREIGN = re.compile("[^\x00-\x7fÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9\u0300-\u036f\\s“”‘’…–—]")
_BETWEEN = re.compile(r"""[\s0-9.,;:()\[\]{}"'!?/\\+*=_%<>“”‘’…–—|&#@^~`-]+""")
_TABLES = (TCVN3, VNI, BKHCM2, UTF8)
_ENOUGH = 4  # words with strange letters, below which no text is judged
_GAIN = 0.2
_GOOD = 0.6


@dataclass(frozen=True, slots=True)
class Decoded:
    """A paragraph's or cell's text; `encoding` that was undone in it, or None; `confidence` 0..1 that this is right."""

    text: str
    encoding: str | None = None
    confidence: float = 1.0
    typed: str = ""  # the same before fonts that show only capitals had their way
    method: Literal["font", "words"] = "words"  # what spoke for the encoding


@dataclass(frozen=True, slots=True)
class Guess:
    """What the words in a font say: its encoding, and whether nothing set in it speaks for another one."""

    encoding: str
    alone: bool = False


def decode_runs(runs: Sequence[tuple[str, str | None]], lying: Mapping[str | None, Guess] | None = None) -> Decoded:
    """The text of one paragraph or cell from its (text, font name) runs, in order.

    Neighbouring runs of one encoding are joined first: a VNI letter and its mark may stand in two runs. `lying` (see
    `lying_fonts`) names the encoding of fonts that do not say it.
    """
    named = [(*font_encoding(font), (lying or {}).get(font), text) for text, font in runs]
    done = [
        _undone("".join(text for *_, text in group), *told) for told, group in groupby(named, key=lambda run: run[:3])
    ]
    text, typed = "".join(piece.text for piece in done), "".join(piece.typed for piece in done)
    found = [piece.encoding for piece in done if piece.encoding]
    if TCVN3 in found and len(done) > 1:  # letters of one heading in two fonts
        text, typed = (across_runs([getattr(piece, kind) for piece in done]) for kind in ("text", "typed"))
    if not found:
        return Decoded(text, typed=typed)
    sure, method = min(piece.confidence for piece in done), max(p.method for p in done if p.encoding)
    return Decoded(unicodedata.normalize("NFC", text), found[0], sure, unicodedata.normalize("NFC", typed), method)


def lying_fonts(runs: Iterable[tuple[str, str | None]]) -> dict[str | None, Guess]:
    """Fonts whose names do not speak of an old encoding but whose words, over the whole document, are in one."""
    texts: defaultdict[str | None, list[str]] = defaultdict(list)
    named: set[str] = set()
    for text, font in runs:
        if (by_name := font_encoding(font)[0]) is None:
            texts[font].append(text)
        elif not text.isascii():
            named.add(by_name)
    whole = {font: "\n".join(pieces) for font, pieces in texts.items()}
    found = {font: detect(text)[0] for font, text in whole.items()}
    others = {encoding for encoding in found.values() if encoding} | named
    for font, text in whole.items():
        found[font] = found[font] or next(
            (known for known in (TCVN3, VNI) if known in others and _fits(text, known)), None
        )
    return {font: Guess(known, _alone(whole[font], known)) for font, known in found.items() if known}


def _fits(text: str, encoding: str) -> bool:
    """Whether the few accented words of a font, in a file that is otherwise in this encoding, are words only so."""
    strange = [line for line in text.split("\n") if not line.isascii()]
    if not strange or _UNICODE_ONLY.search(text) or any(map(_is_unicode, strange)):
        return False
    words = [word for line in strange for word in _words(line) if _FOREIGN.search(word)]
    made = [decode(word, encoding) for word in words]
    good = sum(is_syllable(word) for word in made if not word.isupper())
    return good > 0 and good >= 0.8 * sum(not word.isupper() for word in made)


def _alone(text: str, encoding: str) -> bool:
    """Whether no line is plainly Unicode, and none is plainly in another of the encodings."""
    for line in text.split("\n"):
        if line.isascii() or len(_words(line)) < _ENOUGH:
            continue
        own = _goodness(decode(line, encoding))
        if _UNICODE_ONLY.search(line) or any(_goodness(decode(line, other)) > own for other in _TABLES):
            return False
    return True


def detect(text: str) -> tuple[str | None, float]:
    """The old encoding of the text of a document, page or font, with the share of its words that it makes good.

    None where the text is Unicode, foreign, or too short to be judged. Lines that are plainly Unicode have no say.
    """
    strange = "\n".join(line for line in text.split("\n") if not line.isascii() and not _is_unicode(line))
    words = {word for word in _words(strange) if _FOREIGN.search(word)}  # one abbreviation on every line is one word
    if len(words) < _ENOUGH:
        return (VIQR, 1.0) if is_viqr(text) else _of_few(words)
    before = _goodness(strange)
    scores = {encoding: _goodness(decode(strange, encoding)) for encoding in _TABLES}
    best = max(scores, key=lambda encoding: scores[encoding])
    if scores[best] < _GOOD or scores[best] - before < _GAIN:
        return None, before
    return best, scores[best]


def _of_few(words: set[str]) -> tuple[str | None, float]:
    """The one encoding in which two or three words, all with letters that no Vietnamese word has, are Vietnamese."""
    made = {
        encoding: [word for word in (decode(w, encoding) for w in words) if not word.isupper()] for encoding in _TABLES
    }
    fit = [encoding for encoding, read in made.items() if len(read) > 1 and all(map(is_syllable, read))]
    return (fit[0], 1.0) if len(fit) == 1 else (None, 0.0)


def _undone(text: str, by_name: str | None, capitals: bool, by_words: Guess | None) -> Decoded:
    if by_name is None and by_words and by_words.encoding == VIQR:
        return _decode_viqr(text)
    done = _decode_group(text, by_name, capitals, by_words)
    if done.encoding not in (TCVN3, VNI):
        return done
    typed, alone = unmixed(text, done.typed, done.encoding)
    if alone:
        return done
    shown = typed.upper() if capitals else typed
    return replace(done, text=shown, typed=typed, confidence=min(done.confidence, 0.5))


def _decode_group(text: str, by_name: str | None, capitals: bool, by_words: Guess | None) -> Decoded:
    known = by_name or (by_words.encoding if by_words else None)
    if known is None or (text.isascii() and not capitals):
        return Decoded(text, known if text.strip() and by_name else None, typed=text, method="font")
    encoding = _likeliest(text, known, sure=by_name is not None)
    typed = decode(text, encoding)
    before, after = _goodness(text), _goodness(typed)
    if (_UNICODE_ONLY.search(text) and before >= after) or (before >= 0.9 and after < 0.5):
        # Unicode typed while an old font was chosen: Word shows it in another font and keeps the name.
        return Decoded(text.upper() if capitals else text, typed=text)
    if by_name:
        told = encoding == known or len(_words(text)) >= _ENOUGH
        return Decoded(
            decode(text, encoding, capitals),
            encoding,
            _sureness(typed) if told else 0.5,
            typed,
            "font" if told else "words",
        )
    if after < before:
        return Decoded(text, typed=text)
    if _is_abbreviation(text, typed):
        return Decoded(text, encoding, 0.5, typed=text)  # `ĐT` is an abbreviation, whatever `ét` may mean
    # The font is under suspicion only: where it is used for other text too, words that fit both are anybody's guess.
    alone = by_words is not None and by_words.alone and encoding == known
    return Decoded(typed, encoding, _sureness(typed) if alone else after if before < after else 0.5, typed)


def _sureness(typed: str) -> float:
    """Abbreviations (QĐ, LĐLĐ) are no syllables and no sign of a wrong table."""
    decoded = [is_syllable(word) for word in _words(typed) if not (word.isascii() or word.isupper())]
    share = sum(decoded) / max(1, len(decoded))
    return 1.0 if share >= 0.5 or len(decoded) < _ENOUGH else share


def _is_abbreviation(text: str, typed: str) -> bool:
    """Whether a text of capitals has no letter of an old font, nor a word that decoding alone makes Vietnamese."""
    words = _words(text)
    if _FOREIGN.search(text) or not all(word.isupper() or word.isascii() for word in words):
        return False
    return any(ord(letter) > 0xFF for letter in text) or not any(
        len(old) > 2 and not is_syllable(old) and is_syllable(new)
        for old, new in zip(words, _words(typed), strict=False)
    )


def _decode_viqr(text: str) -> Decoded:
    made = from_viqr(text) if is_plain(text) else text
    open_end = is_plain(text) and ends_open(text)
    if made == text:
        return Decoded(text, None, 0.5 if open_end else 1.0, text)
    return Decoded(made, VIQR, 0.5 if open_end or (doubtful(text) and not has_marks(text)) else 0.9, made)


def _likeliest(text: str, known: str, sure: bool) -> str:
    """The encoding of one text in a font of the known encoding: people lay fonts over texts of another one too."""
    left = not vni()[0].sub("", text.translate(misread())).isascii()  # marks of VNI without their letters
    if not sure:
        unfit = {VNI} if left else set()
        return max(_TABLES, key=lambda code: (_goodness(decode(text, code)), code not in unfit, code == known))
    share = _share(decode(text, known))
    if text.isascii() or (share == 1 and not (left and known == VNI)):
        return known
    if other := next((other for other in (TCVN3, VNI) if _share(decode(text, other)) == 1), None):
        return other
    if len(_words(text)) >= _ENOUGH and share < 0.5:
        return _likeliest(text, known, sure=False)
    return known


def _share(decoded: str) -> float:
    """As `_goodness`, of the words that have accents; abbreviations (ĐVT) say nothing."""
    accented = [word for word in _words(decoded) if not word.isascii() and (is_syllable(word) or not word.isupper())]
    return sum(map(is_syllable, accented)) / len(accented) if accented else 0.0


def _is_unicode(line: str) -> bool:
    return bool(_UNICODE_ONLY.search(line)) or _goodness(line) >= 0.8


def _words(text: str) -> list[str]:
    return [word for word in _BETWEEN.split(text) if len(word) > 1]


def _goodness(text: str) -> float:
    """Share of the words that are Vietnamese syllables; signs stay in the words, so old bytes count against it."""
    words = _words(text)
    return sum(map(is_syllable, words)) / len(words) if words else 0.0
