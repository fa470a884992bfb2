"""The order of photos of one table: by name, by row numbers, or asked."""

from __future__ import annotations

import pytest

from extractors.assemble import assemble
from extractors.order import in_page_order
from schemas.finding import Finding
from schemas.grid import Grid, Line, Page, Transcript
from tests.extractors.factory import SEVEN, grid_of

REST = ["", "Bản Mẫu", "", "", "và sơn chống gỉ.", "", ""]


def row(number: object) -> list[str]:
    author = "Lò Văn Mẫu, sinh năm 1980, Bác sĩ, Trung tâm Y tế huyện Bản Mẫu"
    return [str(number), author, f"Sáng kiến {number}", "Tháng 3/2021", "Nội dung.", "Tốt.", ""]


def photo(name: str, *rows: list[str]) -> Transcript:
    blocks: list[Line | Grid] = [grid_of(rows)] if rows else []
    return Transcript(name, f"{abs(hash(name)):064x}"[-64:], [Page(1, blocks, "ocr")])


def ordered(*photos: Transcript) -> tuple[list[str], list[Finding]]:
    found = in_page_order(photos)
    return [t.name for t in found.transcripts], found.findings


def test_names_and_numbers_that_agree_are_left() -> None:
    pages = [photo("1.jpg", SEVEN, row(1), row(2)), photo("2.jpg", REST, row(3)), photo("3.jpg", row(4))]
    assert ordered(*pages) == (["1.jpg", "2.jpg", "3.jpg"], [])


def test_row_numbers_prove_another_order_than_the_names() -> None:
    pages = [photo("1.jpg", row(5)), photo("2.jpg", REST, row(3), row(4)), photo("3.jpg", SEVEN, row(1), row(2))]
    names, told = ordered(*pages)
    assert names == ["3.jpg", "2.jpg", "1.jpg"]
    assert [(f.code, f.ask) for f in told] == [("leftover-text", False)]
    found = assemble(pages)
    assert [r.accepted.title for r in found.readings] == [f"Sáng kiến {n}" for n in range(1, 6)]
    assert found.readings[1].accepted.summary == "Nội dung. và sơn chống gỉ."


def test_a_letter_between_two_pictures_of_a_table_parts_no_row() -> None:
    letter = Transcript("3.jpg", "3" * 64, [Page(1, [Line("TỜ TRÌNH"), Line("Kính gửi: Ban Thường vụ")], "ocr")])
    pages = [photo("1.jpg"), photo("2.jpg", REST, row(2)), letter, photo("4.jpg", SEVEN, row(1))]
    assert ordered(*pages)[0] == ["1.jpg", "4.jpg", "2.jpg", "3.jpg"]
    named = [photo("1.jpg", SEVEN, row(1)), letter, photo("4.jpg", REST, row(2))]
    assert ordered(*named) == (["1.jpg", "4.jpg", "3.jpg"], [])
    found = assemble(named)
    assert len(found.readings[0].source.places) == 2
    assert found.findings == []


def test_columns_that_were_only_guessed_on_a_letter_are_no_page_of_the_table() -> None:
    letter = photo("a.jpg", ["Nơi nhận", "x", "y", "z", "u", "v", "w"])
    letter.pages[0].grids[0].origin = "aligned"
    pages = [letter, photo("b.jpg", SEVEN, row(1)), photo("c.jpg", row(2))]
    assert ordered(*pages) == (["a.jpg", "b.jpg", "c.jpg"], [])


def test_one_misread_number_moves_nothing() -> None:
    pages = [photo("1.jpg", SEVEN, row(1)), photo("2.jpg", row(7)), photo("3.jpg", row(3))]
    assert ordered(*pages) == (["1.jpg", "2.jpg", "3.jpg"], [])


def test_most_numbers_of_a_page_decide() -> None:
    pages = [photo("1.jpg", row(4), row(51), row(6)), photo("2.jpg", SEVEN, row(1), row(2), row(8))]
    assert ordered(*pages)[0] == ["2.jpg", "1.jpg"]


def test_a_page_without_headings_follows_the_one_with_headings_and_is_asked_about() -> None:
    names, told = ordered(photo("1.jpg", REST), photo("2.jpg", SEVEN, row(1)))
    assert names == ["2.jpg", "1.jpg"]
    assert any(f.ask and f.field == "innovations" for f in told)


@pytest.mark.parametrize("names", [("3fa9c1d2.jpg", "71bc00e4.jpg", "9d0a12bc.jpg")])
def test_where_neither_names_nor_numbers_tell_somebody_is_asked(names: tuple[str, ...]) -> None:
    one, two, three = names
    known = [photo(one, SEVEN, row(1)), photo(two, row(2)), photo(three, row(3))]
    assert ordered(*known) == (list(names), [])
    unknown = [known[0], photo(two, row("x")), photo(three, row("y"))]
    assert [f.ask for f in ordered(*unknown)[1]] == [True]


def test_the_camera_tells_what_names_do_not() -> None:
    one, two, three = photo("9d0a12bc.jpg", SEVEN, row(1)), photo("3fa9c1d2.jpg", row("x")), photo("71bc00e4.jpg", REST)
    for minute, taken in enumerate((one, two, three)):
        taken.taken = f"2026:11:20 10:1{minute}:00.0"
    names, told = ordered(two, three, one)
    assert names == [one.name, two.name, three.name]
    assert [f.ask for f in told] == [False]
    named = [photo(f"trang {n}.jpg", *rows) for n, rows in ((1, [SEVEN, row(1)]), (2, [row("x")]), (3, [REST]))]
    named[2].taken = "2026:11:19 08:00:00.0"
    assert ordered(*named)[1] == []


def test_two_tables_with_their_own_headings_are_not_mingled() -> None:
    pages = [photo("1.jpg", SEVEN, row(1), row(2)), photo("2.jpg", row(3)), photo("3.jpg", SEVEN, row(1))]
    assert ordered(*pages) == (["1.jpg", "2.jpg", "3.jpg"], [])
    names, told = ordered(photo("0.jpg", row(2)), *pages)
    assert names[0] == "0.jpg"
    assert [f.ask for f in told] == [True]


def test_headings_repeated_on_every_page() -> None:
    pages = [photo("a.jpg", SEVEN, row(3), row(4)), photo("b.jpg", SEVEN, row(1), row(2))]
    assert ordered(*pages)[0] == ["b.jpg", "a.jpg"]


def test_word_files_and_scans_of_many_pages_are_left() -> None:
    word = Transcript("a.docx", "1" * 64, [Page(1, [grid_of([row(2)], "native")])])
    scan = Transcript("b.pdf", "2" * 64, [Page(n, [grid_of([SEVEN, row(n)])], "ocr") for n in (1, 2)])
    assert ordered(word, scan) == (["a.docx", "b.pdf"], [])
