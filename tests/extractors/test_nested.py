from __future__ import annotations

from extractors.nested import text_of, with_nested
from schemas.grid import Grid, Line
from tests.extractors.factory import SEVEN, grid_of

ROW = ["1", "", "Giá treo dụng cụ", "Tháng 3/2021", "Hàn giá.", "Đỡ tốn chỗ.", ""]
PEOPLE = [["Họ và tên", "Chức vụ"], ["Lò Thị Mẫu", "Kỹ sư"], ["Vàng A Thử", "Thợ"]]


def inner(rows: list[list[str]], row: int = 1, col: int = 1) -> Grid:
    grid = grid_of(rows)
    grid.inside, grid.inside_col = row, col
    return grid


def test_authors_in_a_small_table_stand_in_their_cell() -> None:
    blocks = with_nested([Line("Bảng"), grid_of([SEVEN, ROW]), inner(PEOPLE)])
    assert len(blocks) == 2
    host = blocks[1]
    assert isinstance(host, Grid)
    authors = next(c for c in host.cells if (c.row, c.col) == (1, 1))
    assert authors.text == "1. Họ và tên: Lò Thị Mẫu\nChức vụ: Kỹ sư\n2. Họ và tên: Vàng A Thử\nChức vụ: Thợ"


def test_labels_and_values_and_other_small_tables() -> None:
    assert text_of(grid_of([["Họ và tên", "Lò Thị Mẫu"], ["Chức vụ", "Kỹ sư"]])) == (
        "Họ và tên: Lò Thị Mẫu\nChức vụ: Kỹ sư"
    )
    assert text_of(grid_of([["trước", "5 giờ"], ["sau", "2 giờ"]])) == "trước 5 giờ\nsau 2 giờ"


def test_a_table_of_innovations_in_a_layout_stays_a_table() -> None:
    blocks = with_nested([grid_of([["Phụ lục"], [""]]), inner([SEVEN, ROW])])
    assert len(blocks) == 2


def test_a_small_table_whose_cell_is_not_there_is_kept() -> None:
    assert len(with_nested([grid_of([SEVEN, ROW]), inner([["x", "y"]], row=7)])) == 2
