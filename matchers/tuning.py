"""A model fitted to an office's judgements: the shipped one with its bias shifted and its curves stretched a little.

Some dozens of judgements cannot teach dozens of knots: each set of curves gets one shift and each curve one factor.
They are held twice: near 0 and 1, so that curves keep their shape and direction, and to what the shipped model says of
the anchors, pairs of other registers. An office judges what it is shown, mostly easy pairs: those alone would teach
that everything is a duplicate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from matchers.compare import scored
from matchers.compare.batch import Batch
from matchers.compare.evidence import Scores
from matchers.compare.joint import strangers
from matchers.compare.sets import Floats, Marks
from matchers.corpus import Corpus
from matchers.model import Curve, Model, Weights
from matchers.statistics import Statistics
from schemas.match import Record

_SHIFT, _STRETCH = 1.0, 0.25  # standard deviations of the prior
_LEAST, _MOST = 0.4, 1.8  # factors
_STEPS = 30
_ANCHOR = 10.0  # judgements that one anchor counts for
_BLOCK = 2000  # pairs


@dataclass(frozen=True, slots=True)
class Judged:
    """Pairs that people judged. `true`: one innovation, or a copied text, which the machine is to show as well."""

    scores: Scores
    true: Marks

    def some(self, chosen: Marks) -> Judged:
        return Judged({code: values[chosen] for code, values in self.scores.items()}, self.true[chosen])

    def of(self, name: str) -> Judged:
        """Those that fall to a set of curves."""
        return self.some(strangers(self.scores) == (name == "strangers"))

    def __len__(self) -> int:
        return len(self.true)


def judged_pairs(pairs: Sequence[tuple[Record, Record]], true: Sequence[bool], stats: Statistics) -> Judged:
    """`stats`: how rare words are in the register that the pairs are from."""
    parts = []
    for start in range(0, len(pairs), _BLOCK):
        block = [record for pair in pairs[start : start + _BLOCK] for record in pair]
        rows = np.arange(len(block), dtype=np.int64).reshape(-1, 2)
        parts.append(scored(Batch(Corpus.of(block), rows, stats)))
    codes = parts[0] if parts else {}
    return Judged({code: np.concatenate([part[code] for part in parts]) for code in codes}, np.array(true, dtype=bool))


def tuned(model: Model, judged: Judged, anchors: Scores) -> Model:
    """The same judgements in any order give the same model."""
    sets = {name: _tuned(part, judged.of(name), _of(anchors, name)) for name, part in model.sets.items()}
    return replace(model, sets=sets)


def _of(scores: Scores, name: str) -> Scores:
    """Those of the pairs that fall to a set of curves."""
    mine = strangers(scores) == (name == "strangers")
    return {code: values[mine] for code, values in scores.items()}


def _tuned(part: Weights, judged: Judged, anchors: Scores) -> Weights:
    if not len(judged):
        return part
    order = np.lexsort([*(np.nan_to_num(values, nan=-1.0) for values in judged.scores.values()), judged.true])
    said, held = part.of({code: values[order] for code, values in judged.scores.items()}), part.of(anchors)
    codes = sorted(said.keys() & held.keys())
    own, other = (np.stack([np.ones(len(of[codes[0]])), *(of[code] for code in codes)], axis=1) for of in (said, held))
    start = np.array([part.bias, *([1.0] * len(codes))])
    wanted = np.concatenate([judged.true[order], _chance(other @ start)])
    counts = np.concatenate([np.ones(len(own)), np.full(len(other), _ANCHOR)])
    shift, *factors = _fitted(np.concatenate([own, other]), wanted, counts, start)
    stretch = dict(zip(codes, factors, strict=True))
    curves = {code: _stretched(curve, stretch.get(code, 1.0)) for code, curve in part.curves.items()}
    return Weights(round(shift, 4), part.review, curves)


def _fitted(matrix: Floats, wanted: Floats, counts: Floats, start: Floats) -> list[float]:
    """The likeliest bias and factors, by Newton's method; the prior makes it one hill."""
    hold = np.array([_SHIFT**-2, *([_STRETCH**-2] * (len(start) - 1))])
    now = start.copy()
    for _ in range(_STEPS):
        chance = _chance(matrix @ now)
        slope = matrix.T @ (counts * (chance - wanted)) + hold * (now - start)
        bend = (matrix.T * (counts * chance * (1 - chance))) @ matrix + np.diag(hold)
        now = now - np.linalg.solve(bend, slope)
        now[1:] = np.clip(now[1:], _LEAST, _MOST)
    return [float(value) for value in now]


def _chance(total: Floats) -> Floats:
    chance: Floats = 1 / (1 + np.exp(-np.clip(total, -30, 30)))
    return chance


def _stretched(curve: Curve, factor: float) -> Curve:
    return Curve(curve.knots, tuple(round(weight * factor, 4) for weight in curve.weights))
