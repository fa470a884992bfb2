from __future__ import annotations

from extractors.assemble import assemble
from extractors.backs import without_backs
from schemas.grid import Grid, Line, Page, Transcript
from tests.extractors.factory import SEVEN, grid_of

ROW = [
    "1",
    "Lò Văn Mẫu, sinh năm 1980, Bác sĩ, Trung tâm Y tế huyện Bản Mẫu",
    "Giá treo",
    "Tháng 3/2021",
    "A.",
    "B.",
    "",
]
MIRRORED = [
    "",
    "Anou8 [Lou8 KDSUY",
    "BV4 CHVb Hya4H",
    "qogu cob LaU",
    "GI3U QOC DIEC mot qab cguo",
    "C910 KIP",
    "X6U Xot",
]


def scan(*pages: tuple[list[Line | Grid], float], source: str = "ocr") -> Transcript:
    made = [Page(n, blocks, source, confidence=sure) for n, (blocks, sure) in enumerate(pages, 1)]  # type: ignore[arg-type]
    return Transcript("scan.pdf", "a" * 64, made)


def test_rulings_alone_and_mirrored_print_are_taken_away() -> None:
    ruled, mirrored = grid_of([[""] * 7] * 4), grid_of([MIRRORED])
    found, told = without_backs(scan(([ruled], 1.0), ([Line("udo 05Ibod coud qogu")], 0.2), ([mirrored], 0.2)))
    assert [len(page.blocks) for page in found.pages] == [0, 1, 0]  # four words are too few to judge
    assert [(f.ask, "trang 3" in f.message) for f in told] == [(True, True)]


def test_a_back_between_two_pages_adds_nothing_to_the_row_before() -> None:
    pages = [([grid_of([SEVEN, ROW])], 0.9), ([grid_of([MIRRORED])], 0.2), ([grid_of([["2", *ROW[1:]]])], 0.9)]
    found = assemble([scan(*pages)])
    assert [r.accepted.title for r in found.readings] == ["Giá treo", "Giá treo"]
    assert [place.page for place in found.readings[0].source.places] == [1]
    assert [(d.kind, d.pages) for d in found.documents] == [("table", [1, 3]), ("other", [2])]


def test_sure_words_in_another_language_and_native_text_stay() -> None:
    english = [Line("quarterly maintenance schedule of pumping stations and filters shipped overseas")]
    assert without_backs(scan((english, 0.9)))[0].pages[0].blocks == english
    assert without_backs(scan((english, 0.2), source="native"))[0].pages[0].blocks == english
