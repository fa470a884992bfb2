from __future__ import annotations

from collections.abc import Sequence

from extractors.forms import recognise
from extractors.tables import Table
from schemas.grid import Grid
from tests.extractors.factory import SEVEN, grid_of


def row(number: str, author: str = "Lò Thị Mẫu", title: str = "Giá treo dụng cụ") -> list[str]:
    return [number, author, title, "Tháng 3/2021", "Hàn giá bằng thép cũ.", "Đỡ tốn chỗ.", ""]


def table_of(*grids: Grid) -> Table:
    """The table that begins on the first grid and goes on over the others, one page each."""
    layout = recognise(grids[0])
    assert layout is not None
    table = Table(layout, grids[0].cols)
    table.add(grids[0], 1, layout.first)
    for page, grid in enumerate(grids[1:], 2):
        again = recognise(grid)
        table.add(grid, page, again.first if again else 0)
    return table


def texts(table: Table, name: str) -> list[list[str]]:
    return [[piece.text for piece in r.fields.get(name, [])] for r in table.rows]


def titles(*rows: Sequence[str]) -> list[list[str]]:
    return texts(table_of(grid_of([SEVEN, *rows])), "title")


def test_rows_in_order() -> None:
    assert titles(row("1", title="Một"), row("2", title="Hai")) == [["Một"], ["Hai"]]


def test_prepared_empty_rows_are_no_innovations() -> None:
    assert titles(row("1"), ["2", *[""] * 6], ["3", *[""] * 6], [""] * 7) == [["Giá treo dụng cụ"]]


def test_totals_and_signature_rows_end_the_table() -> None:
    table = table_of(
        grid_of(
            [
                SEVEN,
                row("1"),
                ["", "Tổng cộng: 01 sáng kiến", *[""] * 5],
                ["", "", "", "", "", "Bản Mẫu, ngày     tháng 4 năm 2021", ""],
                ["", "", "", "", "", "TM. BAN CHẤP HÀNH\nCHỦ TỊCH", ""],
                ["", "", "", "", "", "Lò Văn Ký", ""],
            ]
        )
    )
    assert len(table.rows) == 1
    assert texts(table, "effect") == [["Đỡ tốn chỗ."]]
    assert table.totals == ["Tổng cộng: 01 sáng kiến"]


def test_an_author_named_like_a_total_or_a_post_is_no_total_and_no_signature() -> None:
    second = ["", "Tòng Văn Cộng\nChủ tịch Công đoàn", "", "", "", "", ""]
    table = table_of(grid_of([SEVEN, row("1")]), grid_of([second, row("2")]))
    assert len(table.rows) == 2
    assert texts(table, "authors")[0] == ["Lò Thị Mẫu", "Tòng Văn Cộng\nChủ tịch Công đoàn"]


def test_a_row_broken_over_the_page_is_one_innovation() -> None:
    rest = ["", "Bản Mẫu; SĐT: 0912 000 111", "", "đến nay", "rồi sơn chống gỉ.", "", ""]
    table = table_of(grid_of([SEVEN, row("1"), row("2")]), grid_of([rest, row("3")]))
    assert [r.number for r in table.rows] == [1, 2, 3]
    assert table.rows[1].pages == [1, 2]
    assert table.rows[1].broken
    assert texts(table, "summary")[1] == ["Hàn giá bằng thép cũ.", "rồi sơn chống gỉ."]


def test_headings_repeated_on_the_next_page_are_passed_over() -> None:
    table = table_of(grid_of([SEVEN, row("1")]), grid_of([SEVEN, row("2")]))
    assert [r.number for r in table.rows] == [1, 2]


def test_a_section_row_is_no_innovation() -> None:
    section = ["I", "Lĩnh vực giáo dục", ">", ">", ">", ">", ">"]
    assert len(table_of(grid_of([SEVEN, section, row("1"), row("2")])).rows) == 2


def test_rows_under_one_merged_number_are_one_innovation() -> None:
    second = ["^", "Vàng A Thử", "^", "^", "^", "^", "^"]
    table = table_of(grid_of([SEVEN, row("1"), second, row("2")]))
    assert len(table.rows) == 2
    assert texts(table, "authors")[0] == ["Lò Thị Mẫu", "Vàng A Thử"]
    assert texts(table, "title")[0] == ["Giá treo dụng cụ"]


def test_an_author_merged_over_two_numbers_belongs_to_both() -> None:
    second = ["2", "^", "Bàn xoay", "Tháng 4/2021", "Dùng ổ bi cũ.", "Nhẹ tay.", ""]
    table = table_of(grid_of([SEVEN, row("1"), second]))
    assert texts(table, "authors") == [["Lò Thị Mẫu"], ["Lò Thị Mẫu"]]


