"""Pairs that a person should see whatever the sum of the evidence says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import NamedTuple

import numpy as np

from matchers.compare.evidence import Evidence, Scores, known
from matchers.compare.joint import strangers
from matchers.compare.sets import Marks
from matchers.runs import Ints

_LIFTED, _OWN = 0.8, 0.6  # share of both texts that is in both; how far it stands in these two records only
_THEIRS = 0.5  # of the passages that both have: as many must be in no other record
# Weighted share of words beyond the share of phrases: a new title and a new wording leave the things that are spoken
# of. Stock sentences share both words and phrases, and speak of anything.
_THINGS = 0.45
_TOPIC, _WORDS = 0.1, 0.5  # a trade has its words: without anything shared by the titles they prove nothing
_ALIKE, _MUCH_ALIKE = 0.4, 0.6  # titles, of one person and of strangers
_VERY = 0.95
_CONFLICTS = ("grades", "subject", "years", "place")

Said = Mapping[str, Evidence]


class Rule(NamedTuple):
    """`holds`: for which pairs; `line`: why a person must see one of them, in Vietnamese."""

    holds: Callable[[Scores], Marks]
    line: Callable[[Said], str]


def _taken(scores: Scores) -> Marks:
    """A text of strangers that is in no other record, under nearly the same title, though one side added to it."""
    rare = _theirs_alone(scores, 1.0)
    one_topic = (known(scores, "title") >= _MUCH_ALIKE) & (known(scores, "title-topic") >= _VERY)
    return strangers(scores) & rare & (known(scores, "wording") >= _VERY) & (known(scores, "whole") >= _OWN) & one_topic


def _lifted(scores: Scores) -> Marks:
    """A text of strangers that is in no other record."""
    return strangers(scores) & (known(scores, "whole") >= _LIFTED) & _theirs_alone(scores, 0.0)


def _theirs_alone(scores: Scores, default: float) -> Marks:
    """Whether what both texts have is in no others, neither its passages nor any two of them together."""
    together = known(scores, "model-text", default) >= _OWN
    return together & (known(scores, "rare", 1.0) >= _THEIRS)


def _with_circumstances(scores: Scores) -> Marks:
    """A text of strangers that came with its effect and its very period."""
    came = (known(scores, "effect") >= _VERY) & (known(scores, "period") >= 1.0)
    return strangers(scores) & came & (known(scores, "whole") >= _VERY)


def _same_things(scores: Scores) -> Marks:
    """The same person speaking of the same things in other words."""
    words, phrases = known(scores, "words"), known(scores, "wording")
    alike = (known(scores, "title") >= _TOPIC) & (words >= _WORDS) & (words - phrases >= _THINGS)
    return ~strangers(scores) & _same_person(scores) & alike


RULES = (
    Rule(_taken, lambda said: f"{said['title'].detail}; {said['wording'].detail.lower()}"),
    Rule(_lifted, lambda said: f"{said['whole'].detail}; {said['model-text'].detail.lower()}"),
    Rule(_with_circumstances, lambda said: "Tóm tắt, hiệu quả và thời gian áp dụng đều trùng"),
    Rule(
        _same_things,
        lambda said: f"Cùng một người, cùng nói về những sự vật ấy: {said['words'].detail.lower()}",
    ),
)


def ruling(scores: Scores) -> Ints:
    """The number in `RULES` of the first rule by which a pair must be seen; -1 where none holds or titles conflict."""
    free, found = ~conflict(scores), np.array(-1)
    for number, rule in reversed([*enumerate(RULES)]):
        found = np.where(free & rule.holds(scores), number, found)
    return found


# What rules ask much of; of `wording` one asks little.
_HOPED = ("title", "title-topic", "words", "whole", "rare", "model-text", "effect", "period", "birth-year")


def may_rule(scores: Scores) -> Marks:
    """Whether a rule may hold, whatever the comparators say that have not spoken yet; `authors` and `phone` have."""
    best = dict.fromkeys(_HOPED, np.array(1.0))
    return _any(ruling({**best, "wording": np.array(said), **scores}) >= 0 for said in (0.0, 1.0))


def conflict(scores: Scores) -> Marks:
    """Another grade, subject, year or place in the titles."""
    return _any(known(scores, code, 1.0) < 0.5 for code in _CONFLICTS)


def set_apart(scores: Scores) -> Marks:
    """Whether two titles are alike but for grade, subject or year: two innovations, whatever is shared.

    Under unlike titles the difference says nothing: a copied text gets a new title.
    """
    apart = _any(known(scores, code, 1.0) == 0.0 for code in ("grades", "subject", "years"))
    return apart & (known(scores, "title") >= np.where(strangers(scores), _MUCH_ALIKE, _ALIKE))


def _any(marks: Iterable[Marks]) -> Marks:
    return reduce(np.logical_or, marks)


def _same_person(scores: Scores) -> Marks:
    """A name alone is no person: the year of birth or the phone must agree too."""
    certain = (known(scores, "birth-year") >= 1.0) | (known(scores, "phone") >= 1.0)
    return (known(scores, "authors") >= _VERY) & certain
