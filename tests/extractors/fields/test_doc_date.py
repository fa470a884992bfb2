"""Dates of documents: written out, in figures, half blank, misread, impossible."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.fields.doc_date import find_date


@pytest.mark.parametrize(
    ("text", "value", "place"),
    [
        ("Đông Hà, ngày 09 tháng 06 năm 2022", dt.date(2022, 6, 9), "Đông Hà"),
        ("TP. Lạng Sơn, ngày 1 tháng 12 năm 2021", dt.date(2021, 12, 1), "TP. Lạng Sơn"),
        ("Số: 4/TTr-CĐCS Phủ Lý, ngày 2 tháng 8 năm 2023", dt.date(2023, 8, 2), "Phủ Lý"),
        ("ngày 10 /3/2021", dt.date(2021, 3, 10), None),
        ("số 7/TTr-CĐCS, ngày 5/4/2021 của", dt.date(2021, 4, 5), None),
        ("15.6.2022", dt.date(2022, 6, 15), None),
        ("ngày 03/12/2021của Công đoàn", dt.date(2021, 12, 3), None),
    ],
)
def test_a_day_and_its_place(text: str, value: dt.date, place: str | None) -> None:
    found = find_date(text)
    assert found is not None
    assert (found.value, found.place, found.precision, found.repaired) == (value, place, "day", False)


@pytest.mark.parametrize("text", ["......, ngày       tháng 4 năm 2021", "ngày …. tháng 4 năm 2021", "tháng 4/2021"])
def test_a_blank_day_leaves_the_month(text: str) -> None:
    found = find_date(text)
    assert found is not None
    assert (found.value, found.precision, found.month, found.year) == (None, "month", 4, 2021)
    assert not found.invalid


def test_ink_that_is_no_figure_gives_no_day_but_is_said() -> None:
    found = find_date("Hà Giang, ngày⁄{5' tháng 1] năm 2022")
    assert found is not None
    assert (found.value, found.day, found.month, found.repaired) == (None, None, 11, True)


def test_a_blank_day_and_month_leave_the_year() -> None:
    found = find_date("Hà Giang, ngày     tháng     năm 2022")
    assert found is not None
    assert (found.value, found.precision, found.place) == (None, "year", "Hà Giang")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ngày l2 tháng 3 năm 202l", dt.date(2021, 3, 12)),
        ("ngày 2O tháng 3 năm 2O21", dt.date(2021, 3, 20)),
        ("ngày 1 8 tháng 3 năm 2021", dt.date(2021, 3, 18)),
        ("ngày 7/4/22", dt.date(2022, 4, 7)),
    ],
)
def test_misread_figures_are_mended_and_said(text: str, value: dt.date) -> None:
    found = find_date(text)
    assert found is not None
    assert (found.value, found.repaired) == (value, True)


@pytest.mark.parametrize(
    "text", ["ngày 31 tháng 6 năm 2022", "ngày 5 tháng 13 năm 2022", "29/02/2021", "ngày 1 tháng 1 năm 1021"]
)
def test_an_impossible_day_is_flagged(text: str) -> None:
    found = find_date(text)
    assert found is not None
    assert (found.value, found.invalid) == (None, True)


@pytest.mark.parametrize("text", ["", "12/TTr-CĐCS", "ngày tháng năm sinh", "02 tháng", "ngày công"])
def test_no_date(text: str) -> None:
    assert find_date(text) is None
