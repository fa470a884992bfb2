"""A signatory's family name that a seal or a pen ran over: mended where one reading alone makes a known name."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from extractors.fields.author_words import has_surname, surnames
from extractors.fields.letter_signature import person_in


def mended(name: str, alternate: str | None) -> str:
    """The name with a known family name if there is exactly one to be had, else as it is; the caller must ask."""
    if not name or has_surname(name):
        return name
    other = person_in(alternate or "")
    if has_surname(other) and other.split()[1:] == name.split()[1:]:
        return other
    first, *rest = name.split()
    near = {known for known in surnames() if Levenshtein.distance(first.lower(), known) == 1}
    return " ".join([near.pop().capitalize(), *rest]) if len(near) == 1 else name
