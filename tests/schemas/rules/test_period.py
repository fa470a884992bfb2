from __future__ import annotations

import pytest

from schemas.dossier import Letter
from schemas.innovation import Recognition
from schemas.rules.period import in_phase, in_window, phase_of
from tests.schemas.cases import MILLION, SPRING, case, codes, day, row


@pytest.mark.parametrize(("first", "outside"), [
    ("2021-01-31", True), ("2021-02-01", False), ("2021-05-31", False), ("2021-06-01", True),
])  # fmt: skip
def test_the_window_includes_its_ends(first: str, outside: bool) -> None:
    assert bool(list(in_window(row(first), case()))) is outside


def test_the_first_day_decides_however_long_it_went_on() -> None:
    assert codes(list(in_window(row("2019-03-01", "2021-04-30"), case()))) == ["outside-period"]
    assert not list(in_window(row("2021-05-01", "2023-04-30"), case()))
    assert codes(list(in_window(row(None, "2019-04-30"), case()))) == ["outside-period"]
    assert not list(in_window(row(None, "2021-04-30"), case()))
    assert not list(in_window(row(None), case()))


def test_outside_is_told_with_its_paragraph_and_nobody_is_asked() -> None:
    [finding] = in_window(row("2019-03-01"), case(SPRING.in_province("Quảng Trị")))
    assert not finding.ask
    assert "01/02/2021–31/05/2021" in finding.message
    assert "mục 3 Công văn số 724/LĐLĐ-CTCS" in finding.message


def test_a_whole_quarter_that_reaches_into_the_window_is_worth_a_question_to_the_unit() -> None:
    [whole] = in_window(row("2021-01-01", "2021-03-31", application_period="Quý I/2021"), case())
    assert "tháng bắt đầu" in whole.message
    [span] = in_window(row("2021-01-01", "2021-03-31", application_period="Từ 01/2021 đến 3/2021"), case())
    assert "tháng bắt đầu" not in span.message


def test_phases() -> None:
    assert getattr(phase_of(row("2022-05-31").accepted, MILLION), "id", None) == "giai-doan-1"
    assert getattr(phase_of(row("2022-06-01").accepted, MILLION), "id", None) == "giai-doan-2"
    assert phase_of(row("2020-01-01").accepted, MILLION) is None
    assert phase_of(row(None).accepted, MILLION) is None


@pytest.mark.parametrize(
    ("letter", "outside"),
    [
        (Letter(date=day("2023-08-07")), True),
        (Letter(date=day("2022-04-07")), False),
        (Letter(date=day("2022-04-07"), subject="V/v gửi sáng kiến Giai đoạn 2"), True),
        (Letter(date=day("2022-06-07"), subject="V/v gửi sáng kiến giai đoạn I"), False),
        (Letter(), False),
        (Letter(date=day("2024-01-07")), False),
    ],
)
def test_a_dossier_for_another_phase(letter: Letter, outside: bool) -> None:
    assert codes(list(in_phase(row("2021-11-01"), case(MILLION, letter=letter)))) == ["outside-phase"] * outside


def test_what_was_recognised_in_a_phase_became_eligible_there() -> None:
    letter = Letter(date=day("2023-08-07"))
    late = row("2021-11-01", recognition=Recognition(number="3/QĐ", date=day("2022-07-01")))
    assert not list(in_phase(late, case(MILLION, letter=letter)))


def test_what_lies_between_two_phases_belongs_to_none() -> None:
    first, second = MILLION.phases
    gap = MILLION.model_copy(update={"phases": [first, second.model_copy(update={"first_day": day("2022-08-01")})]})
    [finding] = in_phase(row("2022-07-01"), case(gap))
    assert "mục IV Hướng dẫn số 46/HD-TLĐ" in finding.message
    assert not list(in_phase(row("2020-07-01"), case(gap))), "that is outside of the whole programme"
