"""Text that is safe in a spreadsheet: no formula, no control character, no longer than a cell."""

from __future__ import annotations

import re
import unicodedata

CELL_UNITS = 32_767  # Excel's limit, in UTF-16 units
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TRIGGERS = frozenset("=+-@|")


def clean(text: str) -> str:
    """Line breaks stay, tabs become blanks, other control characters and half characters go; cut to a cell."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _cut(_CONTROL.sub("", plain))


def is_risky(text: str) -> bool:
    """Whether a spreadsheet may take the text for a formula or command; full-width signs and blanks before count."""
    if text[:1].isalnum():
        return False
    shown = "".join(c for c in text[:64] if not c.isspace() and unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFKC", shown[:1]) in _TRIGGERS


def guarded(text: str) -> str:
    """For CSV, which has no cell types: a text that may be a formula gets a `'` before it."""
    return f"'{text}" if is_risky(text.lstrip("'")) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if text.startswith("'") and is_risky(text.lstrip("'")) else text


def _cut(text: str) -> str:
    if len(text) * 2 <= CELL_UNITS:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= CELL_UNITS * 2:
        return text
    return units[: (CELL_UNITS - 1) * 2].decode("utf-16-le", "ignore") + "…"
