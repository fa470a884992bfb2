"""The Vietnamese numbering plan: written digits → E.164, today's numbers and those of the years before."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import phonenumbers

_KINDS = {
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
}
_OLD_MOBILE_DIGITS = 11
_SUBSCRIBER = {7, 8}  # a landline's digits after its area code


@cache
def _old_codes() -> dict[str, dict[str, str]]:
    codes: dict[str, dict[str, str]] = {"mobile": {}, "landline": {}}
    for line in (files("extractors.fields") / "old_prefixes.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, old, new = line.split("\t")
            codes[kind][old] = new
    return codes


def _valid(digits: str) -> bool:
    number = phonenumbers.PhoneNumber(country_code=84, national_number=int(digits))
    return phonenumbers.number_type(number) in _KINDS  # a number that is not valid has no type


def _today(national: str) -> str | None:
    """A national number (leading 0) as it is dialled today, or None."""
    if _valid(national[1:]):
        return national
    codes = _old_codes()
    if len(national) == _OLD_MOBILE_DIGITS and national[:4] in codes["mobile"]:
        return codes["mobile"][national[:4]] + national[4:]
    for size in (4, 3, 2):
        new = codes["landline"].get(national[:size])
        if new and len(national) - size in _SUBSCRIBER and _valid((new + national[size:])[1:]):
            return new + national[size:]
    return None


@cache
def e164(groups: tuple[str, ...]) -> str | None:
    """E.164 of digit groups as written (`+` kept in front), or None when they are no Vietnamese number.

    A first group that is just an old two-digit area code (`04`, `08`) makes a landline of digits that would be a
    mobile today: nobody groups a mobile so.
    """
    digits = "".join(groups)
    if digits.startswith("+84") or digits.startswith("0084"):
        national = "0" + digits[3 if digits[0] == "+" else 4 :].removeprefix("0")
    elif digits.startswith("84") and len(digits) in (11, 12):
        national = "0" + digits[2:].removeprefix("0")
    elif digits.startswith("+"):
        return None
    elif digits.startswith("0"):
        national = digits
    else:
        national = "0" + digits if len(digits) == 9 or (len(digits) == 10 and digits[0] in "12") else ""
    if len(national) not in (10, 11) or national[1] == "0":
        return None
    if len(national) == 10 and groups[0] in ("04", "08"):
        national = _old_codes()["landline"][groups[0]] + national[2:]
    today = _today(national)
    return None if today is None else "+84" + today[1:]
