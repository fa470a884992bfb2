from __future__ import annotations

import pytest

from extractors.imaging.sense import is_odd, respelt, support, usual_spelling


def spelling(text: str, index: int) -> str | None:
    return usual_spelling(text.split(), index)


@pytest.mark.parametrize(
    ("text", "index", "meant"),
    [
        ("Công ty Cố phần", 2, None),  # names have accents of their own
        ("xã bố sung thêm", 1, "bổ"),  # a tone for another
        ("Điên lực huyện", 0, "điện"),  # a lost dot below
        ("tiết kiệm chỉ phí in", 2, "chi"),  # the dot of an i taken for a tone
        ("cán bộ sử đụng máy", 3, "dụng"),
        ("khi thu quỹ lớp", 1, None),  # a common word of its own
        ("nuôi thu tục", 1, None),  # no scan loses a hook from a bare letter
    ],
)
def test_a_word_as_its_neighbours_want_it(text: str, index: int, meant: str | None) -> None:
    assert spelling(text, index) == meant


def test_a_comma_parts_words() -> None:
    assert spelling("tiết kiệm chỉ, phí", 2) is None
    assert not is_odd(["chỉ,", "phí"], 0)
    assert is_odd(["tiết", "kiệm", "chỉ", "phí"], 2)


def test_the_reading_that_makes_words_has_support() -> None:
    words = ["nâng", "cao", "chất", "lượng"]
    assert support(words, 2, "chất") == 1
    assert support(words, 2, "chát") == -1


def test_a_spelling_keeps_case_and_signs() -> None:
    assert respelt("Điên,", "điện") == "Điện,"
    assert respelt("(CHỈ)", "chi") == "(CHI)"
    assert respelt("chỉ", "chinh") == "chỉ"
