"""Tables in no known layout: what a person is asked, and what their answer does."""

from __future__ import annotations

from extractors.assemble import assemble
from extractors.forms import recognise
from extractors.forms.headings import field_of
from extractors.forms.told import fits, guesses, with_known_headings
from extractors.forms.unknown import found_table
from schemas.columns import FIELDS, ColumnForm, FoundTable, faults
from schemas.finding import Code
from schemas.grid import Grid, Page, Transcript
from tests.extractors.factory import grid_of

HEADINGS = ["TT", "Thợ nghĩ ra", "Món đồ mới", "Làm thế nào", "Được cái gì"]
ROWS = [
    ["1", "Nông Văn Thử, sinh năm 1980, Kỹ sư, Xưởng Cơ khí", "Giá đỡ cáp", "Hàn giá ba chân.", "Nhanh hơn."],
    ["2", "Lò Thị Mẫu, sinh năm 1985, Công nhân, Xưởng Cơ khí", "Xe đẩy vật tư", "Lắp bánh xe cũ.", "Đỡ mệt."],
]
FIELDS_TOLD: list[str | None] = ["ordinal", "authors", "title", "summary", "effect"]
SHA = "ab" * 32


def table_of(grid: Grid) -> FoundTable:
    found = found_table(grid, SHA, "bảng.docx", 1)
    assert found is not None
    return found


def transcript_of(*grids: Grid) -> Transcript:
    return Transcript("bảng.docx", SHA, [Page(number, [grid]) for number, grid in enumerate(grids, 1)])


def told(table: FoundTable, unit: str = "nha may mau", sha256: str = "cd" * 32) -> ColumnForm:
    return ColumnForm(unit=unit, sha256=sha256, headings=table.headings, fields=FIELDS_TOLD)


def test_what_the_columns_are_is_shown_with_samples_and_guesses() -> None:
    table = table_of(grid_of([HEADINGS, ["(1)", "(2)", "(3)", "(4)", "(5)"], *ROWS]))
    assert table.headings == HEADINGS
    assert (table.head, table.first, table.rows) == (0, 1, 2)
    assert [column.guess for column in table.columns] == ["ordinal", None, None, None, None]
    assert table.columns[2].samples == ["Giá đỡ cáp", "Xe đẩy vật tư"]


def test_headings_stand_below_a_title() -> None:
    table = table_of(grid_of([["DANH SÁCH CỦA XƯỞNG", ">", ">", ">", ">"], HEADINGS, *ROWS]))
    assert (table.head, table.first) == (1, 2)


def test_columns_without_headings_are_guessed_by_what_stands_in_them() -> None:
    rows = [[f"{n}", "Nông Văn Thử", "1980", "0912 000 111", "Giá đỡ cáp"] for n in (1, 2)]
    table = table_of(grid_of(rows))
    assert (table.head, table.first) == (0, 0)
    assert [column.guess for column in table.columns] == ["ordinal", None, "birth_year", "phone", None]


def test_a_letterhead_is_no_table_to_ask_about() -> None:
    letterhead = grid_of([["CÔNG ĐOÀN NHÀ MÁY MẪU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["Số: 1", "ngày 2"]])
    assert found_table(letterhead, SHA, "a", 1) is None


def test_the_dossier_waits_with_its_columns() -> None:
    held = assemble([transcript_of(grid_of([HEADINGS, *ROWS]))])
    assert held.readings == []
    assert [table.headings for table in held.unknown] == [HEADINGS]
    asked = [f for f in held.findings if f.code is Code.COLUMNS_UNKNOWN]
    assert len(asked) == 1
    assert "“Món đồ mới”" in asked[0].message


def test_a_known_table_leaves_other_tables_in_peace() -> None:
    known = [
        ["TT", "Họ và tên", "Năm sinh", "Tên sáng kiến", "Tóm tắt nội dung"],
        ["1", "Lò Thị Mẫu", "1985", "A", "B"],
    ]
    read = assemble([transcript_of(grid_of([HEADINGS, *ROWS]), grid_of(known))])
    assert len(read.readings) == 1
    assert read.unknown == []


def test_an_answer_reads_the_table() -> None:
    grid = grid_of([HEADINGS, *ROWS])
    read = assemble([with_known_headings(transcript_of(grid), [told(table_of(grid))], "nha may mau")])
    assert [r.accepted.title for r in read.readings] == ["Giá đỡ cáp", "Xe đẩy vật tư"]
    assert read.readings[0].accepted.authors[0].birth_year == 1980
    assert read.readings[1].accepted.effect == "Đỡ mệt."
    assert read.unknown == []


def test_an_answer_for_a_table_without_headings_serves_its_file_only() -> None:
    grid = grid_of(ROWS)
    table = table_of(grid)
    assert not fits(told(table), table, "nha may mau")
    form = told(table, sha256=SHA)
    read = assemble([with_known_headings(transcript_of(grid), [form], "")])
    assert [r.accepted.title for r in read.readings] == ["Giá đỡ cáp", "Xe đẩy vật tư"]


def test_headings_repeated_on_the_next_page_are_no_rows() -> None:
    grids = [grid_of([HEADINGS, ROWS[0], HEADINGS]), grid_of([HEADINGS, ROWS[1]])]
    forms = [told(table_of(grids[0]))]
    read = assemble([with_known_headings(transcript_of(*grids), forms, "nha may mau")])
    assert [r.accepted.title for r in read.readings] == ["Giá đỡ cáp", "Xe đẩy vật tư"]


def test_an_answer_is_for_its_unit_and_a_guess_for_others() -> None:
    table = table_of(grid_of([HEADINGS, *ROWS]))
    form = told(table)
    assert fits(form, table, "nha may mau")
    assert not fits(form, table, "truong khac")
    assert not fits(told(table, unit=""), table, "")
    assert guesses(table, [form]) == FIELDS_TOLD


def test_a_letter_lost_in_a_scan_does_not_matter_another_heading_does() -> None:
    table = table_of(grid_of([HEADINGS, *ROWS]))
    scanned = table_of(grid_of([["TT", "Thợ nghi ra", "Món đồ mới", "Làm thế nào", "Được cái gì"], *ROWS]))
    other = table_of(grid_of([["TT", "Thợ phụ", "Món đồ mới", "Làm thế nào", "Được cái gì"], *ROWS]))
    assert fits(told(table), scanned, "nha may mau")
    assert not fits(told(table), other, "nha may mau")


def test_what_staff_call_a_field_is_a_heading_of_it() -> None:
    assert {name: field_of(label) for name, label in FIELDS.items()} == {name: name for name in FIELDS}


def test_an_answer_that_cannot_be_kept_says_why() -> None:
    table = table_of(grid_of([HEADINGS, *ROWS]))
    assert faults(table, FIELDS_TOLD) == []
    assert faults(table, ["ordinal", "authors", "title", "title", "sumary"]) == [
        "không có mục “sumary”", "mục “title” có hai cột",
    ]  # fmt: skip
    assert len(faults(table, [None, None])) == 3


def test_the_register_knows_such_a_layout_only_when_told() -> None:
    assert recognise(grid_of([HEADINGS, *ROWS])) is None


def test_a_table_about_something_else_is_asked_about_once() -> None:
    transcript = transcript_of(grid_of([HEADINGS, *ROWS]))
    form = told(table_of(transcript.pages[0].grids[0])).model_copy(update={"fields": [None] * 5})
    read = assemble([with_known_headings(transcript, [form], "nha may mau")])
    assert read.unknown == []
    assert read.readings == []
    assert all(f.code is not Code.COLUMNS_UNKNOWN for f in read.findings)
