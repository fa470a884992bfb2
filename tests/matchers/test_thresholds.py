"""What the page of thresholds promises is what the matcher does."""

from __future__ import annotations

import pytest

from matchers.model import default_model
from matchers.regression import frozen, on_frozen
from matchers.thresholds import REVIEW, SAME, Compared, compare, trials, with_thresholds
from schemas.office import NEVER

MODEL = default_model()


@pytest.fixture(scope="module")
def compared() -> Compared:
    return compare(frozen()[:2])


def test_the_shipped_thresholds_are_the_shipped_model() -> None:
    assert with_thresholds(MODEL, MODEL.sets["people"].review, MODEL.same) == MODEL


@pytest.mark.parametrize(("review", "same"), [(0.3, 0.86), (0.6, 0.95)])
def test_the_figures_are_those_of_a_whole_comparison(compared: Compared, review: float, same: float) -> None:
    trial = next(t for t in trials(MODEL, compared, review, same) if (t.review, t.same) == (review, same))
    assert trial.figures == on_frozen(with_thresholds(MODEL, review, same), frozen()[:2])


def test_a_higher_threshold_asks_less_and_finds_no_more(compared: Compared) -> None:
    found = {(t.review, t.same): t.figures for t in trials(MODEL, compared, 0.3, 0.86)}
    by_review = [found[review, 0.86] for review in REVIEW]
    assert [f.recall for f in by_review] == sorted((f.recall for f in by_review), reverse=True)
    assert by_review[0].review > by_review[-1].review
    by_same = [found[0.3, same] for same in SAME]
    assert [f.review for f in by_same] == sorted(f.review for f in by_same)


def test_a_person_may_be_asked_of_every_pair(compared: Compared) -> None:
    trial = next(t for t in trials(MODEL, compared, 0.3, NEVER) if (t.review, t.same) == (0.3, NEVER))
    whole = next(t for t in trials(MODEL, compared, 0.3, 0.86) if (t.review, t.same) == (0.3, 0.86))
    assert trial.figures.review > whole.figures.review
    assert trial.figures.recall == whole.figures.recall
