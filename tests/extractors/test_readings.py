"""Rows of cells → readings: what two readers disagree about is asked, what they agree on is not."""

from __future__ import annotations

from extractors.doubts import disagreements, plain, slip
from extractors.forms import recognise
from extractors.readings import readings_of
from extractors.tables import Table
from schemas.grid import Doubt, Grid, Page, Transcript
from schemas.innovation import Accepted, Reading
from tests.extractors.factory import SEVEN, grid_of

ROW = [
    "1",
    "Lò Văn Mẫu, sinh năm 1980, Kỹ sư, Trạm Khuyến nông huyện Bản Mẫu, ĐT 0912 000 111",
    "Cải tiến lò sấy ngô",
    "Tháng 3/2021",
    "Lắp quạt đảo chiều và khay xoay để hạt khô đều.",
    "Giảm 2 giờ mỗi mẻ. Làm lợi 35 triệu đồng/năm.",
    "",
]


def read(grid: Grid, source: str = "ocr") -> list[Reading]:
    layout = recognise(grid)
    assert layout is not None
    table = Table(layout, grid.cols)
    table.add(grid, 1, layout.first)
    page = Page(1, [grid], source)  # type: ignore[arg-type]
    return readings_of(table, Transcript("quét.pdf", "0" * 64, [page]))


def scanned(second: dict[int, str] | None = None, chance: float = 0.7) -> Reading:
    """The row as a scan, its second reading equal to the first but in the given columns: these words are in doubt."""
    grid = grid_of([SEVEN, ROW])
    for cell in grid.cells:
        cell.confidence = 0.95
        cell.alternate = (second or {}).get(cell.col, cell.text) if cell.row else cell.text
        pairs = zip(cell.text.split(), cell.alternate.split(), strict=True)
        cell.doubts = [Doubt(one, chance, other) for one, other in pairs if plain(one) != plain(other)]
    return read(grid)[0]


def test_what_both_readers_see_alike_is_not_asked() -> None:
    reading = scanned()
    assert reading.review_fields == []
    assert reading.accepted.authors[0].phone == "+84912000111"
    assert reading.accepted.benefit_vnd == 35_000_000
    assert reading.fields["title"].as_read == "Cải tiến lò sấy ngô"
    assert reading.fields["title"].box is not None


def test_another_value_is_asked_where_it_lies() -> None:
    title = scanned({2: "Cải tiến lò sấy ngó"})
    assert title.review_fields == ["title"]
    assert "“ngô”" in title.findings[0].message
    assert title.fields["title"].doubts == [Doubt("ngô", 0.7, "ngó")]
    assert scanned({3: "Tháng 8/2021"}).review_fields == ["application_period"]
    assert scanned({1: ROW[1].replace("1980", "1988")}).review_fields == ["authors[0].birth_year"]
    assert scanned({1: ROW[1].replace("000 111", "000 117")}).review_fields == ["authors[0].phone"]
    assert "benefit_vnd" in scanned({5: ROW[5].replace("35", "85")}).review_fields


def test_a_lost_full_stop_or_another_case_asks_nobody() -> None:
    assert scanned({2: "cải tiến lò sấy ngô."}).review_fields == []
    assert scanned({4: ROW[4].rstrip(".")}).review_fields == []


def test_a_word_that_is_likely_right_asks_nobody_although_the_readers_differ() -> None:
    assert scanned({1: ROW[1].replace("Kỹ sư", "Kỹ sứ")}, chance=0.995).review_fields == []


def test_figures_that_differ_are_asked_however_likely() -> None:
    assert scanned({1: ROW[1].replace("1980", "1988")}, chance=0.999).review_fields == ["authors[0].birth_year"]


def test_faint_print_is_asked_even_when_both_agree() -> None:
    grid = grid_of([SEVEN, ROW])
    for cell in grid.cells:
        cell.alternate, cell.confidence = cell.text, 0.4
        cell.doubts = [Doubt(word, 0.75, word) for word in cell.text.split()]
    [reading] = read(grid)
    assert {"title", "summary", "authors[0].full_name", "application_period"} <= set(reading.review_fields)


