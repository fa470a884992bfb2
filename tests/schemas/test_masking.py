"""What is a phone number is masked, what only looks like one is not."""

from __future__ import annotations

import pytest

from schemas import masking


@pytest.mark.parametrize(
    "number",
    [
        *("0900000178", "0900 000 178", "0900.000.178", "0900-000-178", "09 00 00 01 78", "+84900000178"),
        *("+84 900 000 178", "(+84) 900000178", "84900000178", "0900 000178", "090 0000 178"),
    ],
)
def test_however_a_number_is_written_it_is_masked(number: str) -> None:
    assert masking.text(f"ĐT: {number}; gọi giờ hành chính") == "ĐT: 0900 *** *78; gọi giờ hành chính"
    assert masking.text(f"({number})") == "(0900 *** *78)"
    assert masking.phones(f"gọi {number}") == ["0900000178"]


@pytest.mark.parametrize("number", ["(0209) 3870 178", "02093 870 178", "0209.3870178"])
def test_landlines_are_masked(number: str) -> None:
    assert masking.text(number).endswith("*** *78")


@pytest.mark.parametrize(
    "said",
    [
        *("01/02/2021", "01.02.2021", "05-06-2021 15", "Số 07/TTr-CĐ", "84.500.000.000 đồng", "1.000.000.000"),
        *("0.123456789", "0,5", "HS2021-00042-001", "năm 2021 - 2022", "0 đồng", "00:12:34", "0102", "abc0900000178"),
        *("12345678901234567890", "[0.1,0.2,0.3,0.4]", "2021-04-07T02:00:00", "0,0123456789"),
        *("12:0123456789abcdef", "7f3a-0123-4567-89ab", "a1b2-0123-4567-890123456789"),
    ],
)
def test_what_is_no_phone_stays(said: str) -> None:
    assert masking.text(said) == said


def test_a_citizens_number_is_masked_too() -> None:
    assert masking.text("CCCD 001089000178") == "CCCD 0010 *** *78"


def test_nested_values_are_masked() -> None:
    told = {"a": ["0900000178", 5, ("x", "0900000178")], "b": None}
    assert masking.value(told) == {"a": ["0900 *** *78", 5, ("x", "0900 *** *78")], "b": None}


def test_one_number() -> None:
    assert masking.phone("+84900000178") == "0900 *** *78"
    assert masking.phone(None) == ""
    assert masking.phone("12345") == "***"
