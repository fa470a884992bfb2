from __future__ import annotations

from extractors.assemble import assemble
from schemas.grid import Box, Grid, Line, Page, Transcript
from tests.extractors.factory import SEVEN, grid_of

LETTER = [
    "LIÊN ĐOÀN LAO ĐỘNG TỈNH BẢN MẪU",
    "CÔNG ĐOÀN NGÀNH Y TẾ TỈNH BẢN MẪU",
    "Số: 15/TTr-CĐYT",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Bản Mẫu, ngày 12 tháng 4 năm 2021",
    "TỜ TRÌNH",
    "Kính gửi: Liên đoàn Lao động tỉnh Bản Mẫu",
    "Hưởng ứng Chương trình “75 nghìn sáng kiến, vượt khó, phát triển”, Công đoàn ngành Y tế tỉnh Bản Mẫu đề nghị",
    "biểu dương 02 sáng kiến tiêu biểu./.",
    "TM. BAN THƯỜNG VỤ",
    "PHÓ CHỦ TỊCH",
    "Hà Thị Ký",
]


def row(number: str, title: str) -> list[str]:
    author = "Lò Văn Mẫu, sinh năm 1980, Bác sĩ, Trung tâm Y tế huyện Bản Mẫu"
    return [number, author, title, "Tháng 3/2021", "Nội dung.", "Tốt.", ""]


def lines(*texts: str) -> list[Line | Grid]:
    return [Line(text) for text in texts]


def file(*pages: Page, name: str = "hồ sơ.pdf") -> Transcript:
    return Transcript(name, "0" * 64, list(pages))


def test_letter_and_table_in_one_file() -> None:
    table = grid_of([SEVEN, row("1", "Một"), row("2", "Hai")])
    found = assemble([file(Page(1, lines(*LETTER)), Page(2, [*lines("TỔNG HỢP TÓM TẮT SÁNG KIẾN"), table]))])
    assert [(d.kind, d.pages) for d in found.documents] == [("letter", [1]), ("table", [2])]
    assert [r.accepted.title for r in found.readings] == ["Một", "Hai"]
    assert (found.letter.number, found.letter.announced_count) == ("15/TTr-CĐYT", 2)
    assert found.letter.programme == "75-nghin-sang-kien"


def test_letter_and_table_on_one_page() -> None:
    table = grid_of([SEVEN, row("1", "Một")])
    found = assemble([file(Page(1, [*lines(*LETTER), table]))])
    assert {d.kind for d in found.documents} == {"letter", "table"}
    assert len(found.readings) == 1
    assert found.letter.signatory == "Hà Thị Ký"


def test_a_table_goes_on_over_pages_without_headings() -> None:
    first, second = grid_of([SEVEN, row("1", "Một")]), grid_of([row("2", "Hai"), row("3", "Ba")])
    found = assemble([file(Page(1, [first]), Page(2, [second]))])
    assert [(r.accepted.ordinal, r.source.page) for r in found.readings] == [(1, 1), (2, 2), (3, 2)]


def test_an_unrelated_table_beside_the_right_one_is_left_alone() -> None:
    budget = grid_of([["TT", "Nội dung chi", "Đơn giá", "Thành tiền"], ["1", "In tài liệu", "500", "5000"]])
    found = assemble([file(Page(1, [budget, grid_of([SEVEN, row("1", "Một")])]))])
    assert [r.accepted.title for r in found.readings] == ["Một"]


def test_rows_of_a_second_file_count_on() -> None:
    one, two = (file(Page(1, [grid_of([SEVEN, row("1", title)])]), name=f"{title}.pdf") for title in ("Một", "Hai"))
    assert [r.accepted.ordinal for r in assemble([one, two]).readings] == [1, 2]


def test_gaps_in_the_numbering_are_told() -> None:
    found = assemble([file(Page(1, [grid_of([SEVEN, row("1", "Một"), row("4", "Bốn")])]))])
    assert "count-mismatch" in {f.code for f in found.findings}


def test_an_unknown_column_and_a_readers_note_are_told() -> None:
    table = grid_of([[*SEVEN, "Mã vạch kho"], [*row("1", "Một"), "77"]])
    transcript = file(Page(1, [table]))
    transcript.notes.append("có dòng ẩn")
    found = assemble([transcript])
    assert [f.code for f in found.findings] == ["leftover-text", "leftover-text"]
    assert "*" in found.readings[0].review_fields


