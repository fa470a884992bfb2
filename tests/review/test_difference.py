from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.difference import difference, runs


def marked(one: str, other: str) -> tuple[str, str]:
    """Both sides, words with a mark as `word|mark`."""
    left, right = difference(one, other)
    return tuple(" ".join(f"{w.text}|{w.mark}" if w.mark else w.text for w in side) for side in (left, right))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("one", "other", "left", "right"),
    [
        ("dạy Toán lớp 4", "dạy Toán lớp 5", "dạy Toán lớp 4|number", "dạy Toán lớp 5|number"),
        ("giảm 12,5 triệu", "giảm 15,5 triệu", "giảm 12,5|number triệu", "giảm 15,5|number triệu"),
        ("khoa Nhi", "khoa Sản", "khoa Nhi|other", "khoa Sản|other"),
        ("Giá kẹp ống", "Gía kep ống,", "Giá|noise kẹp|noise ống", "Gía|noise kep|noise ống,"),
        ("nghiệm thu máy", "nghìệrn thu máy", "nghiệm|noise thu máy", "nghìệrn|noise thu máy"),
        ("bơm nước sạch", "nước sạch bơm", "bơm|moved nước sạch", "nước sạch bơm|moved"),
        ("", "thêm chữ", "", "thêm|other chữ|other"),
        ("35kV", "22kV", "35kV|number", "22kV|number"),
    ],
)
def test_what_differs_is_told_from_what_only_looks_different(one: str, other: str, left: str, right: str) -> None:
    assert marked(one, other) == (left, right)


def test_an_accent_makes_another_person() -> None:
    left, right = difference("Lò Thủy, Hoà", "Lò Thúy, Hòa", names=True)
    assert [word.mark for word in left] == ["", "other", "noise"]
    assert [word.mark for word in right] == ["", "other", "noise"]
    assert [word.mark for word in difference("Lò Thủy", "Lò Thúy")[0]] == ["", "noise"]


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        ("Toán lớp 4", "Toán lớp 5", "lớp"),
        ("dạy Toán", "dạy Văn", "môn"),
        ("môn Lịch", "môn Vật", "môn"),
        ("xã Mường Tè", "xã Nậm Tè", "nơi"),
        ("giảm 4 ca", "giảm 5 ca", "số"),
        ("khoan đá", "tiện thép", ""),
    ],
)
def test_what_a_difference_is_about(one: str, other: str, what: str) -> None:
    assert {word.what for word in difference(one, other)[0] if word.mark} == {what}


def test_words_next_to_each_other_are_one_mark() -> None:
    told = runs(difference("máy bơm nước sạch", "máy cắt gỗ dày")[0])
    assert [(word.text, word.mark) for word in told] == [("máy", ""), ("bơm nước sạch", "other")]


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_word_is_lost_and_equal_texts_have_no_marks(one: str, other: str) -> None:
    left, right = difference(one, other)
    assert [w.text for w in left] == one.split()
    assert [w.text for w in right] == other.split()
    assert not any(w.mark for side in difference(one, one) for w in side)


def test_endless_texts_are_compared_within_bounds() -> None:
    left, right = difference("a b c " * 20_000, "c b a " * 20_000)
    assert (len(left), len(right)) == (60_000, 60_000)
