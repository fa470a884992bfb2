"""A page picture → even gray: black print on white paper, without stamps, signatures, shadows and specks."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.imaging.picture import Picture, blots_of, pixels
from extractors.imaging.stamps import print_among_stamps

WORK_SIDE = 2480  # pixels of a page's long side: A4 at 212 dpi, where Tesseract's networks read best
_NEAR = 0.08  # sizes this near are not resampled: it costs more sharpness than it gains
_SEAL = 175  # pixels at the working size from a seal's middle to beyond its rim: 36 mm across by decree
_STAR = 400  # even pixels of a seal's star at the least
_BLACK, _DARKER = 0.35, 0.6  # of a seal's tone: print is black somewhere near, and darker than the seal where it stands
_INK_SHARE = 0.7  # of ink that is no seal being coloured: then the page is printed in colour, and nothing is dropped


def to_work_size(picture: Picture) -> Picture:
    """The picture with its long side at WORK_SIDE pixels, or as it is when near."""
    scale = WORK_SIDE / max(picture.shape[:2])
    if abs(scale - 1) <= _NEAR:
        return picture
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return pixels(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=method))


def without_specks(picture: Picture) -> Picture:
    """The picture without the pepper of a worn glass or drum; where there is none, as it is.

    For scans at their own resolution: scaling turns specks into blots.
    """
    gray = picture if picture.ndim == 2 else pixels(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY))
    _, binary = cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    labels, stats, _ = blots_of(pixels(binary))
    areas = stats[:, cv2.CC_STAT_AREA]
    specks, dots, letters = ((areas[1:] <= 4).sum(), ((areas[1:] > 4) & (areas[1:] <= 8)).sum(), (areas[1:] > 15).sum())
    if specks > 500 and specks > 3 * letters:
        # Noise gives 8 times the letters and more, other print less than 1.5; there a median would eat hooks and dots.
        return pixels(cv2.medianBlur(picture, 3))
    if specks > 200 and dots < 0.1 * specks:
        # Nothing stands between specks and the smallest dots of letters: the specks can go one by one.
        spots = cv2.dilate(pixels(areas <= 4)[labels], np.ones((3, 3), np.uint8)) > 0
        calm = picture.copy()
        calm[spots] = cv2.medianBlur(picture, 7)[spots]
        return calm
    return picture


def clean(picture: Picture) -> Picture:
    """Gray HxW with paper near 255 and print near 0, from gray or RGB."""
    if picture.ndim == 2:
        return _without_gray_stamps(_stretched(_flattened(picture)))
    red, green, blue = (_flattened(pixels(channel)) for channel in cv2.split(picture))
    return _stretched(_without_colour(red, green, blue))


def _flattened(channel: Picture) -> Picture:
    """The channel divided by its paper: shadows, yellowing and filled cells go."""
    small = cv2.resize(channel, None, fx=1 / 8, fy=1 / 8, interpolation=cv2.INTER_AREA)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (13, 13))
    paper = cv2.GaussianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel), (0, 0), 5)
    paper = cv2.resize(np.maximum(paper, 40), channel.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return pixels(cv2.divide(channel, paper, scale=255))


def _without_colour(red: Picture, green: Picture, blue: Picture) -> Picture:
    low, high = cv2.min(cv2.min(red, green), blue), cv2.max(cv2.max(red, green), blue)
    chroma = cv2.subtract(high, low)
    redness = cv2.subtract(red, cv2.max(green, blue))
    ink = (low < 140) & (redness < 30)
    if np.count_nonzero(ink & (chroma > 70)) > _INK_SHARE * np.count_nonzero(ink):
        return pixels(cv2.cvtColor(cv2.merge([red, green, blue]), cv2.COLOR_RGB2GRAY))
    # Black has neither brightness nor chroma; pens and stamps have the one or the other.
    faded = pixels(cv2.addWeighted(high, 1.0, chroma, 1.6, 0))
    return print_among_stamps(_through_stamps(faded, red, redness), red, green, blue)


def _through_stamps(faded: Picture, red: Picture, redness: NDArray[Any]) -> Picture:
    """Print under red ink is darker in the red channel than the ink alone: names stand under the unit's seal."""
    stamp = redness > 30
    sure = red[redness > 90]
    if sure.size < 500:
        return faded
    under = pixels(np.clip(255 - 4.0 * (float(np.median(sure)) - 15 - red.astype(np.float32)), 0, 255))
    return np.where(stamp, under, faded)


def _stretched(gray: Picture) -> Picture:
    """Faded print darkened to black. What is fainter than the faintest toner (bleed-through) stays faint."""
    ink = gray[gray < 190]
    if ink.size < gray.size * 0.0005:
        return gray
    black = min(float(np.percentile(ink, 15)), 150.0)
    levels = np.clip((np.arange(256) - black) * (255.0 / (238.0 - black)), 0, 255).astype(np.uint8)
    return pixels(cv2.LUT(gray, levels))


def _without_gray_stamps(gray: Picture) -> Picture:
    """Red seals of gray scans brightened away: even patches (a star, a ring) between print and paper, and around."""
    calm = cv2.blur(gray, (3, 3))
    square = np.ones((5, 5), np.uint8)
    even = cv2.subtract(cv2.dilate(calm, square), cv2.erode(calm, square)) < 40
    patches = pixels(even & (calm > 90) & (calm < 190))
    page = gray.copy()
    labels, stats, centres = blots_of(pixels(cv2.dilate(patches, np.ones((15, 15), np.uint8))))
    reach = round(_SEAL * max(gray.shape) / WORK_SIDE)
    for label in np.nonzero(stats[:, cv2.CC_STAT_AREA] > 1500)[0][1:]:
        longer = max(stats[label, cv2.CC_STAT_WIDTH], stats[label, cv2.CC_STAT_HEIGHT])
        tones = gray[(labels == label) & (patches > 0)]
        # Shades that fill a heading or a picture are larger than a seal.
        if tones.size > _STAR and longer < 2 * reach:
            across, down = (int(centre) for centre in centres[label])
            around = (slice(max(0, down - reach), down + reach), slice(max(0, across - reach), across + reach))
            page[around] = _without_tone(gray[around], float(np.percentile(tones, 20)))
    return page


def _without_tone(gray: Picture, tone: float) -> Picture:
    """What is of a seal's tone or lighter brightened away, but for the soft edges of black print, which pass it too."""
    black = cv2.dilate(pixels(gray < _BLACK * tone), np.ones((9, 9), np.uint8))
    printed = cv2.dilate(pixels((gray < _DARKER * tone) & (black > 0)), np.ones((3, 3), np.uint8))
    return np.where(printed > 0, gray, cv2.convertScaleAbs(gray, alpha=255.0 / (tone - 15.0)))
