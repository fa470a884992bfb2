"""A reliability diagram: what was said against what was."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from benchmarks.trust.logistic import Bin

_SIDE, _EDGE = 420, 60
_COLOURS = ("#b3261e", "#1f5fa8", "#3b7d3a")


def diagram(curves: Mapping[str, Sequence[Bin]]) -> str:
    """An SVG: chance said to the right, share right upwards, both as odds of being wrong so that 99 % is not 100 %."""
    parts = [_line(_at(0.5), _at(0.5), _at(0.9995), _at(0.9995), "#888", 1.5)]
    for share in (0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.998):
        place = _at(share)
        parts += [
            _line(place, _at(0.5), place, _at(0.9995), "#ddd", 1),
            _line(_at(0.5), place, _at(0.9995), place, "#ddd", 1),
        ]
        parts.append(_text(_EDGE + place, _EDGE + _SIDE + 18, f"{100 * share:g}", "middle"))
        parts.append(_text(_EDGE - 8, _EDGE + _SIDE - place + 4, f"{100 * share:g}", "end"))
    for number, (name, bins) in enumerate(curves.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        parts.append(_text(_EDGE + 14, _EDGE + 18 + 18 * number, name, "start", colour))
        for one in bins:
            x, y = _EDGE + _at(one.said), _EDGE + _SIDE - _at(one.was)
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + math.log10(one.cases + 1):.1f}" fill="{colour}"/>')
    parts.append(_text(_EDGE + _SIDE / 2, _EDGE + _SIDE + 42, "chance said, %", "middle"))
    parts.append(
        _text(_EDGE + _SIDE / 2, _EDGE - 20, "share that was right, %, of fields (larger dots: more of them)", "middle")
    )
    size = _SIDE + 2 * _EDGE
    font = 'font-family="sans-serif" font-size="12"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" {font}>'
    return "\n".join([head, f'<rect width="{size}" height="{size}" fill="white"/>', *parts, "</svg>", ""])


def _at(share: float) -> float:
    low, high = math.log(0.0005), math.log(0.6)
    wrong = math.log(min(0.6, max(0.0005, 1 - share)))
    return _SIDE * (high - wrong) / (high - low)


def _line(x0: float, y0: float, x1: float, y1: float, colour: str, width: float) -> str:
    a, b, c, d = _EDGE + x0, _EDGE + _SIDE - y0, _EDGE + x1, _EDGE + _SIDE - y1
    return f'<line x1="{a:.1f}" y1="{b:.1f}" x2="{c:.1f}" y2="{d:.1f}" stroke="{colour}" stroke-width="{width}"/>'


def _text(x: float, y: float, text: str, anchor: str, colour: str = "#333") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{text}</text>'
