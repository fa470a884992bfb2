from __future__ import annotations

import cv2
import numpy as np

from extractors.imaging.flourish import without_flourishes


def page() -> np.ndarray:
    """Letters as boxes of 12 x 20 pixels on two lines, 60 pixels apart."""
    sheet = np.full((600, 900), 255, np.uint8)
    for y in (200, 260):
        for x in range(300, 700, 18):
            sheet[y : y + 20, x : x + 12] = 0
    return sheet


def test_a_signature_goes_between_the_lines_and_the_print_stays() -> None:
    clean = page()
    signed = clean.copy()
    curve = np.array([[320, 290], [380, 150], [430, 300], [500, 140], [560, 250], [640, 170]], np.int32)
    cv2.polylines(signed, [curve], False, 40, 3)
    out = without_flourishes(signed)
    assert (out[200:220, 300:700][clean[200:220, 300:700] == 0] < 128).all()
    between = out[228:252, 300:700]
    assert (signed[228:252, 300:700] < 128).sum() > 50
    assert (between < 128).sum() == 0


def test_a_page_without_one_is_as_it_was() -> None:
    clean = page()
    assert (without_flourishes(clean) == clean).all()


def test_a_frame_around_the_page_is_no_signature() -> None:
    framed = page()
    cv2.rectangle(framed, (20, 20), (880, 580), 0, 3)
    assert (without_flourishes(framed) == framed).all()
