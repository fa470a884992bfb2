"""Logistic regression, and how well its chances hold."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_EDGES = (0.0, 0.3, 0.6, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1.0001)


@dataclass(frozen=True)
class Bin:
    """What was said and what was, over all cases of about the same chance."""

    said: float
    was: float
    cases: int


def fit(
    values: Floats, right: Floats, towards: Floats | None = None, pull: float = 1.0, given: Floats | float = 0.0
) -> Floats:
    """Weights of the columns (the first is the bias) by Newton's method; `pull` draws the others to `towards` or 0.

    `given`: a part of each case's sum that is not fitted.
    """
    centre = np.zeros(values.shape[1]) if towards is None else towards
    middle, spread = values.mean(axis=0), values.std(axis=0)
    middle[0], spread[spread == 0] = 0.0, 1.0
    scaled, known = (values - middle) / spread, values @ centre + given
    weights = np.zeros(values.shape[1])
    ridge = np.full(len(weights), pull)
    ridge[0] = 1e-6
    for _ in range(60):
        chance = chances(scaled, weights, known)
        slope = scaled.T @ (chance - right) + ridge * weights
        bend = (scaled * (chance * (1 - chance))[:, None]).T @ scaled + np.diag(ridge)
        step, now = np.linalg.solve(bend, slope), _loss(chance, right, weights, ridge)
        # Far from the best weights a whole step overshoots.
        while np.abs(step).max() > 1e-9:
            tried = weights - step
            if _loss(chances(scaled, tried, known), right, tried, ridge) <= now:
                weights = tried
                break
            step = step / 2
    raw: Floats = weights / spread
    raw[0] = weights[0] - float((weights * middle / spread)[1:].sum())
    return raw + centre


def fit_falling(values: Floats, right: Floats, towards: Floats) -> Floats:
    """`fit` in which every column that is drawn below 0 ends below: doubt never makes a thing likelier.

    A column that the cases would raise stays where it is drawn to.
    """
    held = np.zeros(values.shape[1], dtype=bool)
    while True:
        weights = np.where(held, towards, 0.0)
        weights[~held] = fit(values[:, ~held], right, towards[~held], given=values @ weights)
        risen = ~held & (towards < 0) & (weights > 0)
        if not risen.any():
            return weights
        held |= risen


def chances(values: Floats, weights: Floats, known: Floats | float = 0.0) -> Floats:
    """`known`: a part of the sum that is given."""
    out: Floats = 1 / (1 + np.exp(-np.clip(values @ weights + known, -30, 30)))
    return out


def _loss(chance: Floats, right: Floats, weights: Floats, ridge: Floats) -> float:
    sure = np.clip(np.where(right > 0, chance, 1 - chance), 1e-13, 1.0)
    return float(-np.log(sure).sum() + (ridge * weights**2).sum() / 2)


def bins(chance: Floats, right: Floats) -> list[Bin]:
    """The cases grouped by their chance, worst first; empty groups are left out."""
    groups = [(chance >= low) & (chance < high) for low, high in pairwise(_EDGES)]
    return [Bin(float(chance[g].mean()), float(right[g].mean()), int(g.sum())) for g in groups if g.any()]


def caught(chance: Floats, right: Floats, share: float) -> float:
    """Which part (0..1) of all wrong cases is among the `share` of cases that are least sure."""
    worst = np.argsort(chance, kind="stable")[: int(share * len(chance))]
    return float((1 - right[worst]).sum() / max(1.0, (1 - right).sum()))
