"""The line above a table that names its letter."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.fields.caption import parse_caption


@pytest.mark.parametrize(
    ("text", "paper", "number", "date", "unit"),
    [
        (
            "(Kèm theo Tờ trình số 18/TTr-CĐCS, ngày 9/6/2022 của Công đoàn cơ sở Sở Y tế)",
            "to trinh",
            "18/TTr-CĐCS",
            dt.date(2022, 6, 9),
            "Công đoàn cơ sở Sở Y tế",
        ),
        (
            "Kèm theo Công văn số 51/LĐLĐ ngày 7 tháng 4 năm 2021 của LĐLĐ huyện Vân Hồ",
            "cong van",
            "51/LĐLĐ",
            dt.date(2021, 4, 7),
            "LĐLĐ huyện Vân Hồ",
        ),
        (
            "(Ban hành kèm theo Quyết định số: 9/QĐ-SYT ngày 01/02/2022 của Giám đốc Sở Y tế về việc khen (đợt 1))",
            "quyet dinh",
            "9/QĐ-SYT",
            dt.date(2022, 2, 1),
            "Giám đốc Sở Y tế",
        ),
        (
            "(Kèm theo Tờ trình của CĐCS Trường Mầm non số 1 số 4/TTr-CĐCS ngày 5/5/2021)",
            "to trinh",
            "4/TTr-CĐCS",
            dt.date(2021, 5, 5),
            "CĐCS Trường Mầm non số 1",
        ),
        ("(Kèm theo Tờ trình số 4/TTr-CĐN, ngày 5/5/2021)", "to trinh", "4/TTr-CĐN", dt.date(2021, 5, 5), ""),
    ],
)
def test_number_date_and_unit(text: str, paper: str, number: str, date: dt.date, unit: str) -> None:
    found = parse_caption(text)
    assert found is not None
    assert found.number is not None and found.date is not None
    assert (found.paper, found.number.text, found.date.value, found.unit) == (paper, number, date, unit)


def test_blanks_to_be_filled_in() -> None:
    found = parse_caption("(Kèm theo Tờ trình số      /TTr-CĐN, ngày      tháng 4 năm 2021 của Công đoàn ngành Y tế)")
    assert found is not None
    assert found.number is not None and found.number.number is None
    assert found.date is not None and found.date.value is None
    assert found.unit == "Công đoàn ngành Y tế"


@pytest.mark.parametrize("text", ["BẢNG TỔNG HỢP TÓM TẮT SÁNG KIẾN", "có bảng tổng hợp kèm theo", ""])
def test_other_lines_are_no_captions(text: str) -> None:
    assert parse_caption(text) is None
