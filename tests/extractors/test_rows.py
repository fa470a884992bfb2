from __future__ import annotations

import pytest

from extractors.forms import recognise
from extractors.rows import RowKind, kind_of_row, order_number
from tests.extractors.factory import SEVEN, grid_of

WORKS = ["TT", "Tên sáng kiến", "Tác giả"]
FULL = ["", "Lò Thị Mẫu", "Giá treo dụng cụ", "Tháng 3/2021", "Hàn giá bằng thép cũ.", "Đỡ tốn chỗ.", ""]


def kind(row: list[str], heads: list[str] = SEVEN, *, ended: bool = False) -> RowKind:
    """What a row in mid-page is, under the given headings."""
    grid = grid_of([heads, row])
    layout = recognise(grid)
    assert layout is not None
    return kind_of_row(grid.row(1), layout, at_page_start=False, ended=ended)


@pytest.mark.parametrize(
    ("text", "number"),
    [("3", 3), ("03", 3), ("3.", 3), ("3.0", 3), ("(3)", 3), ("", None), ("II", None), ("1.1", None)],
)
def test_order_numbers(text: str, number: int | None) -> None:
    assert order_number(text) == number


@pytest.mark.parametrize(
    "row",
    [
        ["I", "Khối doanh nghiệp", "", "", "", "", ""],
        ["II.", "", "Lĩnh vực y tế", "", "", "", ""],
        ["B", "Trường Tiểu học Bản Mẫu", "", "", "", "", ""],
        ["Công ty Cổ phần Mẫu", "", "", "", "", "", ""],
        ["Công ty Cổ phần Mẫu", ">", ">", ">", ">", ">", ">"],
    ],
)
def test_headings_of_groups(row: list[str]) -> None:
    assert kind(row) is RowKind.SECTION


def test_roman_numbers_of_whole_rows_are_no_sections() -> None:
    assert kind(["II", *FULL[1:]]) is RowKind.DATA


@pytest.mark.parametrize(
    "row",
    [
        ["1", "…", "…", "...", "____", "", ""],
        ["...", "...", "...", "...", "...", "...", "..."],
        ["1", "- Họ và tên:\n- Năm sinh: ....\n- Chức vụ:", "", "", "", "", ""],
        ["4", "", "", "", "", "", ""],
    ],
)
def test_rows_of_an_empty_template(row: list[str]) -> None:
    assert kind(row) is RowKind.EMPTY


def test_one_label_may_be_the_rest_of_a_sentence() -> None:
    assert kind(["", "", "", "", "Gồm các bước sau:", "", ""]) is RowKind.CONTINUED


@pytest.mark.parametrize("title", ["Tổng hợp số liệu bằng phần mềm", "Xác nhận hồ sơ bằng mã vạch"])
def test_a_title_that_begins_like_a_total_or_a_signature(title: str) -> None:
    assert kind(["1", title, "Lò Thị Mẫu"], WORKS) is RowKind.DATA
    assert kind([title, "Lò Thị Mẫu"], WORKS[1:]) is RowKind.DATA


def test_totals_with_figures_under_the_headings() -> None:
    assert kind(["", "Tổng số", "02"], WORKS) is RowKind.TOTALS
    assert kind(["Cộng", "2"], WORKS[1:]) is RowKind.TOTALS


def test_a_list_of_works_without_numbers() -> None:
    assert kind(["", "Giá treo dụng cụ", "Lò Thị Mẫu"], WORKS) is RowKind.DATA


def test_below_the_totals() -> None:
    assert kind(FULL, ended=True) is RowKind.DATA
    assert kind(["", "Lò Thị Biểu", "", "", "", "Hà Văn Ký", ""], ended=True) is RowKind.SIGNATURE
    assert kind(["", "một", "", "hai", "ba", "bốn", ""], ended=True) is RowKind.STRAY


@pytest.mark.parametrize(
    ("author", "expected"), [("Trường Mẫu giáo Bản Thử", "STRAY"), ("Trương Thị Thử", "CONTINUED")]
)
def test_a_unit_alone_is_asked_about_and_a_second_author_is_not(author: str, expected: str) -> None:
    assert kind(["", author, "", "", "", "", ""]).name == expected


def test_a_sentence_alone_among_the_titles_joins_no_other_title() -> None:
    assert kind(["", "", "Sáng kiến cấp cơ sở", "", "", "", ""]) is RowKind.STRAY
    assert kind(["", "", "bằng thép cũ", "", "", "", ""]) is RowKind.CONTINUED
