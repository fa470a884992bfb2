"""The matcher's evidence as a sum that goes up and down: one bar a reason, each beginning where the last one ended."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.match import Reason

_REST = "Điểm xuất phát và các dấu hiệu nhỏ"
_SMALL = 0.05  # a rest below this is not worth a bar
_SUREST = 1e-6


@dataclass(frozen=True, slots=True)
class Step:
    """Its bar goes from `start` to `end`, in parts of 100 of the whole; `zero`: where neither side is ahead."""

    told: str
    start: float
    end: float
    zero: float
    speaks_for: bool

    @property
    def left(self) -> float:
        return round(min(self.start, self.end), 1)

    @property
    def width(self) -> float:
        return round(max(abs(self.end - self.start), 0.8), 1)


def steps(reasons: Sequence[Reason], score: float | None = None) -> list[Step]:
    """What is not told of one by one comes first, so that the last bar ends at the score."""
    weighty = [reason for reason in reasons if reason.weight]
    if not weighty:
        return []
    rest = 0.0 if score is None else _odds(score) - sum(reason.weight for reason in weighty)
    told = [Reason(code="rest", text=_REST, weight=round(rest, 2))] if abs(rest) >= _SMALL else []
    ends, total = [0.0], 0.0
    for reason in (*told, *weighty):
        total += reason.weight
        ends.append(total)
    low, span = min(ends), (max(ends) - min(ends)) or 1.0
    at = [100 * (end - low) / span for end in ends]
    zero = round(at[0], 1)
    bars = zip((*told, *weighty), at, at[1:], strict=False)
    return [Step(reason.told, start, end, zero, reason.weight > 0) for reason, start, end in bars]


def _odds(score: float) -> float:
    sure = min(max(score, _SUREST), 1 - _SUREST)
    return math.log(sure / (1 - sure))
