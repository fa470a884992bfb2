"""The name of a unit as words that can be compared: folded, abbreviations and long forms as one word, slips mended."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from schemas.text import fold, one_line, same_tone

_LONGEST = 400  # letters of a name that are looked at
_DOTTED = re.compile(r"(?<=\b\w)\.\s?(?=\w\b)")
_DOUBLED = re.compile("[ĐÐđð]{2,}")
_HEAD_WORDS = frozenset({"tld", "ldld", "cdn", "cdcs", "cdbp", "cd"})
_HEADS = ("lien doan lao dong", "cong doan co so", "cong doan nganh", "cong doan vien chuc", "cong doan")
LEVELS = frozenset({"tinh", "huyen", "tp", "tx", "quan"})
SMALLER = frozenset({"xa", "phuong", "thon"})
FORMS = frozenset({"cp", "tnhh", "mtv", "dntn"})  # a company of one form is no company of another
LIGHT = FORMS | {"truong", "cty", "ban", "cua", "tai", "thuoc"}  # a name may stand with or without them
# Words that many names share: they never tell two units apart alone.
_KINDS = """
tld ldld cd cdcs cdn cdbp thpt thcs th mn mg ptdtnt ptdtbt gddt gdtx gdnn caodang daihoc ubnd hdnd mttq tct xn htx bv
bvdk ttyt tyt ttam kv kbnn nhnn nhang bhxh vphong chi nhanh phong so ban cuc hat doi khoi pho thong noi tru lien cap
kcn kkt cdc dien luc
"""
STOCK = LIGHT | LEVELS | SMALLER | frozenset(_KINDS.split())
# Any Vietnamese syllable without its accents; what is none may be a slip of the reader.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?"
    r"(?:uye|uya|uyu|ieu|yeu|oai|oay|oao|oeo|uay|uoi|uou|uou|uao|ia|ie|ua|uo|ue|uy|uu|ui|oa|oe|oi|oo|ai|ao|au|ay|eo|eu|iu|ye|[aeiouy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)


@dataclass(frozen=True, slots=True)
class Word:
    """`key` is compared, `spelt` keeps the accents; `mended`: it stood otherwise on paper."""

    key: str
    spelt: str
    mended: bool = False

    @property
    def accented(self) -> bool:
        return self.spelt != fold(self.spelt)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A name taken apart. `head`: tld, ldld, cdn, cdcs, cd, or empty; `levels`: tinh, huyen …, in their order."""

    head: str
    words: tuple[Word, ...]
    levels: tuple[str, ...]
    slips: int = 0


def unit_key(name: str) -> str:
    """Equal for two writings of one name: accents, case, abbreviations and order of levels aside. Never an id."""
    parsed = parse(name)
    return " ".join([parsed.head, *parsed.levels, *(word.key for word in parsed.words)]).strip()


def parse(text: str, known: Vocabulary | None = None) -> Parsed:
    """`known`: the catalogue's words, to mend what a reader misread."""
    return _parsed(known.mend(_tokens(text))) if known else _plain(text)


@lru_cache(maxsize=20_000)
def _plain(text: str) -> Parsed:
    return _parsed(_house().mend(_tokens(text)))


def _parsed(tokens: Sequence[Word]) -> Parsed:
    words = _own_head_first(_shortened(tokens))
    head = words[0].key if words and words[0].key in _HEAD_WORDS else ""
    body = words[1:] if head else words
    levels = tuple(word.key for n, word in enumerate(body) if _is_level(body, n))
    rest = [word for n, word in enumerate(body) if word.key not in SMALLER and not _is_level(body, n)]
    return Parsed(head, _numbered(rest), levels, sum(word.mended for word in words))


def _own_head_first(words: list[Word]) -> list[Word]:
    """A union's name behind its parent's, or behind its employer's: what stood before goes to the end."""
    while words and (words[0].key in ("tld", "ldld") or words[0].key not in _HEAD_WORDS):
        later = next((n for n, word in enumerate(words) if n and word.key in _HEAD_WORDS), None)
        if later is None:
            break
        before = words[1:later] if words[0].key in _HEAD_WORDS else words[:later]
        words = [*words[later:], *before]
    return words


def _is_level(words: Sequence[Word], n: int) -> bool:
    """Hà Tĩnh, Huyền and quản lý are none."""
    key, spelt = words[n].key, words[n].spelt
    if key not in LEVELS or spelt == "huyền" or (key == "quan" and spelt != "quận"):
        return False
    return not (key == "tinh" and n > 0 and words[n - 1].key == "ha")


