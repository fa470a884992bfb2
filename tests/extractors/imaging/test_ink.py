from __future__ import annotations

import cv2
import numpy as np

from extractors.imaging.ink import WORK_SIDE, clean, to_work_size, without_specks


def test_pages_are_brought_to_the_working_size_unless_near() -> None:
    assert max(to_work_size(np.zeros((1754, 1240), np.uint8)).shape) == WORK_SIDE
    near = np.zeros((2339, 1654), np.uint8)
    assert to_work_size(near) is near


def test_shadow_and_faded_print_become_even() -> None:
    page = np.tile(np.linspace(110, 250, 800), (600, 1)).astype(np.uint8)
    page[100:500:40, 50:750] = (page[100:500:40, 50:750] * 0.5).astype(np.uint8)
    even = clean(page)
    assert np.median(even[80, :]) > 235
    assert even[80, 10:790].min() > 200
    assert even[100, 60:740].max() < 60


def test_blank_paper_stays_blank() -> None:
    noisy = np.random.default_rng(1).normal(240, 3, (600, 800)).astype(np.uint8)
    assert clean(noisy).min() > 200


def test_red_seal_and_blue_pen_go_and_print_under_them_stays() -> None:
    page = np.full((900, 900, 3), 255, np.uint8)
    cv2.putText(page, "ABCDE", (150, 480), cv2.FONT_HERSHEY_SIMPLEX, 3, (10, 10, 10), 9)
    print_alone = page[..., 0] < 100
    seal = np.zeros((900, 900), np.uint8)
    cv2.circle(seal, (450, 450), 130, 255, 26)
    page[seal > 0] = (0.2 * page[seal > 0] + 0.8 * np.array([215, 50, 60])).astype(np.uint8)
    cv2.line(page, (100, 700), (800, 650), (40, 40, 150), 5)
    gray = clean(page)
    under = print_alone & (seal > 0)
    assert under.sum() > 300
    assert np.median(gray[under]) < 130
    assert np.median(gray[(seal > 0) & ~print_alone]) > 230
    assert gray[640:710, 100:800].min() > 150


def test_page_printed_in_colour_is_kept() -> None:
    page = np.full((600, 800, 3), 255, np.uint8)
    cv2.putText(page, "xanh", (100, 300), cv2.FONT_HERSHEY_SIMPLEX, 4, (20, 40, 160), 12)
    assert (clean(page) < 100).sum() > 2000


def test_gray_seal_is_faded_and_print_under_it_kept() -> None:
    page = np.full((2480, 1754), 255, np.uint8)
    cv2.circle(page, (900, 900), 60, 120, -1)
    cv2.putText(page, "ABC", (820, 1010), cv2.FONT_HERSHEY_SIMPLEX, 2, 0, 6)
    gray = clean(page)
    assert gray[900, 900] > 230
    assert (gray[950:1020, 820:980] < 60).sum() > 500


def lettered(noise: float, letters: int) -> np.ndarray:
    page = np.full((900, 900), 255, np.uint8)
    for i in range(letters):
        cv2.rectangle(page, (20 + i % 40 * 21, 20 + i // 40 * 21), (30 + i % 40 * 21, 30 + i // 40 * 21), 0, -1)
    page[np.random.default_rng(2).random(page.shape) < noise] = 0
    return page


def test_noise_that_outnumbers_letters_is_smoothed() -> None:
    noisy = lettered(0.004, 40)
    calm = without_specks(noisy)
    assert (noisy[600:] < 128).sum() > 800
    assert (calm[600:] < 128).sum() < 20


def test_single_specks_among_letters_go_and_letters_stay_sharp() -> None:
    noisy, plain = lettered(0.0008, 800), lettered(0, 800)
    calm = without_specks(noisy)
    assert (calm[600:] < 128).sum() == 0
    assert (calm[plain == 0] == 0).all()


def test_clean_page_is_not_touched() -> None:
    page = lettered(0, 800)
    assert without_specks(page) is page


def sealed(tone: int) -> tuple[np.ndarray, np.ndarray]:
    """A gray scan with a seal of this tone over letters whose edges are soft, and the letters alone."""
    page = np.full((WORK_SIDE, 1754), 255, np.uint8)
    for row in range(4):
        cv2.putText(page, "Nguyen Thanh Binh", (60, 60 + 60 * row), cv2.FONT_HERSHEY_DUPLEX, 1.1, (10,), 4)
    cv2.putText(page, "Nguyen Thanh Binh", (420, 600), cv2.FONT_HERSHEY_DUPLEX, 1.1, (10,), 4)
    seal = np.full_like(page, 255)
    for radius, width in ((140, 6), (95, 3), (35, -1)):
        cv2.circle(seal, (470, 520), radius, (tone,), width, cv2.LINE_AA)
    soft = [cv2.GaussianBlur(picture, (0, 0), 1.0) for picture in (np.minimum(page, seal), page)]
    return soft[0], soft[1]


def test_letters_under_gray_seal_keep_their_edges() -> None:
    page, letters = sealed(120)
    cleaned = clean(page)
    under = np.s_[560:610, 420:560]
    dark = letters[under] < 100
    assert (cleaned[under][dark] < 128).mean() > 0.95
    seal_alone = (page < 150) & (cv2.erode(letters, np.ones((13, 13), np.uint8)) > 240)
    assert seal_alone.sum() > 3000
    assert (cleaned[seal_alone] > 230).mean() > 0.97
