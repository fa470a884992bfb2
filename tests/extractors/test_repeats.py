from __future__ import annotations

from extractors.forms import recognise
from extractors.readings import readings_of
from extractors.repeats import Told, without_repeats
from extractors.tables import Table
from schemas.grid import Transcript
from tests.extractors.factory import SEVEN, grid_of

LIST = ["TT", "Tên sáng kiến", "Tác giả"]


def row(number: str, title: str, author: str = "Lò Thị Mẫu") -> list[str]:
    return [number, author, title, "Tháng 3/2021", "Hàn giá bằng thép cũ.", "Đỡ tốn chỗ.", ""]


def told(rows: list[list[str]]) -> Told:
    grid = grid_of(rows)
    layout = recognise(grid)
    assert layout is not None
    table = Table(layout, grid.cols)
    table.add(grid, 1, layout.first)
    return Told(table, readings_of(table, Transcript("bảng.docx", "0" * 64)), name="bảng.docx")


def kept(*tables: Told) -> tuple[list[int], list[bool]]:
    left, findings = without_repeats(tables)
    return [i for i, table in enumerate(tables) if any(table is one for one in left)], [f.ask for f in findings]


FULL = told([SEVEN, row("1", "Giá treo dụng cụ"), row("2", "Bàn xoay hàn khung")])


def test_a_list_of_titles_before_the_details_is_not_counted() -> None:
    titles = told([LIST, ["1", "Giá treo dụng cụ", "Lò Thị Mẫu"], ["2", "Bàn xoay hàn khung", "Lò Thị Mẫu"]])
    assert kept(titles, FULL) == ([1], [False])


def test_of_two_copies_one_stays_and_a_slip_is_asked() -> None:
    assert kept(FULL, told([SEVEN, row("1", "Giá treo dụng cụ"), row("2", "Bàn xoay hàn khung")]))[1] == [False]
    assert kept(FULL, told([SEVEN, row("1", "Gía treo dụng cụ")])) == ([0], [False])
    long = "Cải tiến giá treo dụng cụ trong xưởng cơ khí"
    slip = told([SEVEN, row("1", long.replace("xưởng", "xưởg"))])
    assert kept(told([SEVEN, row("1", long), row("2", "Bàn xoay")]), slip) == ([0], [True])
    assert kept(FULL, told([SEVEN, row("1", "Giá treo các dụng cụ")]))[0] == [0, 1]


def test_other_works_and_other_peoples_works_stay() -> None:
    assert kept(FULL, told([SEVEN, row("1", "Giá treo dụng cụ"), row("2", "Lò sấy ngô")]))[0] == [0, 1]
    assert kept(FULL, told([SEVEN, row("1", "Giá treo dụng cụ", "Vàng A Thử")]))[0] == [0, 1]


def test_works_that_differ_in_a_figure_stay() -> None:
    third, fourth = (row("1", f"Một số biện pháp giúp học sinh lớp {n} học tốt môn Toán ở bản Mẫu") for n in (3, 4))
    assert kept(told([SEVEN, third]), told([SEVEN, fourth])) == ([0, 1], [])


def test_two_rows_are_not_told_by_one() -> None:
    twice = told([SEVEN, row("1", "Giá treo dụng cụ"), row("2", "Giá treo dụng cụ")])
    assert kept(FULL, twice)[0] == [0, 1]


def test_what_only_the_list_says_is_asked_about() -> None:
    head = [*LIST, "Quyết định công nhận"]
    titles = told([head, ["1", "Giá treo dụng cụ", "Lò Thị Mẫu", "QĐ số 5/QĐ-BM ngày 3/4/2021"]])
    assert kept(titles, FULL) == ([1], [True])
