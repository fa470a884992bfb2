"""Evidence → score, verdict and reasons: a sum of weights in log-odds, each read off a curve of `model.json`.

A curve maps a comparator's score to a weight by straight lines between knots. There are two sets of curves: for records
that share a person, and for records of strangers, where only a copied text can make one innovation of two. The curves
are fitted by `benchmarks/matching.py fit` on invented registers; nothing is learned at run time.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from matchers.compare.evidence import Evidence
from matchers.compare.joint import strangers
from matchers.rules import must_be_seen, set_apart
from schemas.match import Reason

Verdict = Literal["same", "review", "different"]
_WORTH_SAYING = 0.15
_ONE_EXCHANGED = 0.55  # of `title-topic`: one rare word of the topic stands for another one


@dataclass(frozen=True, slots=True)
class Curve:
    knots: tuple[float, ...]
    weights: tuple[float, ...]

    def at(self, score: float) -> float:
        place = min(max(bisect_right(self.knots, score), 1), len(self.knots) - 1)
        left, right = self.knots[place - 1], self.knots[place]
        share = min(max((score - left) / (right - left), 0.0), 1.0)
        return self.weights[place - 1] + share * (self.weights[place] - self.weights[place - 1])


@dataclass(frozen=True, slots=True)
class Weights:
    bias: float
    review: float  # scores from here on are worth a person's look
    curves: Mapping[str, Curve]


@dataclass(frozen=True, slots=True)
class Model:
    same: float  # scores from here on are safe to accept, if no rule forbids it
    sets: Mapping[str, Weights]

    def weigh(self, said: Mapping[str, Evidence]) -> tuple[float, dict[str, float]]:
        """The score from 0 to 1 and the weight of each piece of evidence.

        Where a rule asks for a person the score is at least that of a person's look; where one sets two innovations
        apart it is less.
        """
        chosen = self.sets[weight_set(said)]
        weights = {code: chosen.curves[code].at(item.score) for code, item in said.items() if code in chosen.curves}
        total = chosen.bias + sum(weights.values())
        score = 1 / (1 + math.exp(-max(-40.0, min(40.0, total))))
        if set_apart(said):
            return min(score, chosen.review / 2), weights
        return max(chosen.review, score) if must_be_seen(said) else score, weights

    def verdict(self, score: float, said: Mapping[str, Evidence]) -> Verdict:
        if score < self.sets[weight_set(said)].review:
            return "different"
        return "same" if score >= self.same and not needs_person(said) else "review"


@cache
def default_model() -> Model:
    """The project's own weights, from the file beside this module."""
    return read_model(Path(__file__).with_name("model.json"))


def read_model(path: Path) -> Model:
    data = json.loads(path.read_text(encoding="utf-8"))
    sets = {name: Weights(part["bias"], part["review"], _curves(part["curves"])) for name, part in data["sets"].items()}
    return Model(data["same"], sets)


def _curves(lines: Mapping[str, Mapping[str, list[float]]]) -> dict[str, Curve]:
    return {code: Curve(tuple(line["knots"]), tuple(line["weights"])) for code, line in lines.items()}


def weight_set(said: Mapping[str, Evidence]) -> str:
    return "strangers" if strangers(said) else "people"


def needs_person(said: Mapping[str, Evidence]) -> bool:
    """Whatever the score: other authors, or another grade, subject or object in the title, is a person's decision."""
    people = said.get("authors")
    conflict = any(code in said and said[code].score < 0.5 for code in ("grades", "subject", "years", "place"))
    exchanged = "title-topic" in said and said["title-topic"].score < _ONE_EXCHANGED
    return people is None or people.score < 0.8 or conflict or exchanged


def reasons(said: Mapping[str, Evidence], weights: Mapping[str, float]) -> list[Reason]:
    """The weightiest first; evidence that moved next to nothing is left out."""
    told = [code for code, weight in weights.items() if abs(weight) >= _WORTH_SAYING]
    ranked = sorted(told, key=lambda code: (-abs(weights[code]), code))
    return [Reason(code=code, text=said[code].detail, weight=round(weights[code], 2)) for code in ranked]
