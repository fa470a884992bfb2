"""Pairs that a person should see whatever the sum of the evidence says."""

from __future__ import annotations

from collections.abc import Mapping

from matchers.compare.evidence import Evidence
from matchers.compare.joint import strangers

_LIFTED = 0.8  # share of the shorter text that stands in these two records and hardly anywhere else
# Weighted share of words beyond the share of phrases: a new title and a new wording leave the things that are spoken
# of. Stock sentences share both words and phrases, and speak of anything.
_THINGS = 0.45
_CONFLICTS = ("grades", "subject", "years", "place")


def must_be_seen(said: Mapping[str, Evidence]) -> str | None:
    """Why a person must see the pair, in Vietnamese: a text that other people sent word for word, or the same person
    speaking of the same things in other words. None: the sum decides.
    """
    if any(code in said and said[code].score < 0.5 for code in _CONFLICTS):
        return None
    if strangers(said):
        return said["lifted"].detail if "lifted" in said and said["lifted"].score >= _LIFTED else None
    phrases = said["wording"].score if "wording" in said else 0.0
    alike = _same_person(said) and "words" in said and said["words"].score - phrases >= _THINGS
    return f"Cùng một người, cùng nói về những sự vật ấy: {said['words'].detail.lower()}" if alike else None


def _same_person(said: Mapping[str, Evidence]) -> bool:
    """A name alone is no person: the year of birth or the phone must agree too."""
    named = "authors" in said and said["authors"].score >= 0.95
    known = any(code in said and said[code].score >= 1.0 for code in ("birth-year", "phone"))
    return named and known