def test_nothing_at_all() -> None:
    found = assemble([])
    assert (found.readings, found.documents) == ([], [])


def photo(number: int, grid: Grid) -> Transcript:
    return Transcript(f"IMG_{number}.jpg", str(number) * 64, [Page(1, [grid], "ocr")])


def test_a_table_photographed_page_by_page_goes_on_without_headings() -> None:
    first, second = grid_of([SEVEN, row("1", "Một")]), grid_of([row("2", "Hai"), row("3", "Ba")])
    found = assemble([photo(1, first), photo(2, second)])
    assert [(r.source.file, r.accepted.title) for r in found.readings] == [
        ("IMG_1.jpg", "Một"),
        ("IMG_2.jpg", "Hai"),
        ("IMG_2.jpg", "Ba"),
    ]
    assert {d.kind for d in found.documents} == {"table"}


REST = ["", "Bản Mẫu", "", "", "và sơn chống gỉ.", "", ""]


def test_the_rest_of_a_row_on_the_next_photo_joins_it_with_both_places() -> None:
    pictures = [photo(1, grid_of([SEVEN, row("1", "Một")])), photo(2, grid_of([REST, row("2", "Hai")]))]
    found = assemble(pictures)
    one, two = found.readings
    assert [(r.accepted.title, r.accepted.ordinal) for r in found.readings] == [("Một", 1), ("Hai", 2)]
    assert one.accepted.summary == "Nội dung. và sơn chống gỉ."
    assert [(p.sha256[0], p.page) for p in one.fields["summary"].places] == [("1", 1), ("2", 1)]
    assert [(p.sha256[0], p.page) for p in one.source.places] == [("1", 1), ("2", 1)]
    assert [(p.sha256[0], p.page) for p in one.fields["title"].places] == [("1", 1)]
    assert (one.source.pages, one.source.file) == ([1], "IMG_1.jpg")
    assert [(p.sha256[0], p.page) for p in two.source.places] == [("2", 1)]
    assert found.findings == []


def test_a_row_over_three_photos_is_one_row() -> None:
    pictures = [photo(1, grid_of([SEVEN, row("1", "Một")])), photo(2, grid_of([REST])), photo(3, grid_of([REST]))]
    found = assemble(pictures)
    assert len(found.readings) == 1
    assert [p.sha256[0] for p in found.readings[0].source.places] == ["1", "2", "3"]


def test_a_photographed_blank_page_between_two_does_not_part_them() -> None:
    blank = Transcript("IMG_15.jpg", "f" * 64, [Page(1, [], "ocr")])
    found = assemble([photo(1, grid_of([SEVEN, row("1", "Một")])), blank, photo(2, grid_of([REST, row("2", "Hai")]))])
    assert len(found.readings[0].source.places) == 2


def test_numbers_that_go_on_in_the_next_photo_are_in_order_and_gaps_are_told() -> None:
    one = photo(1, grid_of([SEVEN, row("1", "Một"), row("2", "Hai")]))
    assert assemble([one, photo(2, grid_of([row("3", "Ba")]))]).findings == []
    told = assemble([one, photo(2, grid_of([row("4", "Bốn")]))]).findings
    assert [f.code for f in told] == ["count-mismatch"]


def test_fields_of_a_letter_over_two_photos_tell_their_files() -> None:
    cut = len(LETTER) - 4
    sheets = [[Line(t, Box(0.1, i / 30, 0.9, (i + 1) / 30)) for i, t in enumerate(LETTER)] for _ in range(2)]
    pages = [
        Transcript(f"{n}.jpg", str(n) * 64, [Page(1, list(part), "ocr")])
        for n, part in ((1, sheets[0][:cut]), (2, sheets[1][cut:]))
    ]
    found = assemble(pages)
    assert [d.kind for d in found.documents] == ["letter", "letter"]
    assert found.letter.signatory == "Hà Thị Ký"
    assert [p.sha256[0] for p in found.letter.fields["number"].places] == ["1"]
    assert [(p.sha256[0], p.page) for p in found.letter.fields["signatory"].places] == [("2", 1)]


