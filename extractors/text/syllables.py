"""Is it Vietnamese? A set of spellings made by rule, and the share of a text's words that are in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

# Written Vietnamese: onset + rime + tone. Sources: Hoàng Phê's spelling tables, checked against running text.
_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_FRONT = "eêiy"  # before these k, gh, ngh are written, elsewhere c, g, ng
_OPEN = (
    "a e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iu iêu oa oai oao oay oe oeo oi ôi ơi ua ui uôi uơ uê uy uya uyu "
    "uây ưa ưi ươi ươu ưu yêu uôu"
)
_NASAL = (
    "am an ang anh ăm ăn ăng âm ân âng em en eng êm ên êng ênh im in inh iêm iên iêng om on ong oong ôm ôn ông ơm ơn "
    "um un ung ưm ưn ưng uôm uôn uông ươm ươn ương oam oan oang oanh oăm oăn oăng oen uân uâng uên uênh uyên uynh uyn "
    "yêm yên yêng ynh"
)
_STOPPED = (
    "ac ach ap at ăc ăp ăt âc âp ât ec ep et êch êp êt ich ip it iêc iêp iêt oc op ot ooc ôc ôp ôt ơp ơt uc up ut ưc "
    "ưt uôc uôp uôt ươc ươp ươt oac oach oap oat oăc oăt oet uât uêch uyt uych uyêt yêt yt ưp"
)
_TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
_STOPPED_TONES = ("\u0301", "\u0323")
_VOWELS = "aăâeêioôơuưy"
# Place and personal names, mostly of the northern and highland peoples, that no rule of Vietnamese spelling makes.
_NAMES = "kạn lắk đắk đăk kăn niê pắc pắk pờ krông kon tum plei pleiku êđê hmông mông h'mông păo kê bkrông y'"
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Share:
    """Of the words with two letters or more: how many are Vietnamese syllables, how many of all are accented ones."""

    valid: float
    accented: float
    words: int

    @property
    def trustworthy(self) -> bool:
        """Whether a text layer is real Vietnamese; scanners' English readings give about 0.5 and 0."""
        return self.valid >= 0.7 and self.accented >= 0.2


def is_syllable(word: str) -> bool:
    """Whether one word, in any case and in either tone placement, is spelt like a Vietnamese syllable."""
    return unicodedata.normalize("NFC", word).lower() in _syllables()


def vietnamese_share(text: str) -> Share:
    """Shares over the words of a text; a text without words has 0 of everything."""
    words = [w for w in _LETTERS.findall(unicodedata.normalize("NFC", text).lower()) if len(w) > 1]
    if not words:
        return Share(0.0, 0.0, 0)
    known = _syllables()
    valid = [w for w in words if w in known]
    accented = sum(not w.isascii() for w in valid)
    return Share(len(valid) / len(words), accented / len(words), len(words))


@cache
def _syllables() -> frozenset[str]:
    made = {spelling for onset in ["", *_ONSETS.split()] for spelling in _with_onset(onset)}
    return frozenset(made | set(_NAMES.split()))


def _with_onset(onset: str) -> Iterator[str]:
    for rimes, tones in ((_OPEN, _TONES), (_NASAL, _TONES), (_STOPPED, _STOPPED_TONES)):
        for rime in rimes.split():
            body = _joined(onset, rime)
            if body:
                yield from _toned(onset, body, tones)


def _joined(onset: str, rime: str) -> str | None:
    """The rime as written after this onset; None where the two are not written together."""
    if onset == "gi" and rime[0] == "i":
        return rime[1:] if rime[1:2] == "ê" else None  # giêng: one i is written; gì and gìn are of g
    return rime if _fits(onset, rime) else None


def _fits(onset: str, rime: str) -> bool:
    front = rime[0] in _FRONT
    if rime in {"ynh", "yt"}:
        return onset == "qu"
    if onset == "qu":
        return rime[0] not in "oôuư" or rime == "ôc"  # quốc alone has ô
    if onset in {"k", "gh", "ngh"}:
        return front
    if onset == "g" and rime[:2] in {"i", "in"}:
        return True
    return not (front and onset in {"c", "g", "ng"}) and not (onset == "" and rime.startswith("iê"))


def _toned(onset: str, body: str, tones: tuple[str, ...]) -> Iterator[str]:
    for place in _places(body):
        for tone in tones:
            yield unicodedata.normalize("NFC", onset + body[: place + 1] + tone + body[place + 1 :])


def _places(body: str) -> set[int]:
    """Where the tone stands: on the marked vowel, else in the old or in the new place of oa, oe, uy."""
    vowels = [i for i, letter in enumerate(body) if letter in _VOWELS]
    marked = [i for i in vowels if body[i] in "ăâêôơư"]
    if marked:
        return {marked[-1]}
    if len(vowels) == 1:
        return {vowels[0]}
    closed = vowels[-1] != len(body) - 1
    if body[:2] in {"oa", "oe", "uy"}:
        return {1} if closed or len(vowels) == 3 else {0, 1}
    return {vowels[-1]} if closed or len(vowels) == 3 else {vowels[0]}
