"""Digital signatures beside a letter: what they prove, what they only hint at."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.fields.letter import parse_letter
from extractors.fields.letter_stamps import Stamps, stamps_of
from schemas.dossier import Letter
from schemas.grid import Box, Line, Page

HEAD = (
    ("LIÊN ĐOÀN LAO ĐỘNG TĨNH SƠN LA", 0.1, 0.08),
    ("Số: 31/TTr-LĐLĐ", 0.15, 0.12),
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 0.55, 0.08),
    ("Sơn La, ngày 09 tháng 8 năm 2023", 0.6, 0.12),
    ("TỜ TRÌNH", 0.45, 0.2),
    ("Về việc xét chọn sáng kiến", 0.4, 0.22),
    ("Kính gửi: Tổng Liên đoàn Lao động Việt Nam", 0.3, 0.26),
    ("TM. BAN THƯỜNG VỤ", 0.6, 0.7),
    ("CHỦ TỊCH", 0.65, 0.72),
    ("Cầm Văn Mười", 0.63, 0.85),
)
STAMP = ("Ký bởi: Liên đoàn Lao động tỉnh", "Sơn La", "Email: ld@sonla.example", "Thời gian ký: 11/08/2023 09:10:11")


def read(*stamps: str, source: str = "ocr", number: str = "Số: 31/TTr-LĐLĐ") -> Letter:
    lines = [(number if text.startswith("Số") else text, x, y) for text, x, y in HEAD]
    page = Page(1, source="ocr" if source == "ocr" else "text-layer")
    page.blocks = [
        Line(text, Box(x, y, x + 0.3, y + 0.015), alternate=text if source == "ocr" else None) for text, x, y in lines
    ]
    page.stamps = [Line(text) for text in stamps]
    return parse_letter([page])


def test_the_certificates_name_settles_the_issuers_accents() -> None:
    assert "issuing_unit" in read().review_fields
    letter = read(*STAMP)
    assert letter.issuing_unit == "Liên đoàn Lao động tỉnh Sơn La"
    assert "issuing_unit" not in letter.review_fields


def test_another_offices_certificate_settles_nothing() -> None:
    letter = read("Ký bởi: Liên đoàn Lao động tỉnh", "Sơn La - Văn phòng", "Thời gian ký: 11/08/2023 09:10:11")
    assert "issuing_unit" in letter.review_fields


def test_a_signatory_who_signs_by_his_own_certificate() -> None:
    assert read(*STAMP, "Người ký: CẦM VĂN MƯỜI").signatory == "Cầm Văn Mười"
    assert "signatory" not in read(*STAMP, "Người ký: CẦM VĂN MƯỜI").review_fields


def test_the_day_of_signing_never_vouches_for_the_letters_day() -> None:
    letter = read(*STAMP)
    assert letter.date == dt.date(2023, 8, 9)
    assert "date" in letter.review_fields
    assert any("Chữ ký số ngày 11/08/2023" in f.message for f in letter.findings if f.field == "date")
    assert {"number", "date"} <= set(read("Thời gian ký: 09/08/2023").review_fields)


def test_a_typed_letter_dated_after_its_signing_is_asked_about() -> None:
    assert "date" not in read(*STAMP, source="text").review_fields
    assert "date" in read("Thời gian ký: 01/08/2023", source="text").review_fields


def test_the_reading_that_fits_the_day_of_signing_goes_first() -> None:
    page = Page(1, [Line("Sơn La, ngày 29 tháng 8 năm 2023", Box(0.6, 0.1, 0.9, 0.12))], "ocr")
    page.lines[0].alternate = "Sơn La, ngày 09 tháng 8 năm 2023"
    page.stamps = [Line("Thời gian ký: 11/08/2023")]
    letter = parse_letter([page])
    assert (letter.date, "date" in letter.review_fields) == (dt.date(2023, 8, 9), True)


@pytest.mark.parametrize("text", ["31/02/2023", "2023", "10:44:25", "1.2.3.4"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert stamps_of([Page(1, stamps=[Line(text)])]).days == ()


def test_without_signatures_every_day_fits() -> None:
    assert Stamps().fits(dt.date(2020, 1, 1))
    assert Stamps().told() == ""


def test_what_ocr_made_of_a_stamp_above_the_head_is_no_parent_body() -> None:
    lines = [("LẠ ỒN BẢO", 0.33, 0.03), *HEAD]
    page = Page(1, [Line(t, Box(x, y, x + 0.2, y + 0.015), alternate=t) for t, x, y in lines], "ocr")
    assert parse_letter([page]).parent_unit is not None
    page.stamps = [Line("Ký bởi: Văn phòng", Box(0.45, 0.02, 0.7, 0.05))]
    assert parse_letter([page]).parent_unit is None
