"""What holds for every cell, however odd: nothing crashes, what is written out reads back, no digit is invented."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.fields.author import parse_authors
from extractors.fields.award import split_awards
from extractors.fields.birth import find_births
from extractors.fields.dates import Point
from extractors.fields.digits import as_digits
from extractors.fields.money import parse_benefit
from extractors.fields.period import Period, parse_period
from extractors.fields.phone import find_phones
from extractors.fields.recognition import parse_recognition
from extractors.values import values_of
from schemas.text import one_line

CASES = Path(__file__).parent / "cases"
WRITTEN = [json.loads(line).get("text", "") for file in CASES.glob("*.jsonl") for line in file.open(encoding="utf-8")]
PIECES = sorted({piece for text in WRITTEN for piece in re.split(r"[,;\n]", text)} | {"“", "///", "999999999999999999"})
GAPS = [" ", "\n", ", ", "; ", " - ", "", ": ", "\n\n", "\n- "]
CELLS = st.lists(
    st.tuples(st.sampled_from(PIECES) | st.text(max_size=12), st.sampled_from(GAPS)), max_size=14
).map(lambda parts: "".join(piece + gap for piece, gap in parts))  # fmt: skip
PLENTY = settings(max_examples=100, deadline=None)
WORD = r"[^\W\d_]+|\d+"


def digits(text: str) -> str:
    """The digits of a text in their order, each as 0-9."""
    return "".join(str(int(c)) for c in as_digits(text) if c.isdecimal())


@PLENTY
@given(CELLS)
def test_no_cell_breaks_a_parser(cell: str) -> None:
    names = (
        "authors",
        "title",
        "application_period",
        "effect",
        "benefit",
        "awards",
        "recognition",
        "sector",
        "kind",
        "note",
    )
    values = values_of(dict.fromkeys(names, cell), {"benefit": "triệu đồng"}).accepted
    assert sum(author.is_principal for author in values.authors) == min(1, len(values.authors))
    assert values.model_validate(values.model_dump()) == values


@PLENTY
@given(st.lists(CELLS, min_size=6, max_size=6))
def test_no_columns_break_the_authors(cells: list[str]) -> None:
    names = ("full_name", "birth_year", "position", "workplace", "phone", "share_percent")
    authors = parse_authors("", dict(zip(names, cells, strict=True))).authors
    assert sum(author.is_principal for author in authors) == min(1, len(authors))


@PLENTY
@given(CELLS)
def test_no_author_has_words_or_digits_that_are_not_in_the_cell(cell: str) -> None:
    written, text = digits(cell), one_line(cell)
    for author in parse_authors(cell, {}).authors:
        for value in (author.full_name, author.position, author.workplace, author.honorific):
            assert set(re.findall(WORD, value)) <= set(re.findall(WORD, text))
        assert author.phone is None or author.phone[-7:] in written
        assert author.birth_year is None or str(author.birth_year)[2:] in written
        assert author.share_percent is None or f"{author.share_percent:g}".split(".")[0] in written


@PLENTY
@given(CELLS)
def test_no_year_number_or_award_is_invented(cell: str) -> None:
    written, text = digits(cell), one_line(cell)
    period = parse_period(cell)
    for day in (period.first, period.last):
        assert day is None or not period.clear or str(day.year)[2:] in written
    recognition = parse_recognition(cell)
    assert recognition is None or digits(recognition.number) in digits(cell)
    assert recognition is None or recognition.date is None or str(recognition.date.year) in written
    for award in split_awards(cell):
        assert set(re.findall(WORD, award)) <= set(re.findall(WORD, text))


@PLENTY
@given(CELLS)
def test_a_sure_benefit_has_the_digits_of_the_cell(cell: str) -> None:
    benefit = parse_benefit(cell)
    if benefit.clear and benefit.amount and not re.search(r"trăm|mươi|rưỡi|triệu|tỷ|nghìn", cell):
        assert str(benefit.amount).rstrip("0") in digits(cell)


DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@PLENTY
@given(DAYS, DAYS, st.sampled_from("/.-"), st.booleans())
def test_days_read_back(one: date, two: date, mark: str, padded: bool) -> None:
    first, last = sorted((one, two))

    def shown(day: date) -> str:
        parts = (f"{day.day:02}", f"{day.month:02}") if padded else (str(day.day), str(day.month))
        return mark.join((*parts, str(day.year)))

    assert parse_period(shown(first)) == Period(first, first)
    assert parse_period(f"Từ ngày {shown(first)} đến ngày {shown(last)}") == Period(first, last)
    assert parse_period(f"{shown(first)} – {shown(last)}") == Period(first, last)
    assert parse_period(f"Từ {shown(first)} đến nay") == Period(first, None)


@PLENTY
@given(DAYS, DAYS, st.sampled_from(["Tháng {m}/{y}", "T{m}/{y}", "tháng {m:02} năm {y}", "{m:02}/{y}"]))
def test_months_read_back(one: date, two: date, form: str) -> None:
    start, end = (Point("month", day.year, day.month) for day in sorted((one, two)))
    first, last = (form.format(m=point.number, y=point.year) for point in (start, end))
    assert parse_period(first) == Period(start.first(), start.last())
    assert parse_period(f"Từ {first} đến {last}") == Period(start.first(), end.last())
    assert parse_period(f"Từ {first}") == Period(start.first(), None)


@PLENTY
@given(st.integers(2015, 2035), st.integers(1, 4), st.sampled_from(["Quý {r}/{y}", "quý {n} năm {y}"]))
def test_quarters_and_school_years_read_back(year: int, number: int, form: str) -> None:
    quarter = Point("quarter", year, number)
    text = form.format(r=["I", "II", "III", "IV"][number - 1], n=number, y=year)
    assert parse_period(text) == Period(quarter.first(), quarter.last())
    assert parse_period(f"Năm học {year}-{year + 1}") == Period(date(year, 9, 1), date(year + 1, 5, 31))


PERIODS = {"/năm": "year", " mỗi quý": "quarter", "/tháng": "month", " một ngày": "day", "": None}


@PLENTY
@given(
    st.integers(1_000_000, 49_999_999_999), st.sampled_from(sorted(PERIODS)), st.sampled_from([" đồng", "đ", " VNĐ"])
)
def test_amounts_in_full_read_back(amount: int, per: str, unit: str) -> None:
    for separator in "., ":
        text = f"Làm lợi {amount:,}{unit}{per}".replace(",", separator)
        benefit = parse_benefit(text)
        assert (benefit.amount, benefit.period, benefit.clear) == (amount, PERIODS[per], True), text


@PLENTY
@given(st.integers(1, 9999), st.integers(0, 9), st.sampled_from(["triệu", "tỷ"]), st.sampled_from(sorted(PERIODS)))
def test_amounts_in_millions_read_back(whole: int, tenth: int, unit: str, per: str) -> None:
    shown = f"{whole:,}".replace(",", ".") + (f",{tenth}" if tenth else "")
    amount = (whole * 10 + tenth) * (10**5 if unit == "triệu" else 10**8)
    benefit = parse_benefit(f"Giá trị làm lợi: {shown} {unit} đồng{per}")
    if unit == "tỷ" and whole > 999 and not tenth:
        assert not benefit.clear or benefit.amount == amount  # `1.234 tỷ` may be 1,234 tỷ
    else:
        assert (benefit.amount, benefit.period, benefit.clear) == (amount, PERIODS[per], True)


MOBILES = st.builds(
    "{}{:07}".format,
    st.sampled_from(["086", "091", "097", "032", "070", "083", "056"]),
    st.integers(0, 9_999_999),
)
SHAPES = ((4, 3, 3), (3, 3, 4), (4, 6), (10,), (4, 2, 2, 2))


@PLENTY
@given(MOBILES, st.sampled_from(SHAPES), st.sampled_from([" ", ".", "-"]), st.booleans())
def test_telephones_read_back(number: str, shape: tuple[int, ...], mark: str, country: bool) -> None:
    ends = [sum(shape[: i + 1]) for i in range(len(shape))]
    shown = mark.join(number[end - size : end] for size, end in zip(shape, ends, strict=True))
    shown = "+84 " + shown.removeprefix("0") if country else shown
    phones = find_phones(f"ĐT: {shown}")
    assert (phones.numbers, phones.invalid) == (["+84" + number[1:]], ())
    author = parse_authors(f"Nguyễn Văn An, 1985, Giáo viên, {shown}", {}).authors[0]
    assert (author.phone, author.birth_year) == ("+84" + number[1:], 1985)


@PLENTY
@given(
    st.dates(date(1945, 1, 1), date(2005, 12, 31)),
    st.sampled_from(["SN {y}", "sinh năm: {y}", "({y})", "{d}/{m}/{y}", "sinh ngày {d:02}.{m:02}.{y}"]),
)
def test_births_read_back(day: date, form: str) -> None:
    births = find_births("Nguyễn Văn An, " + form.format(d=day.day, m=day.month, y=day.year))
    assert [(birth.year, birth.clear) for birth in births] == [(day.year, True)]
