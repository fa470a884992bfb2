from __future__ import annotations

from extractors.forms import recognise
from extractors.forms.records import as_table, rest_of
from tests.extractors.factory import grid_of

SHEET = [
    ["1. Tên sáng kiến:", "Giá treo dụng cụ"],
    ["2. Họ và tên tác giả:", "Lò Thị Mẫu"],
    ["3. Chức vụ:", "Kỹ sư"],
    ["4. Nội dung:", "Hàn giá bằng thép cũ."],
    ["5. Hiệu quả:", "Đỡ tốn chỗ."],
]


def rows(cells: list[list[str]]) -> list[list[str]] | None:
    table = as_table(grid_of(cells))
    return table and [[c.text for c in table.row(row)] for row in range(table.rows)]


def test_labels_beside_values_become_headings() -> None:
    table = rows(SHEET)
    assert table == [
        ["Tên sáng kiến", "Họ và tên tác giả", "Chức vụ", "Nội dung", "Hiệu quả"],
        ["Giá treo dụng cụ", "Lò Thị Mẫu", "Kỹ sư", "Hàn giá bằng thép cũ.", "Đỡ tốn chỗ."],
    ]
    assert recognise(grid_of(table)) is not None


def test_numbers_in_a_column_of_their_own_and_a_banner_on_top() -> None:
    cells = [["PHIẾU SÁNG KIẾN", ">", ">"], *([str(n), *row] for n, row in enumerate(SHEET, 1))]
    assert rows(cells) == rows(SHEET)


def test_two_sheets_in_one_grid_are_two_rows() -> None:
    second = [[label, value.replace("Giá treo", "Bàn xoay")] for label, value in SHEET]
    table = rows([*SHEET, *second])
    assert table is not None
    assert [row[0] for row in table[1:]] == ["Giá treo dụng cụ", "Bàn xoay dụng cụ"]


def test_a_merged_label_above_its_value_and_text_without_a_label() -> None:
    cells = [*SHEET[:3], ["Nội dung:", ">"], ["Hàn giá bằng thép cũ.", ">"], SHEET[4], ["Chữ lạc vào đây.", ">"]]
    table = rows(cells)
    assert table is not None
    assert table[1][3:] == ["Hàn giá bằng thép cũ.", "Đỡ tốn chỗ.", "Chữ lạc vào đây."]


def test_guides_and_empty_sheets_are_no_innovations() -> None:
    guide = [["Tên sáng kiến", "Ghi đầy đủ"], ["Tác giả", "họ tên người có sáng kiến"], ["Hiệu quả", "số tiền"]]
    assert as_table(grid_of(guide)) is None
    assert as_table(grid_of([[label, ""] for label, _ in SHEET])) is None


def test_the_end_of_a_sheet_on_the_next_page() -> None:
    labels = [label.split(". ")[1].rstrip(":") for label, _ in SHEET]
    rest = rest_of(grid_of([SHEET[4]]), labels)
    assert rest is not None
    assert [(c.col, c.text) for c in rest.cells] == [(4, "Đỡ tốn chỗ.")]
    assert rest_of(grid_of([["Đơn giá", "500"]]), labels) is None
