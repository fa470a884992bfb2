"""The unit of money that a column's heading states: `Giá trị làm lợi (triệu đồng)`."""

from __future__ import annotations

import re

from schemas.text import fold

_UNIT = re.compile(r"(trieu|nghin|ngan|ty|ti)\s*(dong|vnd|d\b)|\bdvt\b.{0,12}?(trieu|nghin|ngan|ty)")
_A_YEAR = re.compile(r"(/|mot|moi|hang|1|01)\s*nam\b")
_MONEY = {"trieu": "triệu đồng", "nghin": "nghìn đồng", "ngan": "nghìn đồng", "ty": "tỷ đồng", "ti": "tỷ đồng"}


def money_of(heading: str) -> str | None:
    """`triệu đồng`, `triệu đồng/năm`; None where the heading names no unit."""
    folded = fold(heading)
    found = _UNIT.search(folded)
    return _MONEY[found[1] or found[3]] + ("/năm" if _A_YEAR.search(folded) else "") if found else None
