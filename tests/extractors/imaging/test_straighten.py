from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from extractors.imaging.straighten import flat_sheet, level, skew_of


def turned(page: np.ndarray, degrees: float) -> np.ndarray:
    height, width = page.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return cv2.warpAffine(page, matrix, (width, height), borderValue=(255,))


@pytest.mark.parametrize("degrees", [-4.0, -0.7, 0.0, 1.3, 5.0])
def test_skew_is_found_and_undone(blank: Callable[..., np.ndarray], degrees: float) -> None:
    page = blank()
    for y in range(150, 750, 40):
        for x in range(150, 1050, 60):
            cv2.rectangle(page, (x, y), (x + 45, y + 14), 0, -1)
    skewed = turned(page, degrees)
    found = skew_of(skewed)
    assert found == pytest.approx(degrees, abs=0.1)
    assert skew_of(level(skewed, found)) == pytest.approx(0.0, abs=0.1)


def test_empty_page_has_no_skew(blank: Callable[..., np.ndarray]) -> None:
    assert skew_of(blank()) == 0.0


def test_sheet_on_a_desk_is_cut_out_and_made_a_rectangle() -> None:
    desk = np.full((900, 1200), 60, np.uint8)
    corners = np.array([[120, 90], [1100, 60], [1150, 830], [80, 860]], np.int32)
    cv2.fillPoly(desk, [corners], 230)
    sheet = flat_sheet(desk)
    assert sheet.shape != desk.shape
    assert (sheet < 150).mean() < 0.01


def test_shadow_over_a_scan_is_no_desk() -> None:
    shade = np.tile(np.linspace(80, 250, 1200), (900, 1)).astype(np.uint8)
    assert flat_sheet(shade) is shade


def test_plain_scan_is_left_alone() -> None:
    page = np.full((900, 1200, 3), 245, np.uint8)
    assert flat_sheet(page) is page
