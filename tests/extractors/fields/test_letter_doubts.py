"""What a letter's reader is not sure of must be asked: blanks, contradictions, and all that OCR alone says."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from extractors.fields.letter import parse_letter
from extractors.fields.letter_count import announced_counts
from schemas.dossier import Letter
from schemas.finding import Code
from schemas.grid import Box, Line, Page

CAPTION = "(Kèm theo Tờ trình số 18/TTr-CĐYT, ngày 6/4/2022 của Công đoàn ngành Y tế tỉnh Sơn La)"
LEFT, RIGHT, WIDE = (0.15, 0.48), (0.56, 0.88), (0.12, 0.9)
LINES = {
    "parent": ("LIÊN ĐOÀN LAO ĐỘNG TỈNH SƠN LA", LEFT, 0.06),
    "motto": ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", RIGHT, 0.06),
    "unit": ("CÔNG ĐOÀN NGÀNH Y TẾ TỈNH SƠN LA", LEFT, 0.08),
    "number": ("Số: 18/TTr-CĐYT", LEFT, 0.12),
    "date": ("Sơn La, ngày 06 tháng 4 năm 2022", RIGHT, 0.12),
    "title": ("TỜ TRÌNH", (0.4, 0.6), 0.16),
    "subject": ("Về việc đề nghị biểu dương sáng kiến", (0.3, 0.7), 0.18),
    "to": ("Kính gửi: Liên đoàn Lao động tỉnh Sơn La", (0.3, 0.7), 0.2),
    "body": (
        "Thực hiện Chương trình 01 triệu sáng kiến, Công đoàn ngành Y tế tỉnh Sơn La trình 6 sáng kiến.",
        WIDE,
        0.24,
    ),
    "noted": ("Nơi nhận:", (0.12, 0.22), 0.4),
    "behalf": ("TM. BAN THƯỜNG VỤ", (0.62, 0.82), 0.4),
    "office": ("PHÓ CHỦ TỊCH", (0.64, 0.8), 0.42),
    "name": ("Lò Thị Hương Giang", (0.62, 0.82), 0.5),
}
Changes = dict[str, Line | str | None]


def scanned(captions: tuple[str, ...] = (CAPTION,), source: str = "ocr", **changes: Line | str | None) -> Letter:
    """The letter above as OCR lines with two agreeing readers; `changes` alter or drop single lines."""
    lines = []
    for key, (text, (x0, x1), y) in LINES.items():
        change = changes.get(key, text)
        if change is None:
            continue
        line = Line(text, Box(x0, y, x1, y + 0.018), 0.95, text)
        lines.append(replace(line, text=change, alternate=change) if isinstance(change, str) else change)
    return parse_letter([Page(1, list(lines), "ocr" if source == "ocr" else "native")], captions)


def test_two_places_that_agree_settle_a_scan() -> None:
    letter = scanned()
    assert (letter.number, letter.date) == ("18/TTr-CĐYT", dt.date(2022, 4, 6))
    assert letter.issuing_unit == "Công đoàn ngành Y tế tỉnh Sơn La"
    assert (letter.signatory, letter.signatory_title) == ("Lò Thị Hương Giang", "Phó Chủ tịch")
    assert letter.review_fields == []


def test_without_a_caption_number_and_date_of_a_scan_are_asked() -> None:
    letter = scanned(captions=())
    assert letter.number == "18/TTr-CĐYT"
    assert {"number", "date"} <= set(letter.review_fields)
    assert "issuing_unit" not in letter.review_fields  # the running text names it too


@pytest.mark.parametrize(
    ("line", "text", "field"),
    [
        ("number", "Số: 13/TTr-CĐYT", "number"),
        ("date", "Sơn La, ngày 08 tháng 4 năm 2022", "date"),
        ("unit", "CÔNG ĐOÀN NGÀNH GIÁO DỤC TỈNH SƠN LA", "issuing_unit"),
    ],
)
@pytest.mark.parametrize("source", ["ocr", "native"])
def test_places_that_disagree_are_asked_in_any_source(line: str, text: str, field: str, source: str) -> None:
    letter = scanned(source=source, **{line: text})
    assert field in letter.review_fields


def test_units_that_disagree_are_a_mismatch() -> None:
    letter = scanned(unit="LIÊN ĐOÀN LAO ĐỘNG HUYỆN SÔNG MÃ", source="native")
    assert Code.UNIT_MISMATCH in {finding.code for finding in letter.findings}


def test_the_second_reader_and_the_caption_outvote_the_first() -> None:
    box = Box(0.15, 0.12, 0.48, 0.14)
    letter = scanned(number=Line("Số: 13/TTr-CĐYT", box, 0.6, "Số: 18/TTr-CĐYT"))
    assert (letter.number, "number" in letter.review_fields) == ("18/TTr-CĐYT", False)


def test_lost_accents_are_given_back_by_two_other_places() -> None:
    letter = scanned(unit="CÔNG ĐOÀN NGÀNH Y TÊ TỈNH SƠN LA")
    assert letter.issuing_unit == "Công đoàn ngành Y tế tỉnh Sơn La"
    assert "issuing_unit" not in letter.review_fields


def test_accents_that_only_one_other_place_contradicts_are_asked() -> None:
    letter = scanned(captions=(), unit="CÔNG ĐOÀN NGÀNH Y TÊ TỈNH SƠN LA")
    assert "issuing_unit" in letter.review_fields


@pytest.mark.parametrize(
    ("name", "office"),
    [
        (Line("Lò Thị Hương Giang", Box(0.62, 0.5, 0.82, 0.52), 0.95, "Lò Thị Hường Giang"), None),
        (Line("Lò Thị Hương Giang", Box(0.62, 0.5, 0.82, 0.52), 0.6, "Lò Thị Hương Giang"), None),
        (Line("Lò Thị Hương Giang", Box(0.62, 0.5, 0.82, 0.52), 0.95, None), None),
        (Line("Hương Giang", Box(0.7, 0.5, 0.82, 0.52), 0.95, "Hương Giang"), None),
        ("Lo Thị Hương Giang", None),
    ],
)
def test_a_name_that_readers_doubt_or_a_seal_covers_is_asked(name: Line | str, office: None) -> None:
    assert "signatory" in scanned(name=name, office=LINES["office"][0]).review_fields


def test_a_name_that_only_the_second_reader_read_is_taken_and_asked() -> None:
    letter = scanned(name=Line("öò Hương Giang", Box(0.62, 0.5, 0.82, 0.52), 0.4, "Lò Hương Giang"))
    assert (letter.signatory, "signatory" in letter.review_fields) == ("Lò Hương Giang", True)


def test_an_office_off_the_axis_lost_its_beginning() -> None:
    letter = scanned(office=Line("CHỦ TỊCH", Box(0.69, 0.42, 0.8, 0.44), 0.95, "CHỦ TỊCH"))
    assert "signatory_title" in letter.review_fields


def test_without_its_first_words_the_whole_signature_is_asked() -> None:
    letter = scanned(behalf="BAN THƯỜNG VỤ")
    assert letter.signatory == "Lò Thị Hương Giang"
    assert {"signatory", "signatory_title"} <= set(letter.review_fields)


def test_a_missing_signature_is_missing() -> None:
    letter = scanned(behalf=None, office=None, name=None)
    assert (letter.signatory, letter.signatory_title) == (None, None)
    assert Code.MISSING_SIGNATORY in {finding.code for finding in letter.findings}


def test_blanks_in_a_typed_letter_are_filled_from_the_caption_and_asked() -> None:
    letter = scanned(source="native", number="Số:       /TTr-CĐYT", date="Sơn La, ngày       tháng 4 năm 2022")
    assert (letter.number, letter.date) == ("18/TTr-CĐYT", dt.date(2022, 4, 6))
    assert {"number", "date"} <= set(letter.review_fields)
    assert Code.MISSING_NUMBER in {finding.code for finding in letter.findings}


def test_blanks_without_a_caption_stay_empty() -> None:
    letter = scanned(
        captions=(), source="native", number="Số:       /TTr-CĐYT", date="Sơn La, ngày     tháng 4 năm 2022"
    )
    assert (letter.number, letter.date) == (None, None)
    assert {"number", "date"} <= set(letter.review_fields)


def test_a_decision_above_the_table_is_no_witness_for_the_letter() -> None:
    other = "(Kèm theo Quyết định số 9/QĐ-SYT ngày 1/2/2022 của Sở Y tế)"
    letter = scanned(captions=(other,), source="native")
    assert (letter.number, letter.review_fields) == ("18/TTr-CĐYT", [])


def test_the_symbol_contradicts_the_head() -> None:
    letter = scanned(captions=(), source="native", number="Số: 18/TTr-LĐLĐ")
    assert Code.UNIT_MISMATCH in {finding.code for finding in letter.findings}


def test_an_incoming_stamp_is_not_the_letters_number_or_date() -> None:
    stamp = Line("CÔNG VĂN ĐẾN Số: 2352", Box(0.1, 0.05, 0.3, 0.06), 0.9, "CÔNG VĂN ĐẾN Số: 2352")
    day = Line("Ngày: 21/4/2022", Box(0.1, 0.06, 0.3, 0.07), 0.9, "Ngày: 21/4/2022")
    whole = [Line(text, Box(x0, y, x1, y + 0.018)) for text, (x0, x1), y in LINES.values()]
    letter = parse_letter([Page(1, [stamp, day, *whole])])
    assert (letter.number, letter.date) == ("18/TTr-CĐYT", dt.date(2022, 4, 6))
    assert letter.issuing_unit == "Công đoàn ngành Y tế tỉnh Sơn La"


def test_number_and_date_cut_in_pieces_by_blanks_and_an_electronic_stamp_over_the_head() -> None:
    stamp = Line("TRUNG TÂM TIN HỌC", Box(0.44, 0.01, 0.56, 0.02))
    moment = Line("08.04.2022 13:45:56 +07:00", Box(0.44, 0.02, 0.56, 0.03))
    cut = {"number": ("Số:", "/TTr-CĐYT"), "date": ("Sơn La, ngày", "tháng 4 năm 2022")}
    lines = [stamp, moment]
    for key, (text, (x0, x1), y) in LINES.items():
        first, *rest = cut.get(key, (text,))
        lines += [Line(first, Box(x0, y, x0 + (0.1 if rest else x1 - x0), y + 0.018))]
        lines += [Line(part, Box(x0 + 0.12, y, x1, y + 0.018)) for part in rest]
    letter = parse_letter([Page(1, list(lines))])
    assert (letter.number, letter.date) == (None, None)
    assert letter.issuing_unit == "Công đoàn ngành Y tế tỉnh Sơn La"
    assert letter.parent_unit == "Liên đoàn Lao động tỉnh Sơn La"
    assert {"number", "date"} <= set(letter.review_fields)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("đề nghị xem xét, biểu dương 04 sáng kiến tiêu biểu", [4]),
        ("gửi danh sách gồm 12 (mười hai) sáng kiến", [12]),
        ("Chương trình “75 nghìn sáng kiến” và 01 triệu sáng kiến, 75.000 sáng kiến", []),
        ("mỗi đơn vị được chọn tối đa 03 sáng kiến; nay trình 02 sáng kiến", [2]),
        ("Trong tổng số 25 sáng kiến, đề nghị biểu dương 5 sáng kiến", [5]),
        ("đề nghị biểu dương 4 sáng kiến. Kèm theo 5 sáng kiến", [4, 5]),
        ("trình ba sáng kiến", [3]),
        ("không nêu con số", []),
    ],
)
def test_announced_counts(text: str, counts: list[int]) -> None:
    assert announced_counts(text) == counts


def test_several_counts_are_asked() -> None:
    letter = scanned(
        body="Nay chúng tôi đề nghị biểu dương 4 sáng kiến. Kèm theo hồ sơ 5 sáng kiến (01 triệu sáng kiến)."
    )
    assert letter.announced_count is None
    assert "announced_count" in letter.review_fields
