"""Evidence → score, verdict and reasons: a sum of weights in log-odds, each read off a curve of `model.json`.

A curve maps a comparator's score to a weight by straight lines between knots. There are two sets of curves: for records
that share a person, and for records of strangers, where only a copied text can make one innovation of two. The curves
are fitted by `benchmarks/matching.py fit` on invented registers; nothing is learned at run time.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from pathlib import Path
from typing import Any, Literal

import numpy as np

from matchers.compare.evidence import Evidence, Scores, known
from matchers.compare.joint import strangers
from matchers.compare.sets import Floats, Marks
from matchers.rules import conflict, may_rule, ruling, set_apart
from matchers.runs import Ints
from schemas.match import Reason

Verdict = Literal["same", "review", "different"]
_WORTH_SAYING = 0.15
_ONE_EXCHANGED = 0.55  # of `title-topic`: one rare word of the topic stands for another one
_ROUNDING = 1e-6  # sums in another order differ by less
_ACCEPTED, _SPELLED_NEARLY = 0.8, 0.6  # of `authors`


@dataclass(frozen=True, slots=True)
class Curve:
    knots: tuple[float, ...]
    weights: tuple[float, ...]

    def at(self, scores: Floats) -> Floats:
        """Weights; 0 where the score is NaN."""
        return np.where(np.isnan(scores), 0.0, np.interp(scores, self.knots, self.weights))


@dataclass(frozen=True, slots=True)
class Weights:
    bias: float
    review: float  # scores from here on are worth a person's look
    curves: Mapping[str, Curve]

    def of(self, scores: Scores) -> dict[str, Floats]:
        return {code: curve.at(scores[code]) for code, curve in self.curves.items() if code in scores}

    def most(self, spoken: Collection[str]) -> float:
        """The most that all others together can weigh."""
        return sum(max(0.0, *curve.weights) for code, curve in self.curves.items() if code not in spoken)


@dataclass(frozen=True, slots=True)
class Judged:
    """Of each pair the score from 0 to 1, the verdict, and what they rest on."""

    score: Floats
    review: Marks  # worth a person's look
    same: Marks  # safe to accept
    rule: Ints  # by which a person must see it; -1: none
    weights: Mapping[str, Floats]  # of each comparator

    def verdict(self, at: int) -> Verdict:
        return "different" if not self.review[at] else "same" if self.same[at] else "review"


@dataclass(frozen=True, slots=True)
class Model:
    same: float  # scores from here on are safe to accept, if no rule forbids it
    sets: Mapping[str, Weights]

    def weights(self, scores: Scores) -> dict[str, Floats]:
        """The weight of each comparator for each pair, by the set of curves that the pair falls to."""
        others, parts = strangers(scores), {name: part.of(scores) for name, part in self.sets.items()}
        nothing = np.zeros(others.shape)
        people, unknown = parts["people"], parts["strangers"]
        codes = [code for code in scores if code in people or code in unknown]
        return {code: np.where(others, unknown.get(code, nothing), people.get(code, nothing)) for code in codes}

    def hopeful(self, scores: Scores) -> Marks:
        """Marks pairs that may be worth a person's look, whatever the comparators say that have not spoken yet.

        Those of people must have.
        """
        people, unknown = self.sets["people"], self.sets["strangers"]
        others = strangers(scores)
        review = np.where(others, unknown.review, people.review)
        start = np.where(others, unknown.bias + unknown.most(scores), people.bias + people.most(scores))
        best = _chance(start + reduce(np.add, self.weights(scores).values(), np.full(others.shape, _ROUNDING)))
        return (best >= review) | may_rule(scores)

    def judge(self, scores: Scores) -> Judged:
        """Where a rule asks for a person the score is at least that of a person's look; where one sets two innovations
        apart it is less.
        """
        people, unknown = self.sets["people"], self.sets["strangers"]
        others = strangers(scores)
        review, bias = np.where(others, unknown.review, people.review), np.where(others, unknown.bias, people.bias)
        weights, rule = self.weights(scores), ruling(scores)
        score = _chance(bias + reduce(np.add, weights.values(), np.zeros(others.shape)))
        score = np.where(rule >= 0, np.maximum(review, score), score)
        score = np.where(set_apart(scores), np.minimum(score, review / 2), score)
        return Judged(score, score >= review, (score >= self.same) & ~needs_person(scores), rule, weights)


def _chance(total: Floats) -> Floats:
    return 1 / (1 + np.exp(-np.clip(total, -40.0, 40.0)))


@cache
def default_model() -> Model:
    """The project's own weights, from the file beside this module."""
    return read_model(Path(__file__).with_name("model.json"))


def read_model(path: Path) -> Model:
    return parsed_model(json.loads(path.read_text(encoding="utf-8")))


def parsed_model(data: Mapping[str, Any]) -> Model:
    """Raises KeyError, TypeError or ValueError for what is no model."""
    sets = {name: Weights(part["bias"], part["review"], _curves(part["curves"])) for name, part in data["sets"].items()}
    return Model(data["same"], sets)


def _curves(lines: Mapping[str, Mapping[str, list[float]]]) -> dict[str, Curve]:
    return {code: Curve(tuple(line["knots"]), tuple(line["weights"])) for code, line in lines.items()}


def needs_person(scores: Scores) -> Marks:
    """Whatever the score: other authors, or another grade, subject or object in the title, is a person's decision.

    A name that is only spelled nearly alike is the same person's where the year of birth or the phone agrees.
    """
    exchanged = known(scores, "title-topic", 1.0) < _ONE_EXCHANGED
    certain = (known(scores, "birth-year") >= 1.0) | (known(scores, "phone") >= 1.0)
    named = known(scores, "authors") >= np.where(certain, _SPELLED_NEARLY, _ACCEPTED)
    return ~named | conflict(scores) | exchanged


def reasons(said: Mapping[str, Evidence], weights: Mapping[str, float]) -> list[Reason]:
    """The weightiest first; evidence that moved next to nothing is left out."""
    told = [code for code, weight in weights.items() if abs(weight) >= _WORTH_SAYING]
    ranked = sorted(told, key=lambda code: (-abs(weights[code]), code))
    return [Reason(code=code, text=said[code].detail, weight=round(weights[code], 2)) for code in ranked]
