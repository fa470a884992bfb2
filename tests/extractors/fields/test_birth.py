import pytest

from extractors.fields.birth import find_births, parse_birth


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("1985", 1985),
        ("1985.0", 1985),
        ("SN 1987", 1987),
        ("sinh năm 1982", 1982),
        ("(1985)", 1985),
        ("20/09/1988", 1988),
        ("31.8.1987", 1987),
        ("5/1985", 1985),
        ("02 tháng 02 năm 1970", 1970),
        ("Sinh ngày: 12/05/1985", 1985),
        ("1985-05-12 00:00:00", 1985),
    ],
)
def test_clear_forms(text, year):
    birth = parse_birth(text)
    assert birth is not None
    assert (birth.year, birth.clear) == (year, True)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("85", 1985),
        ("31168", 1985),  # a sheet's serial day
        ("l985", 1985),
        ("19B5", 1985),
        ("36 tuổi (hồ sơ 2021)", 1985),
        ("1885", None),
        ("không rõ", None),
        ("(37 tuổi)", None),
        ("1974\n1971", 1974),
    ],
)
def test_doubtful_forms(text, year):
    birth = parse_birth(text)
    assert birth is not None
    assert (birth.year, birth.clear) == (year, False)


def test_an_empty_cell_has_no_birth():
    assert parse_birth("  ") is None


def test_births_in_running_text_leave_other_years_alone():
    text = "Nông Văn An (SN 1985), Lò Thị Én sinh năm 1990; QĐ 12/2019, năm học 2019-2020, bậc 5/7"
    assert [birth.year for birth in find_births(text)] == [1985, 1990]


def test_a_date_begins_where_its_figures_begin():
    assert find_births("Chuyên viên - 0915  tháng 4 năm 2021") == []
    assert find_births("mã 136 tuổi thọ") == []