def test_authors_with_numbers_of_their_own_share_a_merged_work() -> None:
    second = ["2", "Vàng A Thử", "^", "^", "^", "^", "^"]
    table = table_of(grid_of([SEVEN, row("1"), second, row("3")]))
    assert texts(table, "authors") == [["Lò Thị Mẫu", "Vàng A Thử"], ["Lò Thị Mẫu"]]
    assert [r.number for r in table.rows] == [1, 3]


def test_years_of_birth_in_two_columns_of_one_row_are_not_mingled() -> None:
    heads = ["TT", "Họ và tên", "Năm sinh", ">", "Tên sáng kiến", "Nội dung"]
    data = ["1", "Lò Thị Mẫu\nVàng A Thử", "1990", "1985", "Giá treo", "Hàn giá."]
    table = table_of(grid_of([heads, ["^", "^", "Nam", "Nữ", "^", "^"], data]))
    assert texts(table, "birth_year") == [["1990"]]
    assert texts(table, "column 4") == [["1985"]]


def test_family_and_given_names_in_two_columns_are_one_name() -> None:
    heads = ["TT", "Họ và tên", ">", "Chức vụ", "Tên sáng kiến", "Nội dung"]
    one = ["1", "Lò Thị", "Mẫu", "Kỹ sư", "Giá treo", "Hàn giá."]
    several = ["2", "Lò Thị\nVàng A", "Mẫu\nThử", "Kỹ sư", "Bàn xoay", "Dùng ổ bi cũ."]
    unlike = ["3", "Lò Thị\nVàng A", "Mẫu", "Kỹ sư", "Bàn là", "Dùng than."]
    table = table_of(grid_of([heads, one, several, unlike]))
    assert texts(table, "full_name") == [["Lò Thị Mẫu"], ["Lò Thị Mẫu\nVàng A Thử"], ["Lò Thị\nVàng A"]]
    assert texts(table, "column 3") == [[], [], ["Mẫu"]], "whose is which nobody wrote"


def test_headings_of_groups_are_kept() -> None:
    section = ["I", "Khối doanh nghiệp", "", "", "", "", ""]
    table = table_of(grid_of([SEVEN, section, row("1")]))
    assert table.sections == ["I Khối doanh nghiệp"]
    assert len(table.rows) == 1


def test_dots_to_write_on_are_no_value() -> None:
    data = row("1")
    data[6] = "......"
    assert texts(table_of(grid_of([SEVEN, data])), "awards") == [[]]


def test_a_full_row_without_a_number_is_a_row() -> None:
    assert len(table_of(grid_of([SEVEN, row("1"), row(""), row("3")])).rows) == 3


def test_a_continuation_with_nothing_before_it_is_told() -> None:
    table = table_of(grid_of([SEVEN, ["", "", "", "", "chữ lạc", "", ""]]))
    assert table.rows == []
    assert table.leftovers == [(1, "chữ lạc")]


def test_headings_cut_by_a_page_break_join_no_row() -> None:
    heads = ["TT", "Tác giả", "Tên sáng kiến kinh nghiệm", "Nội dung"]
    first = grid_of(
        [heads, ["1", "Lò Thị Mẫu", "Giá treo", "Hàn giá."], ["TT", "Tác giả", "Tên sáng kiến", "Nội dung"]]
    )
    second = grid_of([["", "", "kinh nghiệm", ""], ["1", "Vàng A Thử", "Bàn xoay", "Dùng ổ bi."]])
    assert titles_of(first, second) == [["Giá treo"], ["Bàn xoay"]]


def titles_of(*grids: Grid) -> list[list[str]]:
    return texts(table_of(*grids), "title")


def test_first_and_last_month_in_two_columns_are_one_period() -> None:
    heads = ["TT", "Tác giả", "Tên sáng kiến", "Thời gian áp dụng", ">", "Nội dung"]
    data = ["1", "Lò Thị Mẫu", "Giá treo", "02/2021", "nay", "Hàn giá."]
    table = table_of(grid_of([heads, ["^", "^", "^", "Từ", "Đến", "^"], data]))
    assert texts(table, "application_period") == [["từ 02/2021", "đến nay"]]


def test_a_line_alone_below_a_row_makes_its_field_unsure() -> None:
    table = table_of(grid_of([SEVEN, row("1"), ["", "Trường Mẫu giáo Bản Thử", "", "", "", "", ""], row("2")]))
    assert [r.unsure for r in table.rows] == [{"authors"}, set()]


def test_rows_that_are_not_shown() -> None:
    grid = grid_of([SEVEN, row("1"), row("2")])
    grid.hidden = [2]
    assert [r.hidden for r in table_of(grid).rows] == [False, True]
