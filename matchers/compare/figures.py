"""Numbers: grades and ratings in titles, figures in summaries, the benefit. Other numbers, often other innovations."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from matchers.compare.batch import Batch
from matchers.compare.evidence import Comparator, Pair, listed, percent
from matchers.compare.sets import Floats, Marks, Union
from matchers.compare.text import bags
from schemas.written import grouped, money

_LABELS = {
    "lop": "lớp", "khoi": "khối", "tuoi": "tuổi", "quy": "quý", "so": "số", "giai doan": "giai đoạn",
    "thang": "tháng", "tan": "tấn",
}  # fmt: skip

_BARE = 0.6  # `lớp 7` and `lớ 7`, `lớp 8học`: OCR or a turned title took the number's label away


def _shown(grades: Iterable[str]) -> str:
    """Folded labels as people write them: `lop 4` is `lớp 4`."""
    pattern = rf"\b({'|'.join(_LABELS)})\b"
    return listed({re.sub(pattern, lambda hit: _LABELS[hit[1]], grade) for grade in grades})


def _equal(sets: Union) -> Marks:
    found: Marks = (sets.shared == sets.size_a) & (sets.shared == sets.size_b)
    return found


def _grades(batch: Batch) -> Floats:
    """Numbers of the titles, years left out (`lớp 4`, `35kV`); None unless both titles have some."""
    found, bare = batch.sets("grades"), batch.sets("digits")
    score = np.where(_equal(found), 1.0, 0.8 * found.shared / np.maximum(found.fewer, 1))
    score = np.where((found.shared == 0) & (bare.shared == bare.fewer), _BARE, score)
    return batch.told(found.fewer > 0, score)


def _grades_line(pair: Pair) -> str:
    if pair.score == 1.0:
        return f"Cùng số trong tên: {_shown(pair.a.grades)}"
    return f"Số trong tên khác nhau: {_shown(pair.a.grades)} – {_shown(pair.b.grades)}"


def _years(batch: Batch) -> Floats:
    """Years in the titles; None unless both titles have some."""
    found = batch.sets("years")
    return batch.told(found.fewer > 0, np.minimum(found.shared, 1.0))


def _years_line(pair: Pair) -> str:
    if pair.score:
        return "Tên nêu cùng năm"
    return f"Tên nêu năm khác: {listed(pair.a.years)} – {listed(pair.b.years)}"


def _figures(batch: Batch) -> Floats:
    """Share of the fewer numbers of the summaries that both have; None below two numbers."""
    words = batch.made(bags)
    found = words.where((words.key & np.uint64(1)) == 1)
    return batch.told(found.fewer >= 2, found.shared / np.maximum(found.fewer, 1))


def _benefit(batch: Batch) -> Floats:
    """The stated benefit in đồng; None unless both state one."""
    found = batch.sets("benefit")
    return batch.told(found.fewer > 0, found.shared)


def _benefit_line(pair: Pair) -> str:
    one, other = pair.a.benefit or 0, pair.b.benefit or 0
    same = f"Cùng giá trị làm lợi {money(one)}"
    return same if pair.score else f"Giá trị làm lợi khác: {grouped(one)} – {money(other)}"


def _period(batch: Batch) -> Floats:
    """Application periods: 1 the same days or months, 0.7 the months told otherwise, 0.3 only the year, 0 apart."""
    months = batch.sets("months")
    precise = months.counts(months.in_a & (months.key % 100 > 0)) > 0
    same_dates = batch.sets("dates").shared > 0
    year = (months.pair << 32) | (months.key // 100).astype(np.int64)
    shared_year = months.pair[months.in_a & np.isin(year, year[months.in_b])]
    score = np.zeros(len(batch))
    score[shared_year] = 0.3
    score[(_equal(months) & precise) | same_dates] = 0.7
    score[same_dates & precise] = 1.0
    return batch.told(months.fewer > 0, score)


def _period_line(pair: Pair) -> str:
    one, other = pair.a.record.period, pair.b.record.period
    lines = {
        1.0: f"Cùng thời gian áp dụng: {one}",
        0.7: "Thời gian áp dụng gần giống nhau",
        0.3: "Chỉ cùng năm áp dụng, khác tháng",
    }
    return lines.get(pair.score, f"Thời gian áp dụng khác: {one} – {other}")


COMPARATORS = {
    "grades": Comparator(_grades, _grades_line),
    "years": Comparator(_years, _years_line),
    "figures": Comparator(_figures, lambda pair: f"Số liệu trong tóm tắt trùng {percent(pair.score)}"),
    "period": Comparator(_period, _period_line),
    "benefit": Comparator(_benefit, _benefit_line),
}
