import pytest

from matchers.compare.evidence import Evidence
from schemas.match import Record
from tests.matchers import records


def said(code: str, one: dict[str, object], other: dict[str, object]) -> Evidence | None:
    return records.said(code, Record(id="a", **one), Record(id="b", **other))


def test_another_grade_speaks_against() -> None:
    found = said("grades", {"title": "Ôn Toán lớp 4"}, {"title": "Ôn Toán lớp 5"})
    assert (found.score, found.detail) == (0.0, "Số trong tên khác nhau: lớp 4 – lớp 5")


def test_no_number_on_one_side_says_nothing() -> None:
    assert said("grades", {"title": "Ôn Toán lớp 4"}, {"title": "Ôn Toán"}) is None


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        ("Tháng 3/2021", "tháng 03/2021", 1.0),
        ("03/2021 - 05/2021", "Từ tháng 3/2021 đến tháng 5/2021", 1.0),
        ("Từ 03/2021 đến nay", "Tháng 3/2021", 0.7),
        ("Tháng 3/2021", "Tháng 4/2021", 0.3),
        ("Năm 2020", "Năm 2021", 0.0),
    ],
)
def test_periods(one: str, other: str, score: float) -> None:
    assert said("period", {"period": one}, {"period": other}).score == score


def test_a_missing_period_says_nothing() -> None:
    assert said("period", {"period": ""}, {"period": "2021"}) is None


def test_benefits() -> None:
    assert said("benefit", {"benefit_vnd": 5_000_000}, {"benefit_vnd": 5_000_000}).detail == (
        "Cùng giá trị làm lợi 5.000.000 đồng"
    )
    assert said("benefit", {"benefit_vnd": 5_000_000}, {"benefit_vnd": 6_000_000}).score == 0.0
    assert said("benefit", {"benefit_vnd": 0}, {"benefit_vnd": 6_000_000}) is None


def test_a_number_that_lost_its_label_is_still_that_number() -> None:
    one = records.record(title="Giúp học sinh lớp 7 học tốt")
    assert records.said("grades", one, records.record("b", title="7 học tốt: giúp học sinh lớp")).score == 0.6
    assert records.said("grades", one, records.record("b", title="Giúp học sinh lớp 8 học tốt")).score == 0.0
