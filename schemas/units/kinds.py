"""What kind of unit a name speaks of, for lists that do not say."""

from __future__ import annotations

from schemas.units.words import parse


def kind_of(name: str) -> str:
    """A federation or a union above the grassroots by its own words, else a grassroots union."""
    parsed = parse(name)
    keys = {word.key for word in parsed.words}
    if parsed.head == "tld":
        return "tld"
    if parsed.head == "ldld":
        return "ldld_tinh" if parsed.levels[:1] == ("tinh",) else "ldld_huyen"
    if parsed.head == "cdn":
        return "cd_nganh"
    if parsed.head == "cd" and {"vien", "chuc"} <= keys:
        return "cd_vien_chuc"
    if parsed.head == "cd" and keys & {"kcn", "kkt"}:
        return "cd_kcn"
    return "cdcs"
