from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from extractors.imaging.straighten import level
from extractors.imaging.turning import quarter_turns, turned

Page = np.ndarray
TEXT = (
    "Thực hiện kế hoạch của Ban Thường vụ, công đoàn cơ sở\n"
    "đã phát động đoàn viên thi đua, phát huy sáng kiến.\n"
    "Kính đề nghị cấp trên xem xét, công nhận các giải pháp."
)


@pytest.fixture
def letter(blank: Callable[..., Page], write: Callable[..., None]) -> Page:
    page = blank(1754, 2480)
    for row in range(6):
        write(page, (200, 300 + 180 * row), TEXT, 40)
    return page


@pytest.mark.ocr
@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_page_comes_upright(letter: Page, turns: int) -> None:
    assert (quarter_turns(turned(letter, turns)) + turns) % 4 == 0


@pytest.mark.ocr
@pytest.mark.parametrize("skew", [-2.5, 1.8])
def test_a_crooked_page_stays_upright(letter: Page, skew: float) -> None:
    assert quarter_turns(level(letter, skew)) == 0


@pytest.mark.ocr
@pytest.mark.parametrize("turns", [0, 1])
def test_one_line_whose_words_run_together(blank: Callable[..., Page], write: Callable[..., None], turns: int) -> None:
    page = blank(2480, 1754)
    write(page, (200, 300), "Tận dụng kho ảnh dùng chung để\ntra cứu hồ sơ lưu trữ của đơn vị", 34)
    worn = cv2.GaussianBlur(page, (0, 0), 2.0)
    assert (quarter_turns(turned(worn, turns)) + turns) % 4 == 0


def test_a_blank_page_stays_as_it_is(blank: Callable[..., Page]) -> None:
    assert quarter_turns(blank(1754, 2480)) == 0
