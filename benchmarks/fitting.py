"""Fits the curves of `matchers/model.json`: logistic regression on curves that never fall, pulled towards 0."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_FREE = 9.0
_PULL = 4e-5
_ROUNDS = 60
# Of a pair of which nothing is told. Fixed: else evidence that most pairs have, as that of one author, would go into
# it, no reviewer would see it, and pairs that lack it would pass.
PRIOR = {"people": -6.5, "strangers": -8.5}
# Circumstances change when an innovation is handed in again, and how often they do is another thing in every register:
# no register may teach the weights more than this of them. Who copies changes them all: between strangers, unlike ones
# say next to nothing.
LIMITS = {
    "people": {
        "period": (-1.2, 1.2), "benefit": (-1.0, 2.0), "effect": (-1.0, 1.0), "phone": (-1.0, 1.5), "unit": (-0.5, 0.5),
        "birth-year": (-2.0, 1.0), "figures": (-1.5, 1.5), "place": (-1.5, 1.0),
    },
    "strangers": {
        "period": (-0.3, 1.2), "benefit": (-0.3, 2.0), "effect": (-0.5, 1.0), "phone": (-0.3, 1.5), "unit": (-0.3, 0.5),
        "same-case": (-0.2, 2.0), "figures": (-0.7, 1.5), "place": (-0.3, 1.0),
    },
}  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """One compared pair: scores by code, whether it is a duplicate, how much it counts."""

    part: str  # the set of curves that it falls to
    scores: dict[str, float]
    true: bool
    weight: float


def design(samples: list[Sample], knots: dict[str, list[float]]) -> Floats:
    """One column for the bias and one for every knot of every curve: the shares by which a score lies near it."""
    columns = [np.ones(len(samples))]
    for code, places in knots.items():
        scores = np.array([sample.scores.get(code, np.nan) for sample in samples])
        for index in range(len(places)):
            peak = np.zeros(len(places))
            peak[index] = 1.0
            columns.append(np.nan_to_num(np.where(np.isnan(scores), 0.0, np.interp(scores, places, peak))))
    return np.stack(columns, axis=1)


def rises(part: str, knots: dict[str, list[float]]) -> tuple[Floats, Floats]:
    """Curves as sums of rises, so that none can fall: what each rise adds to each weight, and how large it may be.

    Every stretch of a curve has two rises. One lifts all that lies above it from 0, the other pushes all that lies
    below it under 0: the worst score never speaks for a pair, the best never against; reviewers read these weights.
    """
    columns, most = [np.r_[1.0, np.zeros(sum(map(len, knots.values())))]], [PRIOR[part]]
    first = 1
    for code, places in knots.items():
        low, high = LIMITS[part].get(code, (-_FREE, _FREE))
        stretches = len(places) - 1 if code in LIMITS[part] else 1
        for at in range(first + 1, first + len(places)):
            up, down = np.zeros(len(columns[0])), np.zeros(len(columns[0]))
            up[at : first + len(places)] = 1.0
            down[first:at] = -1.0
            columns += [up, down]
            most += [high / stretches, -low / stretches]
        first += len(places)
    return np.stack(columns, axis=1), np.array(most)


def fit(matrix: Floats, samples: list[Sample], knots: dict[str, list[float]]) -> Floats:
    """`PRIOR` and the weights of all knots: logistic regression by Newton's method within the bounds of the rises."""
    shape, most = rises(samples[0].part, knots)
    chances = matrix @ shape
    truth = np.array([sample.true for sample in samples], dtype=float)
    weight = np.array([sample.weight for sample in samples])
    weight /= weight.sum()
    least, pull = np.r_[most[0], np.zeros(len(most) - 1)], np.r_[0.0, np.full(len(most) - 1, _PULL)]
    now = least.copy()

    def loss(rise: Floats) -> float:
        total = chances @ rise
        return float((weight * (np.logaddexp(0.0, total) - truth * total)).sum() + 0.5 * (pull * rise**2).sum())

    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(chances @ now, -30, 30)))
        slope = chances.T @ (weight * (chance - truth)) + pull * now
        free = np.flatnonzero(~(((now <= least) & (slope > 0)) | ((now >= most) & (slope < 0))))
        some = chances[:, free]
        bend = some.T @ (some * (weight * np.maximum(chance * (1 - chance), 1e-7))[:, None])
        step = np.zeros(len(now))
        step[free] = -np.linalg.solve(bend + np.diag(pull[free] + 1e-9), slope[free])
        tried = (np.clip(now + share * step, least, most) for share in 0.5 ** np.arange(20))
        better = next((new for new in tried if loss(new) < loss(now) - 1e-10), None)
        if better is None:
            break
        now = better
    return shape @ now
