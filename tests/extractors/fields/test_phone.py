import pytest

from extractors.fields.phone import find_phones


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("0905.123.456", ["+84905123456"]),
        ("(0912)345678", ["+84912345678"]),
        ("+84(0)912345678", ["+84912345678"]),
        ("0084912345678", ["+84912345678"]),
        ("912345678.0", ["+84912345678"]),  # a sheet's number
        ("01637654321", ["+84337654321"]),  # eleven digits, until 2018
        ("ĐT: 0281.3870.123", ["+842093870123"]),  # an area code of before 2017
        ("08.38223344", ["+842838223344"]),
        ("0912345678/0209.3870.123", ["+84912345678", "+842093870123"]),
        ("0912 345 678 0987 654 321", ["+84912345678", "+84987654321"]),
        ("0912.345.67\n8", ["+84912345678"]),  # broken by a narrow column
        ("0972.303.68\n5\n0773.894.94\n1", ["+84972303685", "+84773894941"]),
        ("SN 1985 0912345678", ["+84912345678"]),
        ("20.09.1988", []),
        ("60% 1986\n1979", []),
        ("", []),
    ],
)
def test_numbers_in_written_order(text, numbers):
    phones = find_phones(text)
    assert phones.numbers == numbers
    assert not phones.invalid


@pytest.mark.parametrize(
    "text", ["091234567", "91234567.0", "415-555-0100", "0236.3821.xxx", "0912.345.6789", "9301234", "0012345678"]
)
def test_what_only_looks_like_a_number_is_reported(text):
    phones = find_phones(text)
    assert phones.numbers == []
    assert len(phones.invalid) == 1


def test_a_short_number_takes_no_digit_from_the_next_list_item():
    phones = find_phones("ĐT: 091234567\n2. Trần Thị B")
    assert phones.numbers == []
    assert [span.text for span in phones.invalid] == ["091234567"]


def test_a_short_number_beside_a_whole_one():
    phones = find_phones("091234567\n0987654321")
    assert phones.numbers == ["+84987654321"]
    assert [span.text for span in phones.invalid] == ["091234567"]


@pytest.mark.parametrize("text", ["O912345678", "09l2345678", "0912.34S.678"])
def test_letters_read_as_digits_are_not_sure(text):
    (span,) = find_phones(text).found
    assert span.number == "+84912345678"
    assert not span.sure


def test_spans_point_at_the_number():
    text = "ĐT: 0912.345.678; Zalo"
    (span,) = find_phones(text).found
    assert text[span.start : span.end] == "0912.345.678"
    assert span.sure
