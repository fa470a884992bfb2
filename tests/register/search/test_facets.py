from __future__ import annotations

import datetime as dt

import pytest

from register.search import facets


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (dt.date(2021, 1, 1), dt.date(2021, 12, 31)),
        (dt.date(2020, 11, 29), dt.date(2023, 2, 2)),
        (dt.date(2021, 5, 5), dt.date(2021, 5, 5)),
        (dt.date(2021, 2, 1), dt.date(2021, 2, 28)),
    ],
)
def test_days_are_covered_exactly_by_few_tokens(first: dt.date, last: dt.date) -> None:
    tokens = facets.days_between(first, last)
    day = dt.date(2020, 6, 1)
    while day < dt.date(2023, 9, 1):
        assert bool({*facets.of_day(day)} & {*tokens}) == (first <= day <= last), day
        day += dt.timedelta(1)
    assert len(tokens) < 130


def test_no_day_is_between_days_in_the_wrong_order() -> None:
    assert facets.days_between(dt.date(2022, 1, 1), dt.date(2021, 1, 1)) == []


@pytest.mark.parametrize(("least", "most"), [(0, 0), (1, 9), (95, 1200), (12_500_000, 300_000_000), (7, 10**12)])
def test_no_amount_in_between_is_missed(least: int, most: int) -> None:
    tokens = {*facets.amounts_between(least, most)}
    for amount in {least, most, (least + most) // 2, least + 1, max(most - 1, least)}:
        if least <= amount <= most:
            assert {*facets.of_amount(amount)} & tokens, amount
    assert not {*facets.of_amount(most * 2 + 100)} & tokens
