"""Where an innovation is applied, as an effect cell says under a label of its own (`Phạm vi áp dụng: …`)."""

from __future__ import annotations

import re

from schemas.text import one_line, tidy

_LABEL = re.compile(
    r"(?:^|(?<=[\n.;,*•+–-])|(?<=[.;,*•+–-]\s))\s*(?:về\s+)?phạm\s+vi(?:\s*(?:,|và|/)?\s*(?:khả\s+năng\s+)?(?:ứng|áp|sử)\s+dụng"
    r"|\s+(?:ảnh\s+hưởng|triển\s+khai|nhân\s+rộng))*(?:\s+(?:của\s+)?(?:sáng\s+kiến|giải\s+pháp))?\s*[:：]\s*",
    re.IGNORECASE,
)
# The next part of the cell: a list item, a line under a label of its own, a new sentence.
_NEXT = re.compile(
    r"\n\s*(?:[-–•*+]|\d{1,2}[.)])|\s[*•+]\s|\n[^\n:]{2,40}:"
    r"|[.;,]\s+(?=(?:giá trị|hiệu quả|lợi ích|số tiền|khả năng)\b)"
    r"|(?<!TP)(?<!TX)(?<!TT)(?<!\b\w)\.\s+(?=(?-i:[A-ZÀ-ÝĂĐƠƯẠ-Ỹ])[^\W\d_]*\s)",
    re.IGNORECASE,
)
_LONGEST = 600  # what goes on longer is no longer a scope


def find_scope(effect: str) -> str | None:
    """The text under a cell's own label for the scope; None without one, and where two are written."""
    text = tidy(effect)
    if "phạm" not in text.lower():
        return None
    labels = list(_LABEL.finditer(text))
    if len(labels) != 1:
        return None
    rest = text[labels[0].end() :]
    end = _NEXT.search(rest)
    scope = one_line(rest[: end.start()] if end else rest).strip(" .,;")
    return scope if 0 < len(scope) <= _LONGEST else None
