"""The official forms: one cell holds all that is said of the authors (name, year of birth, post, unit, phone)."""

from __future__ import annotations

from extractors.forms.form import Form

_AUTHORS = frozenset({"authors"})
_TITLE = frozenset({"title"})

SEVEN = Form(
    "seven-columns",
    "Mẫu 7 cột: có danh hiệu, khen thưởng",
    (_AUTHORS, _TITLE, frozenset({"summary"}), frozenset({"effect"}), frozenset({"awards"})),
)
SIX = Form(
    "six-columns",
    "Mẫu 6 cột",
    (_AUTHORS, _TITLE, frozenset({"summary"}), frozenset({"effect", "benefit"})),
    without=frozenset({"awards"}),
)
WIDE = Form(
    "combined",
    "Mẫu có cột tác giả gộp",
    (_AUTHORS, _TITLE, frozenset({"summary", "effect", "benefit", "application_period"})),
)