def test_a_blank_back_does_not_end_the_letter() -> None:
    cut = len(LETTER) - 4
    found = assemble([file(Page(1, lines(*LETTER[:cut])), Page(2, []), Page(3, lines(*LETTER[cut:])))])
    assert found.letter.signatory == "Hà Thị Ký"
    assert found.documents[0].pages == [1, 3]


def native(*grids: Grid) -> Transcript:
    blocks: list[Line | Grid] = list(grids)
    for grid in grids:
        grid.origin = "native"
    return Transcript("hồ sơ.docx", "0" * 64, [Page(1, blocks)])


def test_a_table_parted_in_two_goes_on_where_its_numbers_do() -> None:
    one = grid_of([SEVEN, row("1", "Một")])
    assert len(assemble([native(one, grid_of([row("2", "Hai"), row("3", "Ba")]))]).readings) == 3


def test_a_second_table_without_headings_that_counts_anew_is_told() -> None:
    titled = row("1", "Một cách làm giá treo")
    found = assemble([native(grid_of([SEVEN, row("1", "Một")]), grid_of([titled]))])
    assert len(found.readings) == 1
    assert [f.field for f in found.findings] == ["innovations"]


def test_sheets_of_labels_and_values_are_innovations() -> None:
    def sheet(title: str) -> Grid:
        rows = [["Tên sáng kiến", title], ["Tác giả", row("1", "")[1]], ["Nội dung", "Nội dung."], ["Hiệu quả", "Tốt."]]
        return grid_of(rows)

    found = assemble([native(sheet("Giá treo dụng cụ"), sheet("Bàn xoay hàn khung"))])
    assert [(r.accepted.ordinal, r.accepted.title) for r in found.readings] == [
        (1, "Giá treo dụng cụ"), (2, "Bàn xoay hàn khung")
    ]  # fmt: skip
    assert found.readings[0].accepted.authors[0].full_name == "Lò Văn Mẫu"


def test_tables_under_the_same_headings_count_each_for_itself_or_on() -> None:
    anew = native(grid_of([SEVEN, row("1", "Một"), row("2", "Hai")]), grid_of([SEVEN, row("1", "Ba")]))
    on = native(grid_of([SEVEN, row("1", "Một"), row("2", "Hai")]), grid_of([SEVEN, row("3", "Ba")]))
    for file_ in (anew, on):
        found = assemble([file_])
        assert [r.accepted.ordinal for r in found.readings] == [1, 2, 3]
        assert found.findings == []


def test_a_second_copy_under_the_same_headings_is_not_counted() -> None:
    one, two = (grid_of([SEVEN, row("1", "Một giá treo"), row("2", "Hai bàn xoay")]) for _ in range(2))
    assert [r.accepted.title for r in assemble([native(one, two)]).readings] == ["Một giá treo", "Hai bàn xoay"]


def test_headings_in_a_table_of_their_own() -> None:
    assert len(assemble([native(grid_of([SEVEN]), grid_of([row("1", "Một"), row("2", "Hai")]))]).readings) == 2


def test_rows_above_headings_that_are_repeated_in_mid_page_are_read() -> None:
    first = grid_of([SEVEN, row("1", "Một")])
    rest = ["", "", "", "", "rồi sơn chống gỉ.", "", ""]
    second = grid_of([rest, ["2", "Lò Văn Mẫu", "Hai", "3/2021", "Hàn giá.", "Đỡ chật.", ""], SEVEN, row("3", "Ba")])
    found = assemble([file(Page(1, [first]), Page(2, [second]))])
    assert [r.accepted.title for r in found.readings] == ["Một", "Hai", "Ba"]
    assert found.readings[0].accepted.summary == "Nội dung. rồi sơn chống gỉ."


def test_what_a_reader_could_not_read_is_asked_about() -> None:
    transcript = native(grid_of([SEVEN, row("1", "Một")]))
    transcript.lost.append("Bảng Word quá dài: chỉ đọc phần đầu.")
    asked = [f.message for f in assemble([transcript]).findings if f.ask and f.field == "innovations"]
    assert any("quá dài" in message for message in asked)
