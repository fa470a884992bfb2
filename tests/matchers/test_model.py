import numpy as np
import pytest

from matchers.compare.evidence import Evidence
from matchers.model import Curve, Model, Weights, default_model, needs_person, reasons

AUTHOR = {"authors": np.array([1.0])}
NOBODY = {"authors": np.array([np.nan])}


@pytest.mark.parametrize(
    ("score", "weight"),
    [(-1, -2.0), (0, -2.0), (0.25, -1.0), (0.5, 0.0), (0.75, 2.0), (1, 4.0), (2, 4.0), (np.nan, 0.0)],
)
def test_a_curve_is_straight_between_knots_and_flat_beyond(score: float, weight: float) -> None:
    assert Curve((0, 0.5, 1), (-2, 0, 4)).at(np.array([score])) == [weight]


def test_weights_add_up_to_log_odds() -> None:
    curve = Curve((0, 1), (-3, 1))
    model = Model(
        0.9, {"people": Weights(-1.0, 0.5, {"authors": curve}), "strangers": Weights(-9, 0.5, {"unit": curve})}
    )
    assert model.judge(AUTHOR).score == [0.5]
    assert model.judge(AUTHOR).verdict(0) == "review"
    assert {code: list(weights) for code, weights in model.weights(AUTHOR).items()} == {"authors": [1.0]}
    flat = [Weights(bias, 0.5, {}) for bias in (9.0, -9.0)]
    sure, never = (Model(0.9, {"people": part, "strangers": part}) for part in flat)
    assert [sure.judge(scores).verdict(0) for scores in (AUTHOR, NOBODY)] == ["same", "review"]
    assert never.judge(AUTHOR).verdict(0) == "different"


@pytest.mark.parametrize("code", ["grades", "subject", "years", "place", "title-topic"])
def test_a_conflict_in_the_title_needs_a_person(code: str) -> None:
    assert needs_person(AUTHOR | {code: np.array([1.0, 0.2, np.nan])}).tolist() == [False, True, False]


def test_curves_of_the_project_rise_and_speak_plainly() -> None:
    for part in default_model().sets.values():
        for curve in part.curves.values():
            assert list(curve.weights) == sorted(curve.weights)
            assert curve.weights[0] <= 0 <= curve.weights[-1]


def test_evidence_that_moved_nothing_is_not_told() -> None:
    said = {"authors": Evidence(1.0, "Cùng tác giả"), "unit": Evidence(1.0, "Cùng đơn vị")}
    assert [r.code for r in reasons(said, {"authors": 2.0, "unit": 0.1})] == ["authors"]
