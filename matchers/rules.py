"""Pairs that a person should see whatever the sum of the evidence says."""

from __future__ import annotations

from collections.abc import Mapping

from matchers.compare.evidence import Evidence
from matchers.compare.joint import strangers

_LIFTED, _OWN = 0.8, 0.6  # share of both texts that is in both; how far it stands in these two records only
# Weighted share of words beyond the share of phrases: a new title and a new wording leave the things that are spoken
# of. Stock sentences share both words and phrases, and speak of anything.
_THINGS = 0.45
_TOPIC, _WORDS = 0.1, 0.5  # a trade has its words: without anything shared by the titles they prove nothing
_ALIKE, _MUCH_ALIKE = 0.4, 0.6  # titles, of one person and of strangers
_VERY = 0.95
_CONFLICTS = ("grades", "subject", "years", "place")


def must_be_seen(said: Mapping[str, Evidence]) -> str | None:
    """Why a person must see the pair, in Vietnamese: a text that other people sent word for word, or the same person
    speaking of the same things in other words. None: the sum decides.
    """
    if any(code in said and said[code].score < 0.5 for code in _CONFLICTS):
        return None
    if strangers(said):
        return _copied(said)
    phrases = said["wording"].score if "wording" in said else 0.0
    topic = said["title"].score if "title" in said else 0.0
    words = said["words"].score if "words" in said else 0.0
    alike = _same_person(said) and topic >= _TOPIC and words >= _WORDS and words - phrases >= _THINGS
    return f"Cùng một người, cùng nói về những sự vật ấy: {said['words'].detail.lower()}" if alike else None


def _copied(said: Mapping[str, Evidence]) -> str | None:
    """A text of strangers that is in no other record, or one that came with its effect and its very period."""
    found = {code: item.score for code, item in said.items()}
    rare = found.get("model-text", 1.0) >= _OWN
    if rare and found.get("wording", 0.0) >= _VERY and found.get("whole", 0.0) >= _OWN and _one_topic(found):
        return f"{said['title'].detail}; {said['wording'].detail.lower()}"
    if found.get("whole", 0.0) < _LIFTED:
        return None
    if found.get("model-text", 0.0) >= _OWN:
        return f"{said['whole'].detail}; {said['model-text'].detail.lower()}"
    circumstances = found.get("effect", 0.0) >= _VERY and found.get("period", 0.0) >= 1.0
    return "Tóm tắt, hiệu quả và thời gian áp dụng đều trùng" if circumstances and found["whole"] >= _VERY else None


def _one_topic(found: Mapping[str, float]) -> bool:
    return found.get("title", 0.0) >= _MUCH_ALIKE and found.get("title-topic", 0.0) >= _VERY


def set_apart(said: Mapping[str, Evidence]) -> bool:
    """Whether two titles are alike but for grade, subject or year: two innovations, whatever is shared.

    Under unlike titles the difference says nothing: a copied text gets a new title.
    """
    apart = any(code in said and said[code].score == 0.0 for code in ("grades", "subject", "years"))
    return apart and "title" in said and said["title"].score >= (_MUCH_ALIKE if strangers(said) else _ALIKE)


def _same_person(said: Mapping[str, Evidence]) -> bool:
    """A name alone is no person: the year of birth or the phone must agree too."""
    named = "authors" in said and said["authors"].score >= 0.95
    known = any(code in said and said[code].score >= 1.0 for code in ("birth-year", "phone"))
    return named and known
