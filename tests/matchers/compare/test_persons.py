import pytest

from matchers.compare.evidence import Evidence
from tests.matchers import records
from tests.matchers.records import record


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ("Lù Thị Hoà", "LÙ THỊ HÒA", 1.0, 1.0),
        ("Lù Thị Hòa", "Lu Thi Hoa", 0.95, 0.95),
        ("Mạc Thị Thúy", "Mạc Thị Thủy", 0.6, 0.75),
        ("Khổng Văn Luân", "Khổng Văn Iuân", 0.6, 0.85),
        ("Kiều Thị Lan", "Kiều Thị Loan", 0.6, 0.75),
        ("Kiều Văn Thụ", "Kiều Văn Bảy", 0.0, 0.0),
        ("Sầm Văn Sáu", "Hầu Thị Cúc", 0.0, 0.0),
    ],
)
def test_likeness_of_names(one: str, other: str, low: float, high: float) -> None:
    found = records.said("authors", record(authors=[one]), record("b", authors=[other]))
    assert low <= found.score <= high


def said(code: str, **changes: object) -> Evidence | None:
    return records.said(code, record(), record("b", **changes))


def test_any_author_counts() -> None:
    found = said("authors", authors=["Chu Văn Thụ", "Sầm Thị Lựu"])
    assert (found.score, found.detail) == (1.0, "Cùng tác giả Sầm Thị Lựu")


def test_no_author_is_no_evidence() -> None:
    assert said("authors", authors=[]) is None


def test_birth_years_are_compared_between_the_same_people_only() -> None:
    assert said("birth-year", birth_year=1987).score == 1.0
    assert said("birth-year", birth_year=1937).score == 0.5
    assert said("birth-year", birth_year=1962).score == 0.0
    assert said("birth-year", authors=["Chu Văn Thụ"]) is None


def test_phones() -> None:
    assert said("phone", phone="+84386000123").detail == "Cùng số điện thoại (…123)"
    assert said("phone", phone="0386000128").score == 0.6
    assert said("phone", phone="0912999888").score == 0.0
    assert said("phone", phone="") is None


def test_units_by_the_words_that_tell_them_apart() -> None:
    assert said("unit", unit="HTX Nà Sim").score > 0.6
    assert said("unit", unit="Hợp tác xã Vũng Rêu").score < 0.7
    assert said("unit", unit="") is None


def test_names_in_other_scripts_are_names() -> None:
    one, other = record(authors=["Анна Ёлкина", "Lù Thị Hoà"]), record("b", authors=["Борис Петров"])
    assert records.said("authors", one, other).score == 0.0
    assert records.said("authors", one, one.model_copy(update={"id": "c"})).score == 1.0
