from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from extractors.assemble import assemble
from extractors.imaging.aligned import aligned_table
from schemas.grid import Box, Grid, Line, Page, Transcript
from tests.extractors.factory import SEVEN, grid_of

Page_ = np.ndarray
XS = [120, 260, 760, 1160, 1700]
HEADS = ["TT", "Họ và tên", "Tên sáng kiến", "Tóm tắt nội dung", "Hiệu quả"]
ROWS = [
    [
        "1",
        "Lò Văn Mẫu, sinh năm\n1980, Kỹ sư",
        "Cải tiến lò\nsấy ngô",
        "Lắp quạt đảo chiều và\nkhay xoay",
        "Giảm hai giờ\nmỗi mẻ",
    ],
    [
        "2",
        "Vàng A Thử, sinh năm\n1985, Giáo viên",
        "Bàn xoay cho\nxưởng mộc",
        "Hàn bàn xoay bằng thép\ntận dụng",
        "Nhanh gấp đôi",
    ],
    ["3", "Nông Thị Mẫu, sinh\nnăm 1990", "Sổ tay chăm\nsóc chè", "In sổ tay có hình cho\nngười mới", "Chè sạch hơn"],
]


@pytest.fixture
def unruled(blank: Callable[..., Page_], write: Callable[..., None]) -> Page_:
    page = blank(2480, 1754)
    write(page, (800, 200), "BẢNG TỔNG HỢP TÓM TẮT SÁNG KIẾN", 40)
    for column, text in zip(XS, HEADS, strict=True):
        write(page, (column, 300), text, 34)
    for row, texts in enumerate(ROWS):
        for column, text in zip(XS, texts, strict=True):
            write(page, (column, 400 + 130 * row), text, 34)
    return page


def test_columns_by_the_white_between_and_rows_by_their_numbers(unruled: Page_) -> None:
    table = aligned_table(unruled)
    assert table is not None
    assert (table.rows, table.cols) == (4, 5)
    tops = [spot.box[1] for spot in table.spots if spot.col == 0]
    assert all(abs(top - wanted) < 40 for top, wanted in zip(tops, [300, 400, 530, 660], strict=True))


def test_running_text_is_no_table(blank: Callable[..., Page_], write: Callable[..., None]) -> None:
    page = blank(1754, 2480)
    for row in range(12):
        write(
            page,
            (200, 300 + 120 * row),
            "Thực hiện kế hoạch của Ban Thường vụ, công đoàn cơ sở\nđã phát động thi đua.",
            40,
        )
    assert aligned_table(page) is None
    assert aligned_table(blank()) is None


def guess(rows: list[list[str]]) -> Grid:
    grid = grid_of(rows, "aligned")
    grid.box = Box(0.0, 0.3, 1.0, 0.9)
    return grid


ROW = ["1", "Lò Văn Mẫu, sinh năm 1980, Kỹ sư", "Cải tiến lò sấy", "Tháng 3/2021", "Lắp quạt.", "Nhanh.", ""]


def test_a_guessed_table_in_a_known_form_is_read_and_all_of_it_asked() -> None:
    lines = [Line("BẢNG TỔNG HỢP", Box(0.3, 0.1, 0.7, 0.12)), Line("1 Lò Văn Mẫu", Box(0.1, 0.5, 0.9, 0.52))]
    found = assemble([Transcript("quet.pdf", "a" * 64, [Page(1, [*lines, guess([SEVEN, ROW])], "ocr")])])
    [row] = found.readings
    assert row.accepted.title == "Cải tiến lò sấy"
    assert {"title", "summary", "effect", "application_period", "authors"} <= set(row.review_fields)


def test_a_guess_that_is_no_table_leaves_the_lines() -> None:
    page = Page(
        1, [Line("Kính gửi:", Box(0.3, 0.5, 0.7, 0.52)), guess([["a", "b", "c", "d"], ["e", "f", "g", "h"]])], "ocr"
    )
    found = assemble([Transcript("quet.pdf", "a" * 64, [page])])
    assert (found.readings, found.findings) == ([], [])


@pytest.mark.parametrize(("number", "rows"), [("2", 2), ("7", 1), ("", 1)])
def test_a_page_too_faint_goes_on_where_its_numbers_do(number: str, rows: int) -> None:
    first = Page(1, [grid_of([SEVEN, ROW])], "ocr")
    later = Page(2, [guess([[number, *ROW[1:2], "Bàn xoay", *ROW[3:]]])], "ocr")
    found = assemble([Transcript("quet.pdf", "a" * 64, [first, later])])
    assert len(found.readings) == rows