def test_without_a_second_reader_only_sure_print_passes() -> None:
    grid = grid_of([SEVEN, ROW])
    for cell in grid.cells:
        cell.confidence = 0.7 if cell.col == 2 else 0.95
    assert read(grid)[0].review_fields == ["title"]


def test_chances_fall_with_doubt_and_a_field_asked_about_is_never_called_sure() -> None:
    sure, doubted = scanned(), scanned({2: "Cải tiến lò sấy ngó"})
    assert 0.9 < sure.confidence["title"] <= 1.0
    assert doubted.confidence["title"] <= 0.6
    assert doubted.confidence["summary"] == sure.confidence["summary"]


def test_ink_that_nobody_could_read_is_asked() -> None:
    grid = grid_of([SEVEN, [*ROW[:3], "", *ROW[4:]]])
    next(c for c in grid.row(1) if c.col == 3).ink = True
    [reading] = read(grid)
    assert "application_period" in reading.review_fields


def test_a_cell_over_two_rows_of_a_scan_is_asked() -> None:
    second = [
        "2",
        "Vàng A Thử, sinh năm 1985, Giáo viên, Trường Tiểu học Bản Mẫu",
        "Bàn xoay",
        "Tháng 4/2021",
        "^",
        "Nhanh.",
        "",
    ]
    readings = read(grid_of([SEVEN, ROW, second]))
    assert all("summary" in reading.review_fields for reading in readings)


def test_a_ditto_mark_takes_the_value_above_and_keeps_what_stands_there() -> None:
    second = [
        "2",
        "Vàng A Thử, sinh năm 1985, Giáo viên, Trường Tiểu học Bản Mẫu",
        "Bàn xoay",
        "-nt-",
        "Hàn bàn.",
        "Nhanh.",
        "",
    ]
    reading = read(grid_of([SEVEN, ROW, second]), "native")[1]
    assert reading.accepted.application_period == "Tháng 3/2021"
    assert reading.fields["application_period"].as_read == "-nt-"


def test_a_legacy_font_undone_without_certainty_is_asked() -> None:
    grid = grid_of([SEVEN, ROW])
    next(c for c in grid.row(1) if c.col == 2).confidence = 0.5
    [reading] = read(grid, "native")
    assert reading.review_fields == ["title"]
    assert {f.code for f in reading.findings if f.field == "title"} == {"encoding-doubtful"}


def test_a_unit_in_the_heading_makes_bare_numbers_money() -> None:
    heads = ["STT", "Tên sáng kiến", "Tác giả", "Nội dung", "Hiệu quả", "Giá trị làm lợi (triệu đồng/năm)"]
    grid = grid_of([heads, ["1", "Bàn xoay", "Lò Văn Mẫu", "Hàn bàn.", "Nhanh hơn.", "12,5"]])
    accepted = read(grid, "native")[0].accepted
    assert (accepted.benefit_vnd, accepted.benefit_period) == (12_500_000, "year")


def test_remarks_are_kept_and_a_telephone_among_them_is_the_authors() -> None:
    heads = ["STT", "Tên sáng kiến", "Tác giả", "Năm sinh", "Nội dung", "Hiệu quả", "Ghi chú"]
    rows = [
        ["1", "Bàn xoay", "Lò Văn Mẫu", "1980", "Hàn bàn.", "Nhanh hơn.", "ĐT: 0912 000 111"],
        ["2", "Giá treo", "Hà Thị Thử", "1985", "Hàn giá.", "Gọn hơn.", "đã áp dụng 2 năm"],
    ]
    first, second = read(grid_of([heads, *rows]), "native")
    assert first.accepted.authors[0].phone == "+84912000111"
    assert [(f.code, f.ask) for f in second.findings if f.field == "note"] == [("leftover-text", False)]


