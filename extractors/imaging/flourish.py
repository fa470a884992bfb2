"""Signatures over print: strokes far larger than letters are taken away wherever no line of print runs."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.imaging.picture import Picture, blots_of, pixels

_DARK = 170
_LARGE = 2.2  # times the letters' height, both ways: no letter or stamp of the date is that large
_FILLED = 0.25  # share of its box that a drawing fills at most; seals' stars and logos fill more
_BLOCK = 0.5  # share of the page's sides beyond which it is a frame, not a signature


def without_flourishes(page: Picture) -> Picture:
    """A clean gray page without the parts of signatures that stand between lines; where they cross print they stay."""
    binary = pixels(page < _DARK)
    labels, stats, _ = blots_of(binary)
    letters = _letters(stats)
    if len(letters) < 20:
        return page
    height = float(np.median(letters[:, cv2.CC_STAT_HEIGHT]))
    out = page.copy()
    for label in _drawings(stats, height, page.shape):
        box = stats[label]
        rows = slice(box[cv2.CC_STAT_TOP], box[cv2.CC_STAT_TOP] + box[cv2.CC_STAT_HEIGHT])
        columns = slice(box[cv2.CC_STAT_LEFT], box[cv2.CC_STAT_LEFT] + box[cv2.CC_STAT_WIDTH])
        stroke = cv2.dilate(pixels(labels[rows, columns] == label), np.ones((5, 5), np.uint8)) > 0
        stroke[_printed_rows(letters, box, height)[rows]] = False
        out[rows, columns][stroke] = 255
    return out


def _letters(stats: NDArray[Any]) -> NDArray[Any]:
    sides = stats[1:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
    fit = (sides >= 6).all(axis=1) & (sides <= 60).all(axis=1)
    return np.asarray(stats[1:][fit])


def _drawings(stats: NDArray[Any], height: float, shape: tuple[int, ...]) -> NDArray[Any]:
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    large = (wide > _LARGE * height) & (high > _LARGE * height)
    large &= (wide < _BLOCK * shape[1]) & (high < _BLOCK * shape[0])
    thin = stats[:, cv2.CC_STAT_AREA] < _FILLED * wide * high
    found = large & thin
    found[0] = False
    return np.nonzero(found)[0]


def _printed_rows(letters: NDArray[Any], box: NDArray[Any], height: float) -> NDArray[np.bool_]:
    """Rows of the page on which letters stand beside or under the drawing, with room for marks and tails."""
    left, right = box[cv2.CC_STAT_LEFT], box[cv2.CC_STAT_LEFT] + box[cv2.CC_STAT_WIDTH]
    near = letters[
        (letters[:, cv2.CC_STAT_LEFT] > left - 6 * height)
        & (letters[:, cv2.CC_STAT_LEFT] < right + 6 * height)
        & (letters[:, cv2.CC_STAT_HEIGHT] > 0.6 * height)
        & (letters[:, cv2.CC_STAT_HEIGHT] < 1.8 * height)
    ]
    bottom = int((letters[:, cv2.CC_STAT_TOP] + letters[:, cv2.CC_STAT_HEIGHT]).max(initial=0))
    rows = np.zeros(max(bottom, box[cv2.CC_STAT_TOP] + box[cv2.CC_STAT_HEIGHT]) + round(height), dtype=bool)
    for top, tall in near[:, [cv2.CC_STAT_TOP, cv2.CC_STAT_HEIGHT]]:
        rows[max(0, round(top - 0.3 * height)) : round(top + tall + 0.3 * height)] = True
    return rows
