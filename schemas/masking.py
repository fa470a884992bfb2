"""Phone numbers as lists and terminals show them: `0912 *** *78`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

# 0 or +84, then 8 to 11 digits: in one go, or in groups of two to four as people write them. A bare 84 only before a
# mobile's digits, so that amounts (84.500.000.000) and small decimals (0.123456789) stay as they are.
_PHONE = re.compile(
    r"(?<![\w.,/+])(?:"
    r"(?:\+\s?84|0)\d{8,11}"
    r"|84[35789]\d{8}"
    r"|(?:\(\+?84\)|\+84)[ .\-]?(?:\d[ .\-]?){8,9}\d"
    r"|(?<!-)(?:\(0\d{1,4}\)|0\d{1,4})(?:[ .\-]{1,3}\d{2,7}){1,5}"
    r")(?!\w)(?![.,]\d{3}(?!\d))"
)
_DATE = re.compile(r"\d{2}[.\- ]\d{2}[.\- ]\d{4}(?!\d)")
_LEAST, _MOST = 9, 12  # digits, the leading 0 counted; twelve is a citizen's number, which is masked as well


def phone(number: str | None) -> str:
    """One number: the first four digits and the last two are shown."""
    if not number:
        return ""
    digits = "".join(filter(str.isdigit, number))
    local = "0" + digits[2:] if digits.startswith("84") and len(digits) > 10 else digits
    return f"{local[:4]} *** *{local[-2:]}" if len(local) > 6 else "***"


def text(said: str) -> str:
    """A text with every phone number in it masked."""
    return _PHONE.sub(_masked, said) if any(c.isdigit() for c in said) else said


def phones(said: str) -> list[str]:
    """The numbers in a text, as `0912345678`."""
    return [_local(found[0]) for found in _PHONE.finditer(said) if _is_phone(found[0])]


def replaced(said: str, replace: Callable[[str], str | None]) -> str:
    """A text in which each number is what `replace` says of it (`0912345678`); None leaves it."""

    def one(found: re.Match[str]) -> str:
        new = replace(_local(found[0])) if _is_phone(found[0]) else None
        return found[0] if new is None else new

    return _PHONE.sub(one, said)


def value(said: Any) -> Any:
    """Texts, and lists, tuples and dicts of them, masked; all else as it is."""
    if isinstance(said, str):
        return text(said)
    if isinstance(said, dict):
        return {key: value(one) for key, one in said.items()}
    if isinstance(said, list | tuple):
        return type(said)(value(one) for one in said)
    return said


def _masked(found: re.Match[str]) -> str:
    return phone(_local(found[0])) if _is_phone(found[0]) else found[0]


def _is_phone(said: str) -> bool:
    return _LEAST <= len(_local(said)) <= _MOST and not _DATE.match(said)


def _local(said: str) -> str:
    digits = "".join(filter(str.isdigit, said))
    return "0" + digits[2:] if digits.startswith("84") else digits
