"""A model tuned to judgements: a little, in one direction, the same in any order; tried on what never changes."""

from __future__ import annotations

import numpy as np
import pytest

from matchers.compare.evidence import known
from matchers.model import default_model, parsed_model
from matchers.model_file import dumped, version_of
from matchers.regression import FROZEN, Figures, anchors, frozen, held_out, on_frozen, on_judged
from matchers.statistics import Statistics
from matchers.tuning import Judged, judged_pairs, tuned
from schemas.match import Record
from tests.matchers.records import record

OTHER = {"title": "Ủ phân chuồng cho nương sắn", "summary": "Trộn men với phân, phủ bạt ba tuần rồi đảo đều."}
PAIRS: list[tuple[Record, Record]] = [
    (record("a", benefit_vnd=n), record("b", period=f"Tháng {n + 1}/2021", **({} if n % 2 else OTHER)))
    for n in range(8)
]


def judged(*true: bool) -> Judged:
    return judged_pairs(PAIRS[: len(true)], true, Statistics())


def chances(said: Judged, model: object) -> np.ndarray:  # type: ignore[type-arg]
    return model.judge(said.scores).score  # type: ignore[attr-defined]


def test_a_model_comes_back_from_its_file_and_has_a_version() -> None:
    model = default_model()
    assert parsed_model(dumped(model)) == model
    assert version_of(parsed_model(dumped(model))) == version_of(model)
    assert version_of(tuned(model, judged(True, False, True, False), anchors())) != version_of(model)


def test_without_judgements_it_stays_as_it_was_shipped() -> None:
    nothing = judged_pairs([], [], Statistics())
    assert len(nothing) == 0
    assert tuned(default_model(), judged(True).some(np.array([False])), anchors()) == default_model()


def test_judgements_move_it_towards_what_people_said_but_not_far() -> None:
    said = judged(*[False] * 8)
    before, after = default_model(), tuned(default_model(), said, anchors())
    assert chances(said, after).sum() < chances(said, before).sum() - 0.01
    for name, part in before.sets.items():
        for code, curve in part.curves.items():
            new = after.sets[name].curves[code]
            assert new.knots == curve.knots
            assert all(
                abs(w) <= 1.8 * abs(o) + 1e-3 and w * o >= 0 for w, o in zip(new.weights, curve.weights, strict=True)
            )
            assert [*np.sign(np.diff(new.weights))] == pytest.approx([*np.sign(np.diff(curve.weights))])


def test_the_order_of_judgements_makes_no_difference() -> None:
    true = [bool(n % 2) for n in range(8)]
    said, turned = judged_pairs(PAIRS, true, Statistics()), judged_pairs(PAIRS[::-1], true[::-1], Statistics())
    assert tuned(default_model(), said, anchors()) == tuned(default_model(), turned, anchors())


def test_each_pair_is_tried_on_a_model_that_has_not_seen_it() -> None:
    said = judged(*[bool(n % 2) for n in range(8)])
    assert on_judged(default_model(), said).recall == 1.0
    assert held_out(default_model(), said, [n % 4 for n in range(8)]).recall == 1.0
    assert known(said.scores, "authors").shape == (8,)


def test_the_frozen_registers_hold_the_shipped_model_to_its_figures() -> None:
    registers = frozen()
    assert FROZEN.stat().st_size < 500_000
    assert [len(one.records) for one in registers] == [300, 300, 400, 400, 400]
    found = on_frozen(default_model(), registers)
    assert found.recall > 0.85
    assert found.same > 0.98


def test_no_seed_is_tried_on_that_holds_the_model() -> None:
    tests, held = ({record.summary for part in frozen(use) for record in part.records} for use in ("test", "anchor"))
    assert len(held) > 1000
    assert len(tests & held) < 0.02 * len(held), "set sentences may meet"


def test_figures_of_nothing() -> None:
    assert on_frozen(default_model(), []) == Figures(0.0, 0.0, 0.0, 0.0)
    assert Figures(0.0, 0.0, 0.0, 0.0).f1 == 0.0
    assert Figures(0.5, 1.0, 1.0, 0.0).f1 == pytest.approx(2 / 3)
