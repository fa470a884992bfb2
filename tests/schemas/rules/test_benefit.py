from __future__ import annotations

import pytest

from schemas.rules.benefit import out_of_proportion, stated_for_a_year
from tests.schemas.cases import MILLION, case, codes, row


@pytest.mark.parametrize(
    ("amount", "odd"),
    [(900_000_000_000, True), (50_000_000_000, False), (35, True), (35_000_000, False), (0, False), (None, False)],
)
def test_a_benefit_out_of_all_proportion_is_asked_about(amount: int | None, odd: bool) -> None:
    found = list(out_of_proportion(row(benefit_vnd=amount), case()))
    assert codes(found) == ["benefit-outlier"] * odd
    assert all(f.ask for f in found)


@pytest.mark.parametrize(
    ("period", "province", "told"),
    [("month", "Lai Châu", True), ("year", "Lai Châu", False), (None, "Lai Châu", False), ("month", "Bắc Kạn", False)],
)
def test_where_benefits_are_declared_for_one_year(period: str | None, province: str, told: bool) -> None:
    found = list(stated_for_a_year(row(benefit_period=period), case(MILLION.in_province(province))))
    assert codes(found) == ["benefit-unclear"] * told
    assert all("mục 5 Công văn số 1298/LĐLĐ" in f.message and not f.ask for f in found)
