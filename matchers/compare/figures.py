"""Numbers: grades and ratings in titles, figures in summaries, the benefit. Other numbers, often other innovations."""

from __future__ import annotations

import re
from collections.abc import Iterable

from matchers.compare.evidence import Evidence, listed, percent
from matchers.normal import Prepared
from matchers.statistics import Statistics
from matchers.tokens import numbers

_LABELS = {
    "lop": "lớp", "khoi": "khối", "tuoi": "tuổi", "quy": "quý", "so": "số", "giai doan": "giai đoạn",
    "thang": "tháng", "tan": "tấn",
}  # fmt: skip


def _shown(grades: Iterable[str]) -> str:
    """Folded labels as people write them: `lop 4` is `lớp 4`."""
    pattern = rf"\b({'|'.join(_LABELS)})\b"
    return listed({re.sub(pattern, lambda hit: _LABELS[hit[1]], grade) for grade in grades})


def grades(a: Prepared, b: Prepared, stats: Statistics) -> Evidence | None:
    """Numbers of the titles, years left out (`lớp 4`, `35kV`); None unless both titles have some."""
    del stats
    if not a.grades or not b.grades:
        return None
    if a.grades == b.grades:
        return Evidence(1.0, f"Cùng số trong tên: {_shown(a.grades)}")
    fewer = min(len(a.grades), len(b.grades))
    score = 0.8 * len(a.grades & b.grades) / fewer
    return Evidence(score, f"Số trong tên khác nhau: {_shown(a.grades)} – {_shown(b.grades)}")


def years(a: Prepared, b: Prepared, stats: Statistics) -> Evidence | None:
    """Years in the titles; None unless both titles have some."""
    del stats
    if not a.years or not b.years:
        return None
    if a.years & b.years:
        return Evidence(1.0, "Tên nêu cùng năm")
    return Evidence(0.0, f"Tên nêu năm khác: {listed(a.years)} – {listed(b.years)}")


def figures(a: Prepared, b: Prepared, stats: Statistics) -> Evidence | None:
    """Share of the fewer numbers of the summaries that both have; None below two numbers."""
    del stats
    one, other = numbers(a.summary), numbers(b.summary)
    fewer = min(len(one), len(other))
    if fewer < 2:
        return None
    score = len(one & other) / fewer
    return Evidence(score, f"Số liệu trong tóm tắt trùng {percent(score)}")


def benefit(a: Prepared, b: Prepared, stats: Statistics) -> Evidence | None:
    """The stated benefit in đồng; None unless both state one."""
    del stats
    if a.benefit is None or b.benefit is None:
        return None
    if a.benefit == b.benefit:
        return Evidence(1.0, f"Cùng giá trị làm lợi {a.benefit:,} đồng".replace(",", "."))
    return Evidence(0.0, f"Giá trị làm lợi khác: {a.benefit:,} – {b.benefit:,} đồng".replace(",", "."))


def period(a: Prepared, b: Prepared, stats: Statistics) -> Evidence | None:
    """Application periods: 1 the same days or months, 0.7 the months told otherwise, 0.3 only the year, 0 apart."""
    del stats
    if not a.months or not b.months:
        return None
    precise = any(len(month) > 4 for month in a.months)
    if a.dates == b.dates and precise:
        return Evidence(1.0, f"Cùng thời gian áp dụng: {a.record.period}")
    if (a.months == b.months and precise) or a.dates == b.dates:
        return Evidence(0.7, "Thời gian áp dụng gần giống nhau")
    if {item[:4] for item in a.months} & {item[:4] for item in b.months}:
        return Evidence(0.3, "Cùng năm áp dụng")
    return Evidence(0.0, f"Thời gian áp dụng khác: {a.record.period} – {b.record.period}")