class Vocabulary:
    """Words that names are made of: those of the house and those of a catalogue."""

    def __init__(self, names: Iterable[str]) -> None:
        own = {token.key for name in names for token in _tokens(name)}
        words = own | {w for phrase in _short() for w in phrase} | STOCK
        self.words = frozenset(word for word in words if len(word) > 1)
        self._rough: dict[str, set[str]] = {}
        for word in self.words:
            self._rough.setdefault(_rough(word), set()).add(word)

    def mend(self, tokens: Sequence[Word]) -> list[Word]:
        return [word for token in _rejoined(_headed(tokens), self.words) for word in self._mended(token)]

    def _mended(self, token: Word) -> list[Word]:
        key = token.key
        if key in self.words or key.isdigit() or len(key) < 3:
            return [token]
        alike = self._rough.get(_rough(key), set())
        if len(alike) == 1:
            [word] = alike
            return [Word(word, word, mended=True)]
        if _SYLLABLE.fullmatch(key):
            return [token]  # a word that means something: another name, not a slip
        if len(key) >= 5:
            near = {word for word in self.words if abs(len(word) - len(key)) <= 1 and within_one(word, key)}
            if len(near) == 1:
                [word] = near
                return [Word(word, word, mended=True)]
        parts = _split(key, self.words)
        return [Word(part, part, mended=True) for part in parts] if parts else [token]


def within_one(one: str, other: str) -> bool:
    """At most one letter put in, left out or changed."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:]


def _tokens(text: str) -> list[Word]:
    plain = _DOTTED.sub("", _DOUBLED.sub("Đ", one_line(text)))[:_LONGEST]
    return [Word(fold(spelt), spelt) for spelt in re.findall(r"\w+", same_tone(plain).lower().replace("_", " "))]


def _headed(tokens: Sequence[Word]) -> list[Word]:
    """The union's own words at the beginning, mended one letter in four: `cang doan co so`."""
    for head in _HEADS:
        wanted = head.split()
        there = [token.key for token in tokens[: len(wanted)]]
        if len(there) == len(wanted) and there != wanted and all(map(within_one, there, wanted)):
            slips = sum(a != b for a, b in zip(there, wanted, strict=True))
            if slips <= len(wanted) // 2:
                return [*(Word(w, w, mended=True) for w in wanted), *tokens[len(wanted) :]]
    return list(tokens)


def _rejoined(tokens: Sequence[Word], known: frozenset[str]) -> list[Word]:
    """`ba c kan` → `bac kan`: a broken word whose parts mean nothing and whose whole is known."""
    out: list[Word] = []
    for token in tokens:
        before = out[-1] if out else None
        if before and token.key not in known and not token.key.isdigit() and before.key + token.key in known:
            out[-1] = Word(before.key + token.key, before.spelt + token.spelt, mended=True)
        else:
            out.append(token)
    return out


def _split(key: str, known: frozenset[str]) -> list[str]:
    """A word run together, as the fewest known words of two letters and more; nothing when it cannot be."""
    best: list[list[str] | None] = [[]] + [None] * len(key)
    for end in range(2, len(key) + 1):
        for start in range(max(0, end - 12), end - 1):
            before = best[start]
            if before is not None and key[start:end] in known:
                found = best[end]
                if found is None or len(before) + 1 < len(found):
                    best[end] = [*before, key[start:end]]
    return best[-1] or []


def _shortened(tokens: Sequence[Word]) -> list[Word]:
    """Phrases as their one word, again until nothing changes: `va` must go before `giao duc dao tao` is seen."""
    words = list(tokens)
    for _ in range(4):
        shorter = _once(words)
        if shorter == words:
            break
        words = shorter
    return words


def _once(words: list[Word]) -> list[Word]:
    out: list[Word] = []
    at = 0
    while at < len(words):
        for length in range(min(7, len(words) - at), 0, -1):
            run = words[at : at + length]
            short = _short().get(tuple(word.key for word in run))
            if short is not None and [w.key for w in run] != short:
                out += [Word(key, key, any(w.mended for w in run)) for key in short]
                break
        else:
            length = 1
            out.append(words[at])
        at += length
    return out


def _numbered(words: Sequence[Word]) -> tuple[Word, ...]:
    """Numbers without leading zeros; `số` before a number says nothing."""
    out = []
    for n, word in enumerate(words):
        if word.key == "so" and n + 1 < len(words) and words[n + 1].key.isdigit():
            continue
        out.append(Word(word.key.lstrip("0") or "0", word.spelt) if word.key.isdigit() else word)
    return tuple(out)


def _rough(word: str) -> str:
    """Letters that readers take for each other made one."""
    return word.replace("rn", "m").replace("vv", "w").translate(_ROUGH)


_ROUGH = str.maketrans("1jl0q59", "iiiogsg")


@cache
def _house() -> Vocabulary:
    return Vocabulary(())


@cache
def _short() -> dict[tuple[str, ...], list[str]]:
    text = (files("schemas") / "units" / "short.tsv").read_text("utf-8")
    rows = csv.reader((line for line in text.splitlines() if not line.startswith("#")), delimiter="\t")
    return {tuple(phrase.split()): short.split() for phrase, short in rows}
