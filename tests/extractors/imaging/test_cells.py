from __future__ import annotations

import numpy as np

from extractors.imaging.cells import ink_in, text_of
from extractors.imaging.recognise import Word, certainty


def line(number: int, y: int, *words: tuple[str, int, int]) -> list[Word]:
    return [Word(text, (x0, y, x1, y + 20), 0.9, number) for text, x0, x1 in words]


def test_written_break_and_soft_wrap() -> None:
    words = [
        *line(0, 0, ("Lê", 10, 40), ("Thị", 50, 90), ("Bưởi", 100, 160)),
        *line(1, 30, ("Trường", 10, 90), ("Mầm", 100, 150), ("non", 160, 200), ("xã", 210, 290)),
        *line(2, 60, ("Đông", 10, 70), ("Hà", 80, 110)),
    ]
    assert text_of(words, 300) == "Lê Thị Bưởi\nTrường Mầm non xã Đông Hà"


def test_no_words_no_text() -> None:
    assert text_of([], 100) == ""


def test_ink_is_found_around_print_and_specks_are_none() -> None:
    page = np.full((100, 200), 255, np.uint8)
    page[50, 60:63] = 0
    assert ink_in(page, (0, 0, 200, 100)) is None
    page[40:60, 100:104] = 0  # a lone figure one
    assert ink_in(page, (0, 0, 200, 100)) == (98, 38, 106, 62)
    assert ink_in(page, (110, 0, 200, 100)) is None


def test_certainty_is_that_of_the_least_sure_word_with_letters() -> None:
    box = (0, 0, 1, 1)
    assert certainty([Word("-", box, 0.1, 0), Word("an", box, 0.9, 0), Word("2021", box, 0.6, 0)]) == 0.6
    assert certainty([Word("-", box, 0.1, 0)]) == 0.1
    assert certainty([]) == 1.0
