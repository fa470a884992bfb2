from __future__ import annotations

from extractors.forms import is_repeat, recognise, speaks_of_works
from tests.extractors.factory import SEVEN, grid_of

ROW = ["1", "Nông Văn Thử", "Cải tiến lò sấy ngô", "Tháng 3/2021", "Lắp quạt đảo chiều.", "Giảm 2 giờ mỗi mẻ.", ""]


def test_seven_columns() -> None:
    layout = recognise(grid_of([SEVEN, ROW]))
    assert layout is not None
    assert layout.form.id == "seven-columns"
    assert layout.columns[1] == "authors"
    assert layout.columns[6] == "awards"
    assert layout.first == 1


def test_two_heading_rows_with_merged_cells() -> None:
    grid = grid_of(
        [
            ["Số TT", "Tác giả sáng kiến", ">", ">", ">", "Sáng kiến", ">", ">"],
            ["^", "Họ và tên", "Năm sinh", "Chức vụ", "Đơn vị", "Tên sáng kiến", "Tóm tắt nội dung", "Hiệu quả"],
            ["1", "Nông Văn Thử", "1980", "Kỹ sư", "Điện lực Bản Mẫu", "Giá đỡ cáp", "Hàn giá.", "Nhanh hơn."],
        ]
    )
    layout = recognise(grid)
    assert layout is not None
    assert layout.form.id == "author-columns"
    names = ["ordinal", "full_name", "birth_year", "position", "workplace", "title", "summary", "effect"]
    assert layout.columns == dict(enumerate(names))
    assert layout.first == 2


def test_headings_below_a_sheets_letterhead() -> None:
    blank = [""] * 6
    rows = [["CÔNG ĐOÀN CƠ SỞ NHÀ MÁY MẪU", *blank], [""] * 7, ["TỔNG HỢP TÓM TẮT SÁNG KIẾN", *blank], SEVEN, ROW]
    layout = recognise(grid_of(rows))
    assert layout is not None
    assert (layout.head, layout.first) == (3, 4)


def test_other_order_and_words() -> None:
    heads = ["STT", "Tên giải pháp", "Tác giả", "Đơn vị công tác", "Thời gian thực hiện", "Mô tả giải pháp", "Lợi ích"]
    layout = recognise(grid_of([heads, ROW]))
    assert layout is not None
    assert [layout.columns[c] for c in range(7)] == [
        "ordinal", "title", "full_name", "workplace", "application_period", "summary", "effect"
    ]  # fmt: skip


def test_an_unrelated_table_is_no_form() -> None:
    budget = [["TT", "Nội dung chi", "Đơn giá", "Thành tiền"], ["1", "In tài liệu", "500", "5000"]]
    assert recognise(grid_of(budget)) is None
    assert recognise(grid_of([["Nơi nhận:", "TM. BAN THƯỜNG VỤ"], ["- Như trên", "CHỦ TỊCH"]])) is None


def test_an_unknown_column_is_told() -> None:
    layout = recognise(grid_of([[*SEVEN, "Mã vạch kho"], [*ROW, "77"]]))
    assert layout is not None
    assert layout.unknown == {7: "Mã vạch kho"}


def test_repeated_headings_and_column_numbers() -> None:
    layout = recognise(grid_of([SEVEN, ROW]))
    assert layout is not None
    assert is_repeat(grid_of([SEVEN]).row(0), layout)
    assert is_repeat(grid_of([["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"]]).row(0), layout)
    assert is_repeat(grid_of([["q)", "@)", "3)", "(®", "(5)", "6)", "(7"]]).row(0), layout), "as a scan reads them"
    assert not is_repeat(grid_of([ROW]).row(0), layout)


def test_a_row_whose_cells_begin_with_their_labels_is_no_heading() -> None:
    labelled = [
        "1",
        "Họ và tên: Lò Văn Mẫu, sinh năm 1980",
        "Tên sáng kiến: Cải tiến lò sấy",
        "Thời gian áp dụng: 3/2021",
    ]
    labelled += ["Nội dung: bọc thêm lớp cách nhiệt", "Hiệu quả: 5 triệu đồng", "Danh hiệu: chưa có"]
    layout = recognise(grid_of([SEVEN, labelled]))
    assert layout is not None
    assert not is_repeat(grid_of([labelled]).row(0), layout)
    assert not is_repeat(grid_of([["", *labelled[1:]]]).row(0), layout), "numbered by the program"
    scanned = ["1T", *SEVEN[1:2], "Ten sang kién", "Thời gian áp đụng", *SEVEN[4:]]
    assert is_repeat(grid_of([scanned]).row(0), layout)


def test_tables_of_works_in_no_known_form_are_noticed() -> None:
    without_author = [
        ["TT", "Tên sáng kiến, tác giả", "Nội dung", "Hiệu quả"],
        ["1", "Giá đỡ cáp", "Hàn giá.", "Nhanh."],
    ]
    without_title = [["TT", "Họ và tên", "Nội dung sáng kiến", "Hiệu quả"], ["1", "Nông Văn Thử", "Hàn giá.", "Nhanh."]]
    record = [["Tên sáng kiến", "Giá đỡ cáp"], ["Tác giả", "Nông Văn Thử"], ["Nội dung", "Hàn giá."]]
    for rows in (without_author, without_title, record):
        assert recognise(grid_of(rows)) is None
        assert speaks_of_works(grid_of(rows))


def test_other_tables_do_not_speak_of_works() -> None:
    budget = [["TT", "Nội dung chi", "Đơn vị tính", "Số lượng", "Đơn giá", "Ghi chú"], ["1", "In", "tờ", "5", "9", ""]]
    people = [["TT", "Họ và tên", "Chức vụ", "Đơn vị", "Số điện thoại"], ["1", "Nông Văn Thử", "Kỹ sư", "Mẫu", "0912"]]
    figures = [["TT", "Đơn vị", "Số sáng kiến", "Giá trị làm lợi", "Ghi chú"], ["1", "Điện lực Mẫu", "12", "5", ""]]
    for rows in (budget, people, figures):
        assert not speaks_of_works(grid_of(rows))
