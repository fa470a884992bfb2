"""How well the matcher does on registers that nothing was fitted on must not fall."""

from __future__ import annotations

import pytest

from benchmarks.matching import MAKERS, measure


@pytest.mark.parametrize(("maker", "least"), [("lists", 0.97), ("offices", 0.94), ("workplaces", 0.70)])
def test_what_nothing_was_fitted_on(maker: str, least: float) -> None:
    found = measure(MAKERS[maker](1200, 901))
    assert found["f1"] >= least
    assert found["same precision"] >= 0.99
    assert found["review per 1000"] <= 20
