"""Parent and issuer in the head of a letter, and units' names out of capitals."""

from __future__ import annotations

import pytest

from extractors.fields.letter_case import as_office, running_case, unit_case
from extractors.fields.unit import fits_symbol, same_unit, split_header
from schemas.grid import Line


@pytest.mark.parametrize(
    ("lines", "parent", "issuer"),
    [
        (
            "LIÊN ĐOÀN LAO ĐỘNG TỈNH SƠN LA|CÔNG ĐOÀN CƠ SỞ CÔNG TY THỦY|ĐIỆN NẬM CHIẾN",
            "LIÊN ĐOÀN LAO ĐỘNG TỈNH SƠN LA",
            "CÔNG ĐOÀN CƠ SỞ CÔNG TY THỦY ĐIỆN NẬM CHIẾN",
        ),
        (
            "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM|LIÊN ĐOÀN LAO ĐỘNG|TỈNH SƠN LA",
            "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM",
            "LIÊN ĐOÀN LAO ĐỘNG TỈNH SƠN LA",
        ),
        (
            "LIÊN ĐOÀN LAO ĐỘNG|HUYỆN MAI SƠN|CÔNG ĐOÀN CƠ SỞ|TRƯỜNG TIỂU HỌC|CHIỀNG MUNG",
            "LIÊN ĐOÀN LAO ĐỘNG HUYỆN MAI SƠN",
            "CÔNG ĐOÀN CƠ SỞ TRƯỜNG TIỂU HỌC CHIỀNG MUNG",
        ),
        ("UBND HUYỆN MAI SƠN|TRƯỜNG THCS HÁT LÓT", "UBND HUYỆN MAI SƠN", "TRƯỜNG THCS HÁT LÓT"),
        ("SỞ Y TẾ SƠN LA|BỆNH VIỆN ĐA KHOA|TỈNH", "SỞ Y TẾ SƠN LA", "BỆNH VIỆN ĐA KHOA TỈNH"),
        ("LĐLĐ TP HÁT LÓT|BCH CÔNG ĐOÀN BỆNH VIỆN", "LĐLĐ TP HÁT LÓT", "BCH CÔNG ĐOÀN BỆNH VIỆN"),
        ("LIÊN ĐOÀN LAO ĐỘNG THÀNH PHỐ|SƠN LA", None, "LIÊN ĐOÀN LAO ĐỘNG THÀNH PHỐ SƠN LA"),
    ],
)
def test_the_head_is_split_where_a_new_name_begins(lines: str, parent: str | None, issuer: str) -> None:
    assert split_header([Line(text) for text in lines.split("|")]) == (parent, issuer)


def test_bold_type_outranks_words() -> None:
    lines = [
        Line("TẬP ĐOÀN CÔNG NGHIỆP", bold=False),
        Line("HÓA CHẤT BIỂN", bold=False),
        Line("KALI TÂY BẮC", bold=True),
    ]
    assert split_header(lines) == ("TẬP ĐOÀN CÔNG NGHIỆP HÓA CHẤT BIỂN", "KALI TÂY BẮC")


def test_an_empty_head() -> None:
    assert split_header([]) == (None, None)


@pytest.mark.parametrize(
    ("name", "cased"),
    [
        ("CÔNG ĐOÀN CƠ SỞ SỞ TÀI CHÍNH TỈNH SƠN LA", "Công đoàn cơ sở Sở Tài chính tỉnh Sơn La"),
        ("LIÊN ĐOÀN LAO ĐỘNG HUYỆN MAI SƠN", "Liên đoàn Lao động huyện Mai Sơn"),
        ("CĐCS CÔNG TY TNHH MTV CẤP NƯỚC HÁT LÓT", "CĐCS Công ty TNHH MTV Cấp nước Hát Lót"),
        ("TRƯỜNG MẦM NON SỐ 2 XÃ NÀ XA", "Trường Mầm non số 2 xã Nà Xa"),
        ("Công đoàn Khối Cơ quan", "Công đoàn Khối Cơ quan"),
    ],
)
def test_case_of_running_text(name: str, cased: str) -> None:
    assert unit_case(name) == cased


def test_running_text_decides_on_case_but_not_on_accents() -> None:
    name = "CÔNG ĐOÀN CƠ SỞ NHÀ HÁT RỐI"
    assert running_case(name, ["Nay Công đoàn cơ sở Nhà hát Rối trình"]) == "Công đoàn cơ sở Nhà hát Rối"
    assert running_case(name, ["Nay Công đoàn cơ sở Nhà hát Rồi trình"]) == "Công đoàn cơ sở Nhà Hát Rối"


@pytest.mark.parametrize(
    ("title", "cased"),
    [
        ("PHÓ CHỦ TỊCH THƯỜNG TRỰC", "Phó Chủ tịch Thường trực"),
        ("PHO CHU TỊCH", "Phó Chủ tịch"),
        ("CHỦ TỊCH CÔNG ĐOÀN", "Chủ tịch Công đoàn"),
    ],
)
def test_offices(title: str, cased: str) -> None:
    assert as_office(title) == cased


def test_two_writings_of_one_unit() -> None:
    assert same_unit("LĐLĐ huyện Mai Sơn", "LIÊN ĐOÀN LAO ĐỘNG HUYỆN MAI SƠN")
    assert same_unit("CĐCS Sở Y tế", "Công đoàn cơ sở Sở Y tế tỉnh Sơn La")
    assert not same_unit("Liên đoàn Lao động huyện Mai Sơn", "Liên đoàn Lao động huyện Yên Châu")
    assert not same_unit("Liên đoàn Lao động", "")


def test_the_symbol_of_a_number_speaks_of_the_unit() -> None:
    assert fits_symbol("Liên đoàn Lao động huyện Mai Sơn", "LĐLĐ") is True
    assert fits_symbol("Liên đoàn Lao động huyện Mai Sơn", "CĐCS") is False
    assert fits_symbol("Công đoàn ngành Y tế tỉnh Sơn La", "CĐYT") is True
    assert fits_symbol("Công đoàn ngành Y tế tỉnh Sơn La", "ABC") is None
