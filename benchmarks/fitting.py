"""Fits the curves of `matchers/model.json`: logistic regression on rising curves, pulled towards the old ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_FREE = (-9.0, 9.0)
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


def rising(values: Floats) -> Floats:
    """The nearest values that never fall (pool adjacent violators)."""
    pools: list[list[float]] = []
    for value in values:
        pools.append([float(value), 1.0])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            last, size = pools.pop()
            before, count = pools[-1]
            pools[-1] = [(before * count + last * size) / (count + size), count + size]
    return np.array([value for value, count in pools for _ in range(int(count))])


def fit(matrix: Floats, samples: list[Sample], start: Floats, groups: dict[str, slice], pull: float) -> Floats:
    """Weights by accelerated descent; after each step every curve is made to rise. `pull` holds them to `start`."""
    truth = np.array([sample.true for sample in samples], dtype=float)
    weight = np.array([sample.weight for sample in samples])
    weight /= weight.sum()
    now, moment, square = start.copy(), np.zeros_like(start), np.zeros_like(start)
    limits = LIMITS[samples[0].part]
    for step in range(1, 1501):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ now, -30, 30)))
        slope = matrix.T @ (weight * (chance - truth)) + pull * (now - start)
        moment = 0.9 * moment + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        rate = 0.03 * (1 - step / 1600)
        now -= rate * (moment / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        for code, group in groups.items():
            now[group] = np.clip(rising(now[group]), *limits.get(code, _FREE))
            # The worst score never speaks for a pair, the best never against: reviewers read these weights.
            now[group.start] = min(now[group.start], 0.0)
            now[group.stop - 1] = max(now[group.stop - 1], 0.0)
    return now
