"""Names as words: one word for an abbreviation and its long form, slips mended, other words left alone."""

from __future__ import annotations

import pytest

from schemas.units.words import Vocabulary, parse, unit_key, within_one

SAME = [
    ("Liên đoàn Lao động huyện Nà Mẫu", "LDLD H. NÀ MẪU"),
    ("Công đoàn cơ sở Công ty Cổ phần May số 01", "CĐCS CTCP May 1"),
    ("Công đoàn ngành Nông nghiệp và Phát triển nông thôn", "CĐN NN&PTNT"),
    ("Công đoàn Viên chức tỉnh Hòa Mẫu", "CĐVC tỉnh Hoà Mẫu"),
    ("CĐCS Phòng Giáo dục và Đào tạo", "CĐCS PGD&ĐT"),
    ("Công đoàn các Khu công nghiệp", "CĐKCN"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_writings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert unit_key(one) == unit_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("LĐLĐ huyện Vân Mẫu", "LĐLĐ thành phố Vân Mẫu"),
        ("CĐCS Trường THCS Mẫu", "CĐCS Trường THPT Mẫu"),
        ("CĐCS May 1", "CĐCS May 2"),
    ],
)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert unit_key(one) != unit_key(other)


def test_a_word_that_is_no_syllable_is_mended_and_a_syllable_is_not() -> None:
    known = Vocabulary(["Trường THCS Thượng Quang"])
    assert [w.key for w in parse("Trườnq THCS Thượnq Quanq", known).words] == ["truong", "thcs", "thuong", "quang"]
    assert parse("Trườnq THCS Thượnq Quanq", known).slips == 3
    assert [w.key for w in parse("Trường THCS Thường Quảng", known).words][2:] == ["thuong", "quang"]
    assert "quynh" in [w.key for w in parse("Trường THCS Thượng Quỳnh", known).words]


def test_words_run_together_or_broken_are_set_right() -> None:
    known = Vocabulary(["Liên đoàn Lao động huyện Bắc Mẫu"])
    assert [w.key for w in parse("LĐLĐ huyện BắcMẫu", known).words] == ["bac", "mau"]
    assert [w.key for w in parse("LĐLĐ huyện Bắ c Mẫu", known).words] == ["bac", "mau"]


def test_levels_are_no_words_of_names_like_ha_tinh() -> None:
    parsed = parse("LDLD tinh Ha Tinh")
    assert (parsed.levels, [w.key for w in parsed.words]) == (("tinh",), ["ha", "tinh"])


def test_one_letter_apart() -> None:
    assert all(within_one("doan", other) for other in ("doan", "doar", "doa", "doann", "oan"))
    assert not any(within_one("doan", other) for other in ("dona", "do", "doannn"))
