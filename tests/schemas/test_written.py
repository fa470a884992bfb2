"""Days, moments, counts and money as people write them, whatever the machine's own clock says."""

from __future__ import annotations

import datetime as dt

from schemas.written import day, grouped, moment, money, today

LATE = dt.datetime(2026, 12, 31, 18, 5, tzinfo=dt.UTC)  # already the new year in the office


def test_days_and_moments_are_the_offices() -> None:
    assert (day(LATE), moment(LATE)) == ("01/01/2027", "01:05 01/01/2027")
    assert day(dt.date(2026, 2, 3)) == "03/02/2026"
    assert (day(None), moment(None)) == ("", "")


def test_today_is_the_offices() -> None:
    before, found, after = dt.datetime.now(dt.UTC), today(), dt.datetime.now(dt.UTC)
    assert found in {(at + dt.timedelta(hours=7)).date() for at in (before, after)}


def test_counts_and_money_have_points() -> None:
    assert (grouped(1234567), grouped(0), grouped(None)) == ("1.234.567", "0", "")
    assert (money(1234567890), money(None)) == ("1.234.567.890 đồng", "")
