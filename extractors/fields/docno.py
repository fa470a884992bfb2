"""Numbers of official documents: `32/TTr-CĐCS`, `766/LĐLĐ-CTCS`, `123/2021/QĐ-UBND`, `60-NQ/TW`.

The kinds of paper and their symbols follow Nghị định 30/2020/NĐ-CP and the union's and the party's own rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from extractors.fields.letter_text import flat
from schemas.text import one_line

_TYPES = re.findall(
    r"\w+",
    "NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CV CĐ BGN BTT GUQ GM GGT GNP PG PC PB NĐ TT NQLT ĐN GT",
)
_ISSUERS = re.findall(
    r"\w+",
    "LĐLĐ TLĐ TLĐLĐVN CĐCS CĐCSTV CĐBP CĐN CĐVC CĐGD CĐYT CĐCT CĐKCN CĐKKT CĐTCT CĐXD CĐGTVT CĐNN CĐTT "
    "UBND HĐND SGDĐT PGDĐT MTTQ CTCS BTV BCH QHLĐ TĐKT",
)
_UPPER_TYPES = {kind.upper(): kind for kind in _TYPES}
_UPPER_ISSUERS = {name.upper(): name for name in _ISSUERS}
# What OCR makes of the commonest type; only forms that are no type themselves.
_MISREAD = dict.fromkeys(re.findall(r"\w+", "tir ttr t1r tlr 1tr itr ltr ttt trr tti tt1 tfr tjr"), "TTr")
_MISREAD |= {"qd": "QĐ", "nd": "NĐ"}
_FOLDED = {flat(name): name for name in _ISSUERS if "Đ" in name} | {"lblb": "LĐLĐ", "tld": "TLĐ"}
_STEMS = (("ldld", "LĐLĐ"), ("cdcs", "CĐCS"))

_PREFIX = r"(?<!\w)(?P<prefix>[S5s][ốôoóồổộỐÔOÓỒỔỘ06])\s*[:.;,]?\s*"
_PART = r"[A-ZĐƯ][A-Za-zĐđƯŒ0-9&.]*(?![^\W\d_])"  # an accented letter after it: a word, not a symbol
_SYMBOL = rf"(?P<symbol>(?:\s*[/⁄∕–—-]\s*{_PART}){{1,4}})"
_NUMBER = (
    r"(?P<number>[0-9]{1,3}\s[0-9]{1,3}(?=\s*/)|[0-9][0-9lIoOSs|!]{0,4}|[lIoOSs|!]{1,3}[0-9][0-9lIoOSs|!]{0,3}|"
    r"(?<=[:.\s])[lIoO|]{1,3})"
)
_REST = rf"\s?(?P<suffix>[a-dA-DđĐ](?=\s*[/–-]))?(?:\s*/\s*(?P<year>(?:19|20)\d\d)(?!\d))?{_SYMBOL}"
_NAMED = re.compile(_PREFIX + _NUMBER + _REST)
_BARE = re.compile(r"(?<![\w/.,–-])" + r"(?P<prefix>)(?P<number>[0-9][0-9lIoOS|]{0,4})" + _REST)
_BLANK = re.compile(_PREFIX + rf"(?P<gap>[^/\n]{{0,24}}?)(?P<symbol>\s*/\s*{_PART}(?:\s*[/–—-]\s*{_PART}){{0,3}})")
_NAKED = re.compile(_PREFIX + r"(?P<number>\d{1,5})(?P<suffix>[a-d])?\s*[./-]?\s*$")
_AS_DIGITS = str.maketrans("lI|!oOSs", "11110055")


@dataclass(frozen=True, slots=True)
class DocNumber:
    """`number` None: left blank or not legible. `text`: as filed (`05a/TTr-CĐCS`). `repaired`: letters were guessed.

    `complete` says that a number and a symbol were both there; `start`, `end` place it in the one-line text.
    """

    number: int | None
    text: str
    type: str = ""
    issuer: str = ""
    dept: str = ""
    suffix: str = ""
    year: int | None = None
    style: str = "state"
    repaired: bool = False
    start: int = 0
    end: int = 0
    marked: bool = False  # the word `Số` stands before it

    @property
    def complete(self) -> bool:
        return self.number is not None and bool(self.issuer or self.type)

    @property
    def key(self) -> tuple[int | None, str, int | None, str]:
        """Equal for two writings of one number (`05/TTr-CĐCS`, `Số 5/TTr – CDCS`)."""
        symbol = re.sub(r"[^a-z0-9]", "", flat(self.type + self.issuer + self.dept))
        return self.number, self.suffix.lower(), self.year, symbol

    def agrees(self, other: DocNumber) -> bool:
        """One number in two writings, of which one may have lost the end of its symbol (`51/TTr`, `51/TTr-CĐGD`)."""
        one, two = self.key, other.key
        return one[:3] == two[:3] and (one[3].startswith(two[3]) or two[3].startswith(one[3]))

    def outweighs(self, other: DocNumber) -> bool:
        """The same figure and type, and a well-known symbol where the other's is a slip away (`CĐYT`, `CĐVT`)."""
        alike = self.key[:3] == other.key[:3] and self.type == other.type
        known = self.issuer in _ISSUERS and other.issuer not in _ISSUERS
        return alike and known and Levenshtein.distance(self.key[3], other.key[3]) <= 1


