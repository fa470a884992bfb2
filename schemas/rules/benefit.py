"""Benefits that are more often a slip than a benefit, and how they have to be declared."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.finding import Code, Finding
from schemas.innovation import Reading
from schemas.rules.case import Case
from schemas.written import money

OUTLIER_VND = 50_000_000_000  # above it, mostly a slip of units
TRIFLE_VND = 10_000  # below it too: `35 đồng` for 35 triệu đồng
_WORDS = {"quarter": "quý", "month": "tháng", "day": "ngày"}


def out_of_proportion(reading: Reading, case: Case) -> Iterator[Finding]:
    amount = reading.accepted.benefit_vnd
    if amount is not None and (amount > OUTLIER_VND or 0 < amount < TRIFLE_VND):
        size = "lớn" if amount > OUTLIER_VND else "nhỏ"
        message = f"Giá trị làm lợi {money(amount)} {size} bất thường; hãy kiểm tra đơn vị tính."
        yield Finding(code=Code.BENEFIT_OUTLIER, field="benefit_vnd", message=message)


def stated_for_a_year(reading: Reading, case: Case) -> Iterator[Finding]:
    period = _WORDS.get(reading.accepted.benefit_period or "")
    if case.programme is not None and case.programme.benefit_a_year and period:
        rests = case.programme.cited("benefit_a_year")
        message = f"Giá trị làm lợi tính theo {period}; chương trình thống nhất kê khai ước tính trong 01 năm{rests}."
        yield Finding(code=Code.BENEFIT_UNCLEAR, field="benefit_period", message=message, ask=False)
