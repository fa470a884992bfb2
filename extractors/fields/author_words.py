"""Which words head a post, a unit, a place, a person's name; kept in `author_words.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

_NAME_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|['’`.](?=[^\W\d_])|-(?=[a-z]))*$")
SHORTENED = re.compile(r"(?:Ngh?|Tr|Ph|Kh|Nh|Ch|Th|Gi|Qu|[A-ZĐÂĂÊÔƠƯ])\.$")
_SCHOOL = re.compile(r"(?:Trường|TRƯỜNG)\s+(?P<next>\w)")
_ACTING = re.compile(r"(?:Q\.|[Qq]uyền|[Nn]guyên|QUYỀN|NGUYÊN)\s+")
_SMALL_PARTS = {"thị", "văn", "đức", "thi"}


class _Bare(dict[int, str]):
    """Letter → the same without marks, for `str.translate`; each is worked out once."""

    def __missing__(self, code: int) -> str:
        one = chr(code)
        plain = one if unicodedata.combining(one) else unicodedata.normalize("NFD", one)[0]
        self[code] = "d" if plain in "Đđ" else plain
        return self[code]


_BARE = _Bare()


def bare(text: str) -> str:
    """Lower case without accents, one letter for one letter: places in `text` stay places in the result."""
    return text.translate(_BARE).lower()


@cache
def words(kind: str) -> tuple[str, ...]:
    """A list of `author_words.toml`, longest first."""
    data = tomllib.loads((files("extractors.fields") / "author_words.toml").read_text("utf-8"))
    entries = data[kind].split() if isinstance(data[kind], str) else data[kind]
    return tuple(sorted(set(entries), key=len, reverse=True))


@cache
def _pattern(kind: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """(for lower-case text with accents, for `bare` text)."""
    single = "|".join(re.escape(w) for w in words(kind) if " " not in w) or r"(?!)"
    several = "|".join(re.escape(bare(w)).replace(r"\ ", r"\s+") for w in words(kind) if " " in w) or r"(?!)"
    return re.compile(rf"(?:{single})(?![^\W_])"), re.compile(rf"(?:{several})(?![^\W_])")


@lru_cache(16_384)
def head(kind: str, text: str, at: int = 0) -> int:
    """Length of the longest word of a kind that stands in `text` at a place; 0 where none does."""
    one, more = _pattern(kind)
    hits = (one.match(text.lower(), at), more.match(bare(text), at))
    acting = _ACTING.match(text, at) if kind == "posts" else None
    if acting and (rest := head(kind, text, acting.end())):
        return acting.end() - at + rest
    school = _SCHOOL.match(text, at) if kind == "posts" else None
    if school and school["next"].isupper():
        return 0  # `Trường Ban Mai` is no `trưởng ban`
    return max((hit.end() - at for hit in hits if hit), default=0)


def exactly(kind: str, text: str, at: int = 0) -> bool:
    """Whether a word of a kind stands in `text` at a place with all its accents."""
    rest = text[at:].lower()
    return any(rest.startswith(word) and not rest[len(word) : len(word) + 1].isalpha() for word in words(kind))


@cache
def surnames() -> frozenset[str]:
    return frozenset(word.lower() for word in words("surnames"))


@cache
def _honorific() -> re.Pattern[str]:
    options = "|".join(re.escape(word) for word in words("honorifics"))
    return re.compile(rf"\(?(?:Ông\s*[/(]\s*[Bb]à\)?|(?:{options}))(?![^\W\d_/])\s*[.:,]?\)?\s*")


@lru_cache(8192)
def take_honorific(text: str) -> tuple[str, str]:
    """(Ông, ThS. … as written, the rest); a title is one only where a name follows."""
    ends = [0]
    while found := _honorific().match(text, ends[-1]):
        ends.append(found.end())
    end = next((end for end in reversed(ends) if is_name(text[end:].split("\n", 1)[0], loose=True)), 0)
    return text[:end].strip(" :,"), text[end:]


def has_surname(text: str) -> bool:
    first = text.strip().split(maxsplit=1)[0].lower() if text.strip() else ""
    return first in surnames() or "'" in first or "’" in first


def looks_named(text: str) -> bool:
    """The same, or a name's middle in the second place (`… Thị …`, `… Văn …`, `… A …`): rare family names are many."""
    parts = text.split()
    return has_surname(text) or (len(parts) >= 3 and is_name(text) and _is_middle(parts))


def _is_middle(parts: list[str]) -> bool:
    """Whether the second word is one that stands in the middle of names (`Sở Thị Hạnh`, but `Sở Văn Hóa`)."""
    if parts[1] in ("Thị", "THỊ", "thị"):
        return parts[2].lower() not in ("trấn", "xã", "trường")
    return parts[1] in ("Văn", "A") and not (head("units", parts[0]) or head("posts", parts[0]))


@lru_cache(16_384)
def is_name(text: str, loose: bool = False) -> bool:
    """Whether a text has the shape of a person's name; `loose` lets more follow behind the name."""
    parts = text.split()
    if loose:
        cut = next((i for i, part in enumerate(parts) if not _NAME_TOKEN.match(part.strip("(),;.-–"))), len(parts))
        parts = [part.strip("(),;.-–") for part in parts[: min(cut, 2)]]
    alone = len(parts) == 1 and re.match(r"[^\W\d_]{1,2}['’]", parts[0])  # K'Brọi
    if not (alone or 2 <= len(parts) <= 7):
        return False
    if not all(_NAME_TOKEN.match(part) or SHORTENED.match(part) for part in parts):
        return False
    capital = all(part[0].isupper() or part in _SMALL_PARTS for part in parts)
    shouted = [part for part in parts if len(part.rstrip(".")) > 1 and part.isupper()]
    mixed = shouted and any(part[1:].islower() for part in parts)
    return capital and not mixed
