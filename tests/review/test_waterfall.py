from __future__ import annotations

import math

from review.waterfall import steps
from schemas.match import Reason


def reasons(**weights: float) -> list[Reason]:
    return [Reason(code=code, text=code, weight=weight) for code, weight in weights.items()]


def test_the_bars_of_the_sum_follow_one_another() -> None:
    found = steps(reasons(a=4.0, b=-3.0, n=0.0, c=1.0))
    assert [(round(s.start), round(s.end), s.speaks_for) for s in found] == [
        (0, 100, True),
        (100, 25, False),
        (25, 50, True),
    ]
    assert [(s.left, s.width) for s in found] == [(0, 100), (25, 75), (25, 25)]
    assert steps([]) == []


def test_what_is_not_told_of_stands_first_and_the_last_bar_ends_at_the_score() -> None:
    score = 0.9
    found = steps(reasons(a=4.0, b=-1.0), score)
    odds = math.log(score / (1 - score))
    assert found[0].told == "Điểm xuất phát và các dấu hiệu nhỏ (−0,8)"
    low, high = -0.8, 3.2
    assert abs(found[-1].end - 100 * (odds - low) / (high - low)) < 0.5
    assert found[0].zero == 20.0
    assert len(steps(reasons(a=odds), score)) == 1, "nothing is left over"
    assert steps(reasons(a=1.0), 1.0)[0].told.startswith("Điểm xuất phát")