def find_numbers(text: str) -> list[DocNumber]:
    """All complete numbers in a text, in their order."""
    plain = one_line(text)
    hits = [n for m in _NAMED.finditer(plain) if (n := _read(m))]
    hits += [n for m in _BARE.finditer(plain) if (n := _read(m)) and not any(_overlap(n, o) for o in hits)]
    return sorted(hits, key=lambda n: n.start)


def find_number(text: str) -> DocNumber | None:
    """The number that a text names, those after the word `Số` first; a blank one (`Số:   /TTr-CĐN`) if no other."""
    found = find_numbers(text)
    marked = next((n for n in found if n.marked), None)
    return marked or next(iter(found), None) or _blank(one_line(text)) or _naked(one_line(text))


def _overlap(one: DocNumber, other: DocNumber) -> bool:
    return one.start < other.end and other.start < one.end


def _blank(plain: str) -> DocNumber | None:
    hit = _BLANK.search(plain)
    if not hit or not (parts := _symbol(hit["symbol"], bool(hit["prefix"]))):
        return None
    illegible = bool(re.search(r"\w", hit["gap"].replace("_", "")))
    kind, issuer, dept, mended = _roles([token for _, token, _ in parts], parts)
    text = "".join(sep + token for sep, token, _ in parts)
    return DocNumber(
        None, text, kind, issuer, dept, repaired=illegible or mended, start=hit.start(), end=hit.end(), marked=True
    )


def _naked(plain: str) -> DocNumber | None:
    hit = _NAKED.match(plain)
    if not hit:
        return None
    suffix = hit["suffix"] or ""
    return DocNumber(int(hit["number"]), hit["number"] + suffix, suffix=suffix, end=hit.end(), marked=True)


def _read(hit: re.Match[str]) -> DocNumber | None:
    parts = _symbol(hit["symbol"], bool(hit["prefix"]))
    if not parts:
        return None
    digits = re.sub(r"\s", "", hit["number"].translate(_AS_DIGITS))
    kind, issuer, dept, mended = _roles([token for _, token, _ in parts], parts)
    suffix, year = hit["suffix"] or "", hit["year"]
    text = digits + suffix + (f"/{year}" if year else "") + "".join(sep + token for sep, token, _ in parts)
    return DocNumber(
        number=int(digits),
        text=text,
        type=kind,
        issuer=issuer,
        dept=dept,
        suffix=suffix,
        year=int(year) if year else None,
        style="party" if parts[0][0] == "-" else "state",
        repaired=mended or digits != hit["number"] or hit["prefix"].lower() not in ("", "số"),
        start=hit.start(),
        end=hit.start() + len(hit[0].rstrip()),
        marked=bool(hit["prefix"]),
    )


def _symbol(raw: str, marked: bool) -> list[tuple[str, str, bool]]:
    """Separator, token and whether it was mended, for each part of a symbol; empty when it is no symbol."""
    parts: list[tuple[str, str, bool]] = []
    for sep, token in re.findall(rf"\s*([/⁄∕–—-])\s*({_PART})", raw):
        mended, changed = _mend(token.rstrip("."), first=not parts)
        if not _symbolic(mended):
            break
        parts.append(("/" if sep in "/⁄∕" else "-", mended, changed))
    if not parts or (not marked and parts[0][0] == "-" and parts[0][1] not in _TYPES):
        return []
    return _unglued(parts)


def _symbolic(token: str) -> bool:
    return token in _TYPES or sum(c.isupper() for c in token) >= 2


def _unglued(parts: list[tuple[str, str, bool]]) -> list[tuple[str, str, bool]]:
    """`/TTrLĐLĐ` with its hyphen lost in two parts."""
    sep, token, _ = parts[0]
    glued = re.match(r"(TTr|QĐ|CV)(LĐLĐ|CĐ\w+|UBND)$", token)
    return [(sep, glued[1], True), ("-", glued[2], True), *parts[1:]] if glued else parts


def _mend(token: str, first: bool) -> tuple[str, bool]:
    """The token in its usual spelling, and whether a letter other than its case had to be changed."""
    if first and token in _TYPES:
        return token, False
    upper = token.upper()
    if first and upper in _UPPER_TYPES:
        return _UPPER_TYPES[upper], False
    if first and flat(token) in _MISREAD:
        return _MISREAD[flat(token)], True
    if upper in _UPPER_ISSUERS:
        return _UPPER_ISSUERS[upper], False
    single = token.replace("Œ", "Đ")
    once = re.sub("Đ{2,}", "Đ", single)  # OCR doubles the letter: CĐĐN, CĐŒN; but CĐĐL is Công đoàn Điện lực
    known = _FOLDED.get(flat(once))
    if known:
        return known, True
    for stem, right in _STEMS:
        if flat(once).startswith(stem):
            single = right + once[len(stem) :]
    return single, single != token


def _roles(tokens: list[str], parts: list[tuple[str, str, bool]]) -> tuple[str, str, str, bool]:
    """Type, issuer and department. A symbol without a type is a dispatch's (công văn), or a law's."""
    mended = any(changed for _, _, changed in parts)
    if tokens[0] in _TYPES:
        return tokens[0], "".join(tokens[1:2]), "-".join(tokens[2:]), mended
    kind = "law" if re.fullmatch(r"QH\d+", tokens[0]) else "CV"
    return kind, tokens[0], "-".join(tokens[1:]), mended
