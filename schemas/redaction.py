"""Taking one person out of what is kept: known again by salted digests, so that nothing of him need be kept for it."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any

from pydantic import BaseModel, Field

from schemas import masking
from schemas.text import fold, same_tone

MARK = "(đã xóa)"
_WORD = re.compile(r"[^\W\d_]+")
_GAP = re.compile(r"[\s._,\-]{1,3}")
_AUTHOR = {"birth_year": None, "position": "", "workplace": "", "phone": None, "honorific": ""}


def words_of(text: str) -> list[str]:
    """A name's words, for comparison: case and the place of a tone mark make no difference, accents do."""
    return [_key(word) for word in _WORD.findall(unicodedata.normalize("NFC", text))]


class Mask(BaseModel):
    """Who is to be taken out. Nobody can be named from it; whoever knows the name can tell whether it is him."""

    salt: str = Field(default_factory=lambda: secrets.token_hex(16))
    name: str  # digest of the words with their accents
    plain: str  # digest of the words without
    words: int
    birth: str | None = None
    phones: list[str] = Field(default_factory=list)

    @classmethod
    def of(cls, full_name: str, birth_year: int | None, phones: Iterable[str]) -> Mask:
        """`phones`: numbers in any form."""
        words, salt = words_of(full_name), secrets.token_hex(16)
        mask = cls(salt=salt, name="", plain="", words=len(words))
        mask.name, mask.plain = mask._digest(words), mask._digest([fold(word) for word in words])
        mask.birth = mask._digest([str(birth_year)]) if birth_year else None
        mask.phones = sorted({mask._phone(number) for number in phones})
        return mask

    def is_him(self, author: dict[str, Any], *, loose: bool = False) -> bool:
        """The same name, and nothing that contradicts. `loose`: accents may have been lost, or the phone tells."""
        words = words_of(author.get("full_name") or "")
        same = self._digest(words) == self.name
        if loose and not same:
            return self._digest([fold(word) for word in words]) == self.plain or self._has_phone(author)
        return same and not self._contradicts(author)

    def bears_name(self, author: dict[str, Any]) -> bool:
        return self._digest(words_of(author.get("full_name") or "")) == self.name

    def text(self, said: str, *, loose: bool = False) -> str:
        """A text in which his name and his numbers are the mark."""
        if not said or said == MARK:
            return said
        found = masking.replaced(said, lambda number: MARK if self._phone(number) in self.phones else None)
        return self._without_name(found, loose=loose)

    def value(self, said: Any, *, loose: bool = False) -> Any:
        """The same for all texts within lists and dicts; names of files often lack accents."""
        if isinstance(said, str):
            return self.text(said, loose=loose)
        if isinstance(said, dict):
            return {key: self.value(one, loose=loose or key == "file") for key, one in said.items()}
        return [self.value(one, loose=loose) for one in said] if isinstance(said, list) else said

    def reading(self, data: dict[str, Any], *, his: bool = False) -> dict[str, Any]:
        """A reading (as JSON) without him. `his`: another reading of the row has him, so this one must too, misread."""
        authors = data["accepted"]["authors"]
        mine = self._among(authors, his=his)
        if not mine and any(map(self.bears_name, authors)):
            return data  # another person of the same name
        out = self.value({**data, "accepted": {**data["accepted"], "authors": []}}, loose=bool(mine))
        out["accepted"]["authors"] = [{**a, "full_name": MARK, **_AUTHOR} if a in mine else a for a in authors]
        if mine:
            out["fields"] = {name: _unread(name, one) for name, one in out["fields"].items()}
        return dict(out)

    def _among(self, authors: Sequence[dict[str, Any]], *, his: bool) -> list[dict[str, Any]]:
        mine = [author for author in authors if self.is_him(author) or self._misread(author)]
        if mine or not his:
            return mine
        return [a for a in authors if self.is_him(a, loose=True)] or [*authors] * (len(authors) == 1)

    def _misread(self, author: dict[str, Any]) -> bool:
        """His number, or his name without its accents and his year of birth."""
        if self._has_phone(author):
            return True
        born = bool(self.birth and author.get("birth_year")) and not self._contradicts(author)
        return born and self.is_him(author, loose=True)

    def _has_phone(self, author: dict[str, Any]) -> bool:
        return bool(author.get("phone")) and self._phone(author["phone"]) in self.phones

    def _contradicts(self, author: dict[str, Any]) -> bool:
        born = author.get("birth_year")
        if self.birth and born:
            return self._digest([str(born)]) != self.birth
        return bool(self.phones and author.get("phone")) and not self._has_phone(author)

    def _without_name(self, said: str, *, loose: bool) -> str:
        if self.words < 2:
            return said
        composed = unicodedata.normalize("NFC", said)
        spans = [(found.start(), found.end()) for found in _WORD.finditer(composed)]
        out, done = [], 0
        for first in range(len(spans) - self.words + 1):
            part = spans[first : first + self.words]
            if part[0][0] >= done and _together(composed, part) and self._names(composed, part, loose=loose):
                out += [composed[done : part[0][0]], MARK]
                done = part[-1][1]
        return "".join([*out, composed[done:]]) if out else said

    def _names(self, said: str, part: Sequence[tuple[int, int]], *, loose: bool) -> bool:
        words = [_key(said[start:end]) for start, end in part]
        return self._digest(words) == self.name or (
            loose and self._digest([fold(word) for word in words]) == self.plain
        )

    def _phone(self, number: str) -> str:
        digits = "".join(filter(str.isdigit, number))
        return self._digest(["0" + digits[2:] if digits.startswith("84") and len(digits) > 10 else digits])

    def _digest(self, words: Sequence[str]) -> str:
        return hmac.new(self.salt.encode(), " ".join(words).encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def without_fields(data: dict[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    """A reading (as JSON) without these fields of its authors; numbers in its texts go with the phone."""
    out: dict[str, Any] = _phoneless(data) if "phone" in fields else {**data}
    gone = {name: _AUTHOR[name] for name in fields}
    authors = [{**author, **gone} for author in data["accepted"]["authors"]]
    if "phone" in fields:
        authors = [{**_phoneless(author), **gone} for author in data["accepted"]["authors"]]
    out["accepted"] = {**out["accepted"], "authors": authors}
    out["fields"] = {name: _unread(name, one) for name, one in out["fields"].items()}
    return out


def _phoneless(said: Any) -> Any:
    return every_text(said, lambda text: masking.replaced(text, lambda _: MARK))


def every_text(said: Any, change: Callable[[str], str]) -> Any:
    """All texts within lists and dicts, changed."""
    if isinstance(said, str):
        return change(said)
    if isinstance(said, dict):
        return {key: every_text(one, change) for key, one in said.items()}
    return [every_text(one, change) for one in said] if isinstance(said, list) else said


def _unread(name: str, field: dict[str, Any]) -> dict[str, Any]:
    """What was read of authors is one text for all of them: it goes as a whole."""
    if not name.startswith("author") or not field.get("as_read"):
        return field
    return {**field, "as_read": MARK, "alternate": None, "doubts": []}


def _together(said: str, part: Sequence[tuple[int, int]]) -> bool:
    return all(_GAP.fullmatch(said, one[1], other[0]) for one, other in pairwise(part))


def _key(word: str) -> str:
    return same_tone(word.casefold())
