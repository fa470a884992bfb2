from datetime import date

import pytest

from extractors.fields.period import Period, parse_period


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Tháng 3/2021", "2021-03-01", "2021-03-31"),
        ("T9/2021", "2021-09-01", "2021-09-30"),
        ("tháng 2 năm 2024", "2024-02-01", "2024-02-29"),
        ("15/03/2021", "2021-03-15", "2021-03-15"),
        ("Ngày 15 tháng 3 năm 2021", "2021-03-15", "2021-03-15"),
        ("2021-03-15 00:00:00", "2021-03-15", "2021-03-15"),
        ("02/2021 - 05/2021", "2021-02-01", "2021-05-31"),
        ("từ tháng 2 đến tháng 5/2021", "2021-02-01", "2021-05-31"),
        ("Tháng 2-5/2021", "2021-02-01", "2021-05-31"),
        ("Từ ngày 01/9/2012 đến tháng 5/2013", "2012-09-01", "2013-05-31"),
        ("10/3 đến 20/4/2021", "2021-03-10", "2021-04-20"),
        ("Từ ngày 01 đến 30/4/2021", "2021-04-01", "2021-04-30"),
        ("Tháng 02, 3, 4 năm 2021", "2021-02-01", "2021-04-30"),
        ("Từ tháng 9/2021", "2021-09-01", None),
        ("Bắt đầu áp dụng từ ngày 05/04/2021 đến nay", "2021-04-05", None),
        ("02/2021-nay", "2021-02-01", None),
        ("từ năm 2011", "2011-01-01", None),
        ("Năm học 2021 -2022", "2021-09-01", "2022-05-31"),
        ("NH 2021-22", "2021-09-01", "2022-05-31"),
        ("Từ năm học 2020-2021 đến nay", "2020-09-01", None),
        ("Quý IV/2021 - Quý I/2022", "2021-10-01", "2022-03-31"),
        ("Quý I, II năm 2022", "2022-01-01", "2022-06-30"),
        ("6 tháng cuối năm 2022", "2022-07-01", "2022-12-31"),
        ("năm 2021", "2021-01-01", "2021-12-31"),
        ("giai đoạn 2016 - 2020", "2016-01-01", "2020-12-31"),
        ("Năm học 2021-2022 (từ tháng 9/2021 đến tháng 5/2022)", "2021-09-01", "2022-05-31"),
        ("Từ 01/3/2021 đến 31/5/2021 (03 tháng)", "2021-03-01", "2021-05-31"),
        ("", None, None),
    ],
)
def test_clear_periods(text, first, last):
    assert parse_period(text) == Period(day(first), day(last), clear=True)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("09 tháng", None, None),
        ("Tháng 2 đến nay", None, None),
        ("31/02/2021", None, None),
        ("không", None, None),
        ("44270", None, None),
        ("2014 – 2015", "2014-01-01", "2015-12-31"),  # a school year or two years
        ("02-05/2021", "2021-02-01", "2021-05-31"),  # months, or a day
        ("9/21", "2021-09-01", "2021-09-30"),
        ("Đầu năm 2021", "2021-01-01", None),
        ("đến tháng 5/2021", None, "2021-05-31"),
        ("03/2021 -", "2021-03-01", None),
        ("Từ tháng 11 đến tháng 2/2022", "2021-11-01", "2022-02-28"),
        ("Học kỳ I năm học 2021-2022", "2021-09-01", "2022-01-31"),
        ("HK2 2021-2022", "2022-01-01", "2022-05-31"),
        ("Áp dụng thử từ tháng 3/2021, chính thức từ tháng 9/2021", "2021-03-01", None),
        ("Tháng 5/2021 - tháng 2/2021", "2021-05-01", "2021-02-28"),
        ("Từ tháng O3/2021", "2021-03-01", None),  # letters read as digits
        ("Quý l/2022", "2022-01-01", "2022-03-31"),
        ("Tháng 3/2091", "2091-03-01", "2091-03-31"),
    ],
)
def test_doubtful_periods(text, first, last):
    assert parse_period(text) == Period(day(first), day(last), clear=False)


def test_a_bracket_that_says_otherwise_makes_the_period_doubtful():
    assert not parse_period("Năm học 2021-2022 (từ tháng 3/2022 đến tháng 5/2022)").clear


@pytest.mark.parametrize(
    ("text", "first"),
    [("15/03/20 21", "2021-03-15"), ("Từ tháng 3/2 021", "2021-03-01"), ("05/202 2", "2022-05-01")],
)
def test_a_year_that_a_scan_parted(text: str, first: str) -> None:
    period = parse_period(text)
    assert (period.first, period.clear) == (day(first), True)
