from __future__ import annotations

import pytest

from extractors.forms import is_repeat, recognise
from tests.extractors.factory import SEVEN, grid_of

AUTHOR = ["1", "Nông Văn Thử", "1980"]


def columns_of(rows: list[list[str]]) -> tuple[list[str | None], int]:
    """The field of each column, and the first row below the headings."""
    layout = recognise(grid_of(rows))
    assert layout is not None
    return [layout.columns.get(c) for c in range(len(rows[0]))], layout.first


def test_three_heading_rows() -> None:
    columns, first = columns_of(
        [
            ["TT", "Thông tin tác giả", ">", ">", "Thông tin sáng kiến", ">", ">"],
            ["^", "Họ và tên", "Công tác", ">", "Tên sáng kiến", "Nội dung", ">"],
            ["^", "^", "Chức vụ", "Đơn vị", "^", "Tóm tắt", "Hiệu quả"],
            ["1", "Nông Văn Thử", "Kỹ sư", "Điện lực Bản Mẫu", "Giá đỡ cáp", "Hàn giá.", "Nhanh hơn."],
        ]
    )
    assert columns == ["ordinal", "full_name", "position", "workplace", "title", "summary", "effect"]
    assert first == 3


def test_two_heading_rows_with_blanks_where_others_merge() -> None:
    columns, first = columns_of(
        [
            ["TT", "Tác giả", "", "", "Sáng kiến", "", ""],
            ["", "Họ và tên", "Năm sinh", "Đơn vị", "Tên sáng kiến", "Nội dung", "Hiệu quả"],
            [*AUTHOR, "Điện lực Bản Mẫu", "Giá đỡ cáp", "Hàn giá.", "Nhanh hơn."],
        ]
    )
    assert columns == ["ordinal", "full_name", "birth_year", "workplace", "title", "summary", "effect"]
    assert first == 2


def test_year_of_birth_parted_by_sex() -> None:
    columns, first = columns_of(
        [
            ["TT", "Họ và tên", "Năm sinh", ">", "Tên sáng kiến", "Nội dung"],
            ["^", "^", "Nam", "Nữ", "^", "^"],
            [*AUTHOR, "", "Giá đỡ cáp", "Hàn giá."],
        ]
    )
    assert columns == ["ordinal", "full_name", "birth_year", "birth_year", "title", "summary"]
    assert first == 2


def test_effects_under_one_heading_stay_together() -> None:
    columns, _ = columns_of(
        [
            ["TT", "Tên sáng kiến", "Tác giả", "Nội dung", "Hiệu quả", ">"],
            ["^", "^", "^", "^", "Kinh tế", "Xã hội"],
            ["1", "Giá đỡ cáp", "Nông Văn Thử", "Hàn giá.", "Nhanh hơn.", "An toàn."],
        ]
    )
    assert columns[4:] == ["effect", "effect"]


def test_the_first_row_of_data_under_merged_headings_is_no_heading() -> None:
    rows = [
        ["TT", "Tên sáng kiến", "Tác giả", "Nội dung", "Hiệu quả", ">"],
        ["1", "Nâng cao hiệu quả kho", "Nông Văn Thử", "Nội dung mới", "Hiệu quả tốt", "Lợi ích"],
        ["2", "Giá đỡ cáp", "Nông Văn Thử", "Hàn giá.", "Nhanh hơn.", ""],
    ]
    assert columns_of(rows)[1] == 1


def test_a_second_column_of_one_field_is_told() -> None:
    layout = recognise(grid_of([[*SEVEN, "Mô tả giải pháp"], [*AUTHOR, *[""] * 5]]))
    assert layout is not None
    assert layout.columns.get(7) is None
    assert layout.unknown == {7: "Mô tả giải pháp"}


def test_plain_solutions_beside_a_title_are_the_content() -> None:
    heads = ["TT", "Tên sáng kiến", "Tác giả", "Thực trạng", "Giải pháp", "Lợi ích"]
    columns, _ = columns_of([heads, ["1", "Giá đỡ cáp", "Nông Văn Thử", "Chưa có.", "Hàn giá.", "Nhanh."]])
    assert columns == ["ordinal", "title", "authors", "note", "summary", "effect"]


@pytest.mark.parametrize(
    "marks",
    [
        ["I", "II", "III", "IV", "V", "VI", "VII"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)=(4)x(5)", "(7)"],
        ["Cột 1", "Cột 2", "Cột 3", "Cột 4", "Cột 5", "Cột 6", "Cột 7"],
        ["A", "B", "1", "2", "3", "4", "5"],
    ],
)
def test_numbers_of_columns(marks: list[str]) -> None:
    layout = recognise(grid_of([SEVEN, marks]))
    assert layout is not None
    assert is_repeat(grid_of([marks]).row(0), layout)


@pytest.mark.parametrize(
    ("first", "second", "fields"),
    [
        ("Họ", "Tên", ["full_name", "full_name"]),
        ("Họ và tên đệm", "Tên", ["full_name", "full_name"]),
        ("Từ tháng", "Đến tháng", ["period_from", "period_until"]),
        ("Ngày bắt đầu", "Ngày kết thúc", ["period_from", "period_until"]),
        ("Áp dụng từ", "Ghi chú", ["application_period", "note"]),
    ],
)
def test_facts_that_take_two_columns(first: str, second: str, fields: list[str]) -> None:
    heads = ["TT", "Tên sáng kiến", "Tác giả", "Chức vụ", "Nội dung", first, second]
    if fields[0] == "full_name":
        heads[2] = "Năm sinh"
    columns, _ = columns_of([heads, ["1", "Giá đỡ cáp", "", "Kỹ sư", "Hàn giá.", "a", "b"]])
    assert columns[5:] == fields


def test_groups_that_were_never_merged() -> None:
    heads = ["TT", "Họ và tên", "", "Năm sinh", "", "Tên sáng kiến", "Thời gian áp dụng", "", "Nội dung"]
    parts = ["", "Họ", "Tên", "Nam", "Nữ", "", "Từ", "Đến", ""]
    data = ["1", "Nông Văn", "Thử", "1980", "", "Giá đỡ cáp", "02/2021", "nay", "Hàn giá."]
    columns, first = columns_of([heads, parts, data])
    assert columns == [
        "ordinal", "full_name", "full_name", "birth_year", "birth_year", "title", "period_from", "period_until",
        "summary",
    ]  # fmt: skip
    assert first == 2


def test_the_first_row_of_data_beside_a_column_without_a_heading_is_no_heading() -> None:
    heads = ["TT", "Tên sáng kiến", "", "Tác giả", "Nội dung"]
    assert columns_of([heads, ["", "Giá đỡ cáp", "mới", "Nông Văn Thử", ""]])[1] == 1


def test_both_rows_of_headings_are_known_again() -> None:
    rows = [
        ["TT", "Tác giả", ">", "Tên sáng kiến", "Nội dung"],
        ["^", "Họ và tên", "Năm sinh", "^", "^"],
        [*AUTHOR, "Giá đỡ cáp", "Hàn giá."],
    ]
    layout = recognise(grid_of(rows))
    assert layout is not None
    again = grid_of(rows[:2])
    assert is_repeat(again.row(0), layout)
    assert is_repeat(again.row(1), layout)
