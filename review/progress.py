"""How far programmes are, as charts that are drawn on the server: bars, and the same in words and in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from register.exports import words
from register.exports.units import days, missing_words
from schemas.units.totals import Total
from schemas.written import grouped

_MOST = 12  # bodies in one chart


@dataclass(frozen=True, slots=True)
class Bar:
    """`share`: percent of the target, at most 100; None where there is no target."""

    name: str
    reached: int
    target: int | None
    share: float | None
    filed: int
    expected: int


@dataclass(frozen=True, slots=True)
class Chart:
    """One programme, or one phase of it. `units`: the bodies above those that file, those farthest behind first."""

    name: str
    whole: Bar
    note: str
    units: Sequence[Bar] = field(default_factory=list)
    more: int = 0

    @property
    def told(self) -> str:
        """What the chart shows, in a sentence."""
        aim = f" trên chỉ tiêu {grouped(self.whole.target)}" if self.whole.target else ""
        return f"{grouped(self.whole.reached)} sáng kiến{aim}; {self.whole.filed}/{self.whole.expected} đơn vị đã gửi"


def charts(totals: Sequence[Total]) -> list[Chart]:
    """In the order of the programmes: each as a whole, then its phases."""
    found = []
    for whole in (one for one in totals if one.row == "whole"):
        same = [
            one for one in totals if (one.programme, one.phase, one.row) == (whole.programme, whole.phase, "parent")
        ]
        bars = sorted((_bar(one, one.parent or "Chưa rõ cấp trên") for one in same), key=_behind)
        phase = f" · {words.phase(whole.phase)}" if whole.phase else ""
        name = f"{words.programme(whole.programme)}{phase}"
        shown = bars if len(bars) > 1 else []
        found.append(Chart(name, _bar(whole, name), _note(whole), shown[:_MOST], max(0, len(shown) - _MOST)))
    return found


def _bar(total: Total, name: str) -> Bar:
    share = min(100.0, 100 * total.innovations / total.target) if total.target else None
    return Bar(name, total.innovations, total.target, share, total.units_filed, total.units_expected)


def _behind(bar: Bar) -> tuple[float, str]:
    filed = 100 * bar.filed / bar.expected if bar.expected else 100.0
    return (filed if bar.share is None else bar.share, bar.name)


def _note(total: Total) -> str:
    missing = total.units_expected - total.units_filed
    lacking = f"chưa gửi {missing} đơn vị ({missing_words(total)})" if missing else ""
    return ", ".join(filter(None, (lacking, days(total.days_left))))
