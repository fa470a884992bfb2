import pytest

from matchers.people import name, phones


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("0912 345 678", ("0912345678",)),
        ("+84 912.345.678", ("0912345678",)),
        ("912345678", ("0912345678",)),
        (" 0912.345 678.", ("0912345678",)),
        ("0912 345 6789", ("09123456789",)),
        ("01663000111", ("0363000111",)),
        ("O9l2345678", ("0912345678",)),
        ("0912345678; 0386000123", ("0912345678", "0386000123")),
        ("không có", ()),
        ("", ()),
    ],
)
def test_phones_in_national_form(written: str, expected: tuple[str, ...]) -> None:
    assert phones(written) == expected


def test_titles_and_signs_are_no_part_of_a_name() -> None:
    found = name("ThS. Bà  Lù Thị Hoà (60%)")
    assert found is not None
    assert (found.spelled, found.bare) == ("lù thị hòa", "lu thi hoa")


def test_a_cell_without_letters_is_no_name() -> None:
    assert name("12.") is None
