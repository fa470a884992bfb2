"""What typists and readers do to a unit's name, by chance but always the same chance."""

from __future__ import annotations

import random
import re

from schemas.text import fold

_SHORT = {
    "Liên đoàn Lao động": ["LĐLĐ", "LDLD", "LĐÐLĐ", "LIÊN ĐOÀN LAO ĐỘNG"],
    "Công đoàn cơ sở": ["CĐCS", "CDCS", "CÔNG ĐOÀN CƠ SỞ", "Công đoàn"],
    "Công đoàn ngành": ["CĐN", "CĐ ngành", "CĐÐN"],
    "Công ty": ["Cty", "C.ty"],
    "Cổ phần": ["CP"],
    "Trung tâm Y tế": ["TTYT"],
    "Giáo dục và Đào tạo": ["GD&ĐT", "GD-ĐT", "GDĐT"],
    "Bệnh viện Đa khoa": ["BVĐK"],
    "Mầm non": ["MN"],
    "thành phố": ["TP", "TP."],
}
_LETTERS = ["l1", "o0", "i1", "ij", "s5", "gq", "un"]
_MARKS = ["ốồổỗộ", "ìíỉĩị", "ạảãáà", "ủùúũụ", "ơớờởỡ"]


def worn(name: str, chance: random.Random) -> str:
    """The name with none to three things done to it."""
    for _ in range(chance.randint(0, 3)):
        name = chance.choice(_WEAR)(name, chance)
    return name


def _abbreviated(name: str, chance: random.Random) -> str:
    for full, shorts in _SHORT.items():
        if full in name and chance.random() < 0.7:
            name = name.replace(full, chance.choice(shorts))
    return name


def _slipped(name: str, chance: random.Random) -> str:
    """One letter taken for one that looks like it."""
    pairs = [(a, b) for a, b in _LETTERS if a in name]
    if not pairs:
        return name
    a, b = chance.choice(pairs)
    at = chance.choice([m.start() for m in re.finditer(a, name)])
    return name[:at] + b + name[at + 1 :]


def _marked(name: str, chance: random.Random) -> str:
    """One accent taken for another."""
    spots = [(n, marks) for n, c in enumerate(name) for marks in _MARKS if c in marks]
    if not spots:
        return name
    at, marks = chance.choice(spots)
    return name[:at] + chance.choice(marks) + name[at + 1 :]


def _run_together(name: str, chance: random.Random) -> str:
    blanks = [m.start() for m in re.finditer(" ", name)]
    at = chance.choice(blanks) if blanks else len(name)
    return name[:at] + name[at + 1 :]


def _bare(name: str, _: random.Random) -> str:
    return fold(name).title()


def _upper(name: str, _: random.Random) -> str:
    return name.upper()


def _with_province(name: str, _: random.Random) -> str:
    return name if "Vân Sơn" in name else f"{name}, tỉnh Vân Sơn"


_WEAR = [_abbreviated, _slipped, _marked, _run_together, _bare, _upper, _with_province]
