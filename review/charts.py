"""Small charts as points for SVG: the page draws them, no script does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT = 320.0, 150.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 40.0, 12.0, 10.0, 26.0
_LEAST = 0.7  # shares below that lie on the ground line


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float
    at: float  # the threshold
    load: float
    share: float
    now: bool


@dataclass(frozen=True, slots=True)
class Line:
    kind: str
    points: tuple[Point, ...]

    @property
    def path(self) -> str:
        return " ".join(f"{point.x:.1f},{point.y:.1f}" for point in self.points)


@dataclass(frozen=True, slots=True)
class Chart:
    """Precision and recall over the pairs that people must look at. `marks`: (y, percent), `loads`: (x, count)."""

    lines: tuple[Line, ...]
    marks: tuple[tuple[float, int], ...]
    loads: tuple[tuple[float, int], ...]


def curve(trials: Sequence[Mapping[str, Any]], now: float | None) -> Chart | None:
    """Of choices of the threshold from which on people are asked; None for no choices."""
    if not trials:
        return None
    most: float = max(10.0, *(one["figures"]["review"] for one in trials)) * 1.05

    def x(load: float) -> float:
        return _LEFT + load / most * (WIDTH - _LEFT - _RIGHT)

    def y(share: float) -> float:
        return _TOP + (1 - max(share, _LEAST)) / (1 - _LEAST) * (HEIGHT - _TOP - _BOTTOM)

    def line(kind: str) -> Line:
        found = []
        for one in trials:
            load, share = one["figures"]["review"], one["figures"][kind]
            found.append(Point(x(load), y(share), one["review"], load, share, one["review"] == now))
        return Line(kind, tuple(sorted(found, key=lambda point: point.x)))

    marks = tuple((y(percent / 100), percent) for percent in (70, 80, 90, 100))
    step = 10 if most < 60 else 50
    loads = tuple((x(load), load) for load in range(0, int(most) + 1, step))
    return Chart((line("precision"), line("recall")), marks, loads)
