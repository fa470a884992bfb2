"""Names under seals whose colours JPEG keeps at half the resolution."""

import cv2
import numpy as np

from extractors.imaging.ink import clean
from extractors.imaging.picture import pixels

NAME = "Nguyen Thanh Binh"


def signed(seal: tuple[int, int, int] = (225, 60, 70)) -> tuple[np.ndarray, np.ndarray]:
    """A signed and sealed page, and where its print is."""
    page = np.full((900, 1200, 3), 255, np.uint8)
    for row in range(4):
        cv2.putText(page, NAME, (60, 60 + 60 * row), cv2.FONT_HERSHEY_DUPLEX, 1.1, (0, 0, 0), 4)
    cv2.putText(page, NAME, (420, 600), cv2.FONT_HERSHEY_DUPLEX, 1.1, (0, 0, 0), 5)
    printed = page[..., 0] < 128
    ink = np.full_like(page, 255)
    cv2.circle(ink, (470, 520), 140, seal, 6, cv2.LINE_AA)
    cv2.circle(ink, (470, 520), 95, seal, 3, cv2.LINE_AA)
    cv2.circle(ink, (470, 520), 35, seal, -1, cv2.LINE_AA)
    stroke = np.array([[400, 610], [520, 430], [560, 610], [700, 470]], np.int32)
    cv2.polylines(ink, [stroke], False, (40, 50, 160), 5, cv2.LINE_AA)
    return (page.astype(np.float32) * ink / 255).astype(np.uint8), printed


def as_jpeg(page: np.ndarray, sampling: int) -> np.ndarray:
    how = [cv2.IMWRITE_JPEG_QUALITY, 50, cv2.IMWRITE_JPEG_SAMPLING_FACTOR, sampling]
    data = cv2.imencode(".jpg", page[..., ::-1], how)[1]
    kept = cv2.imdecode(data, cv2.IMREAD_COLOR)
    assert kept is not None
    return pixels(kept[..., ::-1])


def coarse(page: np.ndarray) -> np.ndarray:
    """As a scanner of 150 dpi keeps it, enlarged to the working size."""
    small = cv2.resize(page, None, fx=0.7, fy=0.7, interpolation=cv2.INTER_AREA)
    kept = as_jpeg(small, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420)
    return pixels(cv2.resize(kept, page.shape[1::-1], interpolation=cv2.INTER_CUBIC))


def test_name_stays_whole_beside_pen_and_under_seal() -> None:
    page, printed = signed()
    cleaned = clean(coarse(page))
    core = cv2.erode(pixels(printed), np.ones((3, 3), np.uint8)) > 0
    core[:500] = False
    assert (cleaned[core] < 110).mean() > 0.997
    far = cv2.dilate(pixels(printed), np.ones((9, 9), np.uint8)) == 0
    inked = far & (page.min(axis=2) < 100)
    assert (cleaned[inked] > 170).mean() > 0.985


def test_page_without_seal_is_cleaned_as_before() -> None:
    page, _ = signed(seal=(255, 255, 255))
    blank = page.copy()
    blank[400:] = 255
    assert (clean(coarse(page))[:300] == clean(coarse(blank))[:300]).mean() > 0.99
