from __future__ import annotations

from importlib.resources import files

from extractors.spelling import doubt_mangled, doubt_odd_spellings, odd_words
from schemas.dossier import Letter
from schemas.finding import Code
from schemas.grid import Line, Page, Transcript
from schemas.innovation import Accepted, Author, Reading, Source
from schemas.text import one_line, same_tone


def readings(*titles: str, workplace: str = "") -> list[Reading]:
    author = Author(full_name="Lò Văn Mẫu", workplace=workplace)
    return [
        Reading(source=Source(file="quét.pdf", sha256="0"), accepted=Accepted(title=title, authors=[author]))
        for title in titles
    ]


def asked(rows: list[Reading]) -> list[list[str]]:
    doubt_odd_spellings(rows)
    return [row.review_fields for row in rows]


def test_the_odd_one_out_is_asked_about() -> None:
    rows = readings("Quy trình tại Khoa Khám bệnh", "Sổ tay Khoa Khám bệnh", "Lối đi ở Khoa Khám bênh")
    assert asked(rows) == [[], [], ["title"]]
    assert "khám bệnh" in rows[2].findings[0].message


def test_what_stands_once_each_way_says_nothing() -> None:
    assert asked(readings("Tổ liên gia", "Tố liên gia")) == [[], []]


def test_old_and_new_tone_marks_and_capitals_are_one_spelling() -> None:
    assert asked(readings("hoà giải ở cơ sở", "Hòa giải tại xã", "Hòa giải tại bản")) == [[], [], []]


def test_a_field_that_is_asked_about_already_stays_as_it_is() -> None:
    rows = readings("Khoa Khám bệnh", "Khoa Khám bệnh", "Khoa Khám bênh")
    rows[2].review_fields = ["title"]
    assert asked(rows)[2] == ["title"]
    assert rows[2].findings == []


def test_an_everyday_word_needs_no_other_row() -> None:
    assert asked(readings("Đồng hồ tiết kiêm nước")) == [["title"]]
    assert asked(readings("Sổ công nhân", "Quyết định công nhận")) == [[], []]
    assert asked(readings("Giá treo", workplace="Điên lực Bản Mẫu")) == [["authors[0].workplace"]]


def test_right_words_that_meet_are_no_lost_mark() -> None:
    right = (
        "Hộ dân có số đo nước",
        "Cách làm hợp điều kiện thực tế",
        "Áp dụng bắt đầu từ tháng ba",
        "Sửa từng công đoạn may",
    )
    assert asked(readings(*right)) == [[], [], [], []]


def test_a_word_of_a_trade_that_lost_a_mark_is_asked_about() -> None:
    wrong = ("Máy cắt tiêu háo ít dầu", "Quan đốc phân xưởng", "Bệnh viên đa khoa", "Giá trị làm lơi")
    assert asked(readings(*wrong)) == [["title"]] * 4


def test_the_list_is_whole_words_in_new_tone_placement() -> None:
    lines = (files("extractors") / "common_words.txt").read_text("utf-8").splitlines()
    entries = [word.strip() for line in lines if not line.startswith("#") for word in line.rstrip(",").split(",")]
    assert [word for word in entries if word != same_tone(one_line(word).lower()) or len(word.split()) < 2] == []
    assert len(entries) == len(set(entries))
    assert max(map(len, lines)) <= 120


def test_words_with_accents_that_nobody_writes() -> None:
    assert odd_words("sảng kiến của Sảng và sáng kiến") == ["sảng"]
    assert odd_words("ABC xyzw") == []


def test_all_is_asked_in_a_file_that_a_wrong_conversion_spoilt() -> None:
    rows = readings("Cải tiến quy trình")
    letter = Letter(issuing_unit="Liên đồn Lao động huyện Mẫu", number="12/TTr-LĐLĐ")
    page = Page(1, [Line("Cơng đồn cơ sở Phịng Giáo dục trình Liên đồn Lao động")])
    doubt_mangled(Transcript("thư.docx", "0" * 64, [page]), rows, letter)
    assert rows[0].review_fields == ["*"]
    assert letter.review_fields == ["issuing_unit"]
    assert rows[0].findings[0].code is Code.ENCODING_DOUBTFUL


def test_a_scan_is_judged_by_its_words_instead() -> None:
    rows = readings("Cải tiến quy trình")
    page = Page(1, [Line("Cơng đồn cơ sở Phịng Giáo dục trình Liên đồn Lao động")], "ocr")
    doubt_mangled(Transcript("quét.pdf", "0" * 64, [page]), rows)
    assert rows[0].review_fields == []
