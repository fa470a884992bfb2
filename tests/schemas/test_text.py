from __future__ import annotations

import pytest

from schemas.text import fold, name_case, one_line, same_tone, tidy


def test_tidy_composes_letters_and_keeps_wording() -> None:
    assert tidy("Ca\u0309i tie\u0302\u0301n") == "Cải tiến"
    assert tidy("a\u0301\u0302") == "ấ", "a tone typed before the circumflex"
    assert tidy("Ðảng\u00a0bộ\u200b  xã\n\tY") == "Đảng bộ xã\nY"
    assert tidy("100 m²") == "100 m²"


@pytest.mark.parametrize(
    ("old", "new"),
    [("hoà", "hòa"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"), ("quý", "quý"), ("Hoàn", "Hoàn"), ("THUÝ", "THÚY")],
)
def test_same_tone(old: str, new: str) -> None:
    assert same_tone(old) == new


def test_fold_is_a_key_without_accents() -> None:
    assert fold("  ĐẶNG Thị\nThuý ") == "dang thi thuy"
    assert one_line("a\n b\t c") == "a b c"


def test_name_case_touches_capitals_only() -> None:
    assert name_case("NGUYỄN THỊ H'HEN") == "Nguyễn Thị H'Hen"
    assert name_case("Giàng A Páo") == "Giàng A Páo"
