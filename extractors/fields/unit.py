"""The units of a letter: the parent body and the issuer in its top left block, and when two writings are one unit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.fields.letter_text import flat
from schemas.grid import Line
from schemas.text import one_line

# Words with which a unit's name begins, folded.
_HEADS = (
    "tong lien doan|lien doan lao dong|ldld|cong doan|cdcs|cd|nghiep doan|uy ban|ubnd|ubmttq|mat tran|hoi dong|hdnd|"
    "tong cong ty|tap doan|cong ty|ctcp|cty|chi nhanh|xi nghiep|nha may|hop tac xa|doanh nghiep|lam truong|"
    "so|phong|truong|dai hoc|benh vien|trung tam|vien|tram|van phong|ban|cuc|chi cuc|kho bac|bao hiem|ngan hang|"
    "bch|btv|khoa|hoc vien|phan hieu|hat kiem lam|vuon quoc gia|nong truong|htx|bo tu lenh|trung doan|"
    "toa an|cong an|bo|bo chi huy|dang bo|dang uy|tinh uy|huyen uy|thanh uy|dien luc|vien thong|buu dien|dai|bao|hoi"
)
_HEAD = re.compile(rf"(?:{_HEADS})\b")
# A name that ends so is not complete: the next line belongs to it, whatever it begins with.
_OPEN = re.compile(
    r"(?:\b(?:cong doan(?: (?:co so(?: thanh vien)?|bo phan|co quan|nganh|truong))?|cdcs|nghiep doan|va|cac|thuoc|cua|"
    r"tinh|huyen|thanh pho|thi xa|xa|phuong|khoi|van phong|chi nhanh|tap doan|tong|so|phong|truong|trung tam|cong ty|"
    r"ban|benh vien|ban quan ly|ban chap hanh|ban thuong vu|tnhh|mtv|co phan)|[-–,&(])$"
)
_SHORT = (
    (r"\bt(?:ong )?ldld ?(?:vn|viet nam)?\b(?=$)", "tong lien doan lao dong viet nam"),
    (r"\bldld\b", "lien doan lao dong"),
    (r"\bcdcs\b", "cong doan co so"),
    (r"\bcd\b(?= (?:co so|nganh|truong|cong ty|so|vien chuc|benh vien|cac|khu|giao duc))", "cong doan"),
    (r"\bubnd\b", "uy ban nhan dan"),
    (r"\btp\b", "thanh pho"),
    (r"\btx\b", "thi xa"),
    (r"\bcty\b", "cong ty"),
    (r"\bctcp\b", "cong ty co phan"),
    (r"\bgd ?va ?dt\b|\bgd dt\b|\bgddt\b", "giao duc va dao tao"),
    (r"\bthcs\b", "trung hoc co so"),
    (r"\bthpt\b", "trung hoc pho thong"),
    (r"^(?:ban (?:chap hanh|thuong vu)|bch|btv) (?=\w+ \w+)", ""),
)
# What a symbol says of its issuer's name; symbols that are not here say nothing.
_SYMBOLS = {
    "LĐLĐ": r"lien doan lao dong(?! viet nam)",
    "TLĐ": r"tong lien doan",
    "CĐCS": r"^(?!lien doan|tong lien|cong doan nganh|uy ban|so\b)",
    "CĐN": r"cong doan (?!co so)",
    "CĐVC": r"cong doan .*vien chuc",
    "CĐGD": r"cong doan .*(giao duc|truong)",
    "CĐYT": r"cong doan .*(y te|benh vien)",
    "UBND": r"uy ban nhan dan",
    "HĐND": r"hoi dong nhan dan",
}


def split_header(lines: Sequence[Line]) -> tuple[str | None, str | None]:
    """Parent body and issuer out of the top left block's lines (without number and motto), each as written, joined.

    Bold type shows the issuer where it is known; else a new name begins where a line opens with a unit's word and
    the name before it is complete. With one name there is no parent.
    """
    lines = [line for line in lines if one_line(line.text)]
    groups = _by_weight(lines) or _by_heads(lines)
    names = [one_line(" ".join(line.text for line in group)) for group in groups]
    if not names:
        return None, None
    return (names[-2] if len(names) > 1 else None), names[-1]


def issuer_lines(lines: Sequence[Line]) -> int:
    """How many of the last lines name the issuer."""
    lines = [line for line in lines if one_line(line.text)]
    groups = _by_weight(lines) or _by_heads(lines)
    return len(groups[-1]) if groups else 0


def unit_key(name: str) -> str:
    """Folded name with common abbreviations written out and no punctuation: equal for two writings of one unit."""
    key = " ".join(re.findall(r"\w+", flat(one_line(name))))
    for short, full in _SHORT:
        key = re.sub(short, full, key)
    return key


def same_unit(one: str, other: str) -> bool:
    """Two writings of one unit: equal, or one of them says more (`… tỉnh X`) after the same beginning."""
    a, b = sorted((unit_key(one), unit_key(other)), key=len)
    return bool(a) and (a == b or b.startswith(a + " "))


def fits_symbol(name: str, symbol: str) -> bool | None:
    """Whether a document number's issuer symbol can be this unit's; None when the symbol says nothing."""
    rule = _SYMBOLS.get(symbol)
    return bool(re.search(rule, unit_key(name))) if rule else None


def is_unit_start(text: str) -> bool:
    return bool(_HEAD.match(flat(one_line(text))))


def _by_weight(lines: list[Line]) -> list[list[Line]]:
    """Two groups when the last lines alone are bold; nothing when weight does not tell."""
    weights = [line.bold for line in lines]
    cut = len(weights)
    while cut and weights[cut - 1]:
        cut -= 1
    if not 0 < cut < len(lines) or any(w is not False for w in weights[:cut]):
        return []
    return [*_by_heads(lines[:cut]), lines[cut:]]


def _by_heads(lines: list[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in lines:
        before = flat(one_line(" ".join(part.text for part in groups[-1]))) if groups else ""
        if not groups or (is_unit_start(line.text) and not _OPEN.search(before)):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups
