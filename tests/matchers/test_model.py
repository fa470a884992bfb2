import pytest

from matchers.compare.evidence import Evidence
from matchers.model import Curve, Model, Weights, default_model, needs_person, reasons

AUTHOR = {"authors": Evidence(1.0, "Cùng tác giả")}


@pytest.mark.parametrize(
    ("score", "weight"), [(-1, -2.0), (0, -2.0), (0.25, -1.0), (0.5, 0.0), (0.75, 2.0), (1, 4.0), (2, 4.0)]
)
def test_a_curve_is_straight_between_knots_and_flat_beyond(score: float, weight: float) -> None:
    assert Curve((0, 0.5, 1), (-2, 0, 4)).at(score) == weight


def test_weights_add_up_to_log_odds() -> None:
    model = Model(
        0.9, {"people": Weights(-1.0, 0.5, {"authors": Curve((0, 1), (0, 1))}), "strangers": Weights(-9, 0.5, {})}
    )
    assert model.weigh(AUTHOR) == (0.5, {"authors": 1.0})
    assert model.verdict(0.5, AUTHOR) == "review"
    assert model.verdict(0.95, AUTHOR) == "same"
    assert model.verdict(0.49, AUTHOR) == "different"
    assert model.verdict(0.95, {}) == "review"


@pytest.mark.parametrize("code", ["grades", "subject", "years", "place", "title-topic"])
def test_a_conflict_in_the_title_needs_a_person(code: str) -> None:
    assert not needs_person(AUTHOR | {code: Evidence(1.0, "")})
    assert needs_person(AUTHOR | {code: Evidence(0.2, "")})


def test_curves_of_the_project_rise_and_speak_plainly() -> None:
    for part in default_model().sets.values():
        for curve in part.curves.values():
            assert list(curve.weights) == sorted(curve.weights)
            assert curve.weights[0] <= 0 <= curve.weights[-1]


def test_evidence_that_moved_nothing_is_not_told() -> None:
    assert [r.code for r in reasons(AUTHOR | {"unit": Evidence(1, "Cùng đơn vị")}, {"authors": 2.0, "unit": 0.1})] == [
        "authors"
    ]
