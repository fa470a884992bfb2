from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from extractors.imaging.recognise import BLOCK, models, read_words
from extractors.imaging.relining import lines_of, went_wrong

Page = np.ndarray
AREA = (0, 0, 420, 150)


@pytest.fixture
def crop(blank: Callable[..., Page], write: Callable[..., None]) -> Page:
    page = blank(420, 150)
    write(page, (60, 8), "Họ và tên, năm sinh", 34)
    write(page, (20, 50), "chức vụ, đơn vị công tác", 34)
    write(page, (160, 92), "thoại", 34)
    return page


def test_lines_come_apart_with_their_marks(crop: Page) -> None:
    lines = lines_of(crop, AREA)
    assert len(lines) == 3
    assert (lines[0][1], lines[-1][3]) == (0, 150)
    assert all(one[3] == other[1] for one, other in pairwise(lines))


def test_a_picture_is_no_lines(blank: Callable[..., Page]) -> None:
    assert lines_of(blank(420, 150), AREA) == []


def test_words_on_each_other_or_missing_are_noticed(crop: Page) -> None:
    right = [(55, 5, 340, 48), (15, 48, 400, 90), (150, 90, 250, 135)]
    assert not went_wrong(crop, AREA, right)
    assert went_wrong(crop, AREA, [*right[:2], (20, 50, 398, 92)])
    assert went_wrong(crop, AREA, right[:1])
    assert not went_wrong(crop, AREA, [])


@pytest.mark.ocr
def test_what_is_read_of_such_a_crop_is_all_of_it(crop: Page) -> None:
    words = read_words(crop, [AREA], models().first, BLOCK)[0]
    assert " ".join(word.text for word in words) == "Họ và tên, năm sinh chức vụ, đơn vị công tác thoại"