def test_slip_is_a_share_of_letters() -> None:
    assert slip("hoà bình", "Hòa bình.") == 0
    assert round(slip("abcdefghij", "abcdefghix"), 3) == 0.1
    assert list(disagreements(Accepted(title="Một"), Accepted(title="Hai"))) == ["title"]


def test_a_row_that_the_file_does_not_show_is_asked_whole() -> None:
    grid = grid_of([SEVEN, ROW])
    grid.hidden = [1]
    assert "*" in read(grid, "native")[0].review_fields


def test_a_unit_left_blank_below_another_is_asked() -> None:
    heads = ["TT", "Họ và tên", "Đơn vị", "Tên sáng kiến", "Nội dung"]
    data = [
        ["1", "Lò Thị Mẫu", "Trạm Bản Mẫu", "Giá treo", "Hàn giá."],
        ["2", "Vàng A Thử", "", "Bàn xoay", "Ổ bi cũ."],
    ]
    assert [r.review_fields for r in read(grid_of([heads, *data]), "native")] == [[], ["authors[0].workplace"]]


def test_a_formula_without_a_result_is_asked() -> None:
    grid = grid_of([SEVEN, ROW])
    for cell in grid.cells:
        if (cell.row, cell.col) == (1, 4):
            cell.text, cell.ink, cell.confidence = "", True, 0.0
    reading = read(grid, "native")[0]
    assert reading.review_fields == ["summary"]
    assert "công thức" in reading.findings[-1].message


def test_a_cell_that_lists_titles_is_asked_whole() -> None:
    data = [*ROW]
    data[2] = "1. Cải tiến lò sấy ngô\n2. Giá treo dụng cụ"
    assert "*" in read(grid_of([SEVEN, data]), "native")[0].review_fields


def test_posts_and_units_of_two_authors_in_one_column_go_to_each() -> None:
    heads = ["TT", "Họ và tên", "Chức vụ, đơn vị", "Tên sáng kiến", "Nội dung"]
    facts = "Kỹ sư, Trạm Y tế xã Bản Mẫu\nGiáo viên, Trường Tiểu học Bản Thử"
    data = ["1", "Lò Thị Mẫu\nVàng A Thử", facts, "Giá treo", "Hàn giá."]
    authors = read(grid_of([heads, data]), "native")[0].accepted.authors
    assert [(a.full_name, a.position, a.workplace) for a in authors] == [
        ("Lò Thị Mẫu", "Kỹ sư", "Trạm Y tế xã Bản Mẫu"),
        ("Vàng A Thử", "Giáo viên", "Trường Tiểu học Bản Thử"),
    ]


def rest_of(title: str) -> list[str]:
    return ["", "", title, "", "", "", ""]


def test_a_title_that_goes_on_on_the_next_page_is_one_title() -> None:
    grid = grid_of([SEVEN, [*ROW[:2], "Cải tiến lò sấy ngô tại xã", *ROW[3:]]])
    layout = recognise(grid)
    assert layout is not None
    table = Table(layout, grid.cols)
    table.add(grid, 1, layout.first)
    table.add(grid_of([rest_of("Bản Mẫu")]), 2, 0)
    [reading] = readings_of(table, Transcript("bảng.pdf", "0" * 64, [Page(1, [grid])]))
    assert reading.accepted.title == "Cải tiến lò sấy ngô tại xã Bản Mẫu"
    assert reading.review_fields == []


def test_several_titles_under_one_number_are_asked() -> None:
    listed = [*ROW[:2], "1. Cải tiến lò sấy ngô\n2. Máy tẽ ngô đạp chân", *ROW[3:]]
    [reading] = read(grid_of([SEVEN, listed]), "native")
    assert "*" in reading.review_fields
    below = grid_of([SEVEN, ROW, ["^", "^", "Máy tẽ ngô đạp chân", "^", "Lắp xích xe đạp.", "^", "^"]])
    [reading] = read(below, "native")
    assert "*" in reading.review_fields
