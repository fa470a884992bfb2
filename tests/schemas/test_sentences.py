"""Texts cut to what a web form takes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.sentences import portal_length, shortened

CASES = [
    ("Lắp quạt đảo chiều. Hạt khô đều hơn trước nhiều.", 30, "Lắp quạt đảo chiều."),
    ("Giảm 1.000 đồng mỗi lít nước cho tổ", 20, "Giảm 1.000 đồng mỗi…"),
    ("Áp dụng tại TP. Vân Sơn từ tháng hai. Hết.", 24, "Áp dụng tại TP. Vân Sơn…"),
    ("Bước một: cắt gỗ\nBước hai: bào nhẵn mặt ván rồi sơn", 26, "Bước một: cắt gỗ"),
    ("Ông nói “dừng lại.” Rồi máy được sửa ngay trong đêm", 30, "Ông nói “dừng lại.”"),
    ("Ngắn. " + "a" * 50, 30, "Ngắn. " + "a" * 23 + "…"),
    ("vừa đủ", 6, "vừa đủ"),
]


@pytest.mark.parametrize(("text", "most", "wanted"), CASES)
def test_a_text_is_cut_where_a_sentence_ends(text: str, most: int, wanted: str) -> None:
    assert shortened(text, most) == wanted
    assert len(wanted) <= most


def test_letters_count_once_however_they_are_composed() -> None:
    apart = unicodedata.normalize("NFD", "Sáng kiến ở xưởng")
    assert (len(apart), portal_length(apart)) == (25, 17)
    assert portal_length("một\r\nhai\n") == 7


@given(st.text(st.sampled_from("ab. ,\nế…!"), max_size=200), st.integers(2, 60))
def test_a_cut_text_always_fits_and_begins_like_the_whole(text: str, most: int) -> None:
    found = shortened(text, most)
    assert portal_length(found) <= most
    assert unicodedata.normalize("NFC", text.strip()).startswith(found.removesuffix("…"))
