"""Ruled lines that lean (perspective, shear, a page fed askew) → a page on which they are level and upright."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.imaging.picture import Picture, blots_of, pixels
from extractors.imaging.ruling import Ruling, ruling_of

_WORTH = 0.0012  # slope: 3 pixels across a page
_TOO_MUCH = 0.12  # slopes beyond are no ruling of this page
_ROUNDS = 2  # slopes do not change quite evenly in a strong perspective; then once more
_POINTS = 1000  # of a line: more make its slope no surer
_PLACES = (0.1, 0.9)  # of the page: where lines are made level and upright

Matrix = NDArray[np.float64]


def squared_by_ruling(gray: Picture) -> tuple[Picture, Ruling, Matrix | None]:
    """A clean page with its long ruled lines set straight, those lines, and the homography that did it, if any."""
    ruling = ruling_of(gray)
    matrix = step = _squaring_of(ruling)
    page, done = gray, None
    for _ in range(_ROUNDS):
        if matrix is None or step is None:
            break
        page = squared(gray, matrix)  # always from the original: each resampling blurs
        ruling = ruling_of(page)
        step = _squaring_of(ruling)
        done, matrix = matrix, matrix if step is None else step @ matrix
    return page, ruling, done


def _squaring_of(ruling: Ruling) -> Matrix | None:
    height, width = ruling.level.shape
    level = _slopes(ruling.level, 0.25 * width)
    upright = _slopes(np.ascontiguousarray(ruling.upright.T), 0.15 * height)
    if len(level) < 2 or len(upright) < 2:
        return None
    rows, cols = [height * place for place in _PLACES], [width * place for place in _PLACES]
    leans = [_lean_at(level, y) for y in rows], [_lean_at(upright, x) for x in cols]
    worst = max(abs(lean) for pair in leans for lean in pair)
    if not _WORTH < worst < _TOO_MUCH:
        return None
    corners = [
        _crossing(across, down, ruling)
        for across in zip(rows, leans[0], strict=True)
        for down in zip(cols, leans[1], strict=True)
    ]
    targets = [(x, y) for y in rows for x in cols]
    return cv2.getPerspectiveTransform(np.array(corners, np.float32), np.array(targets, np.float32)).astype(np.float64)


def _slopes(mask: Picture, least: float) -> list[tuple[float, float, float]]:
    """(place, slope, length) of the long level lines of a mask; place is where they cross the page's middle."""
    labels, stats, _ = blots_of(mask)
    found = []
    for label in np.nonzero(stats[:, cv2.CC_STAT_WIDTH] >= least)[0]:
        if label == 0:
            continue
        x, y, w, h = stats[label, :4]
        ys, xs = np.nonzero(labels[y : y + h, x : x + w] == label)
        some = slice(None, None, len(ys) // _POINTS + 1)
        slope, offset = np.polyfit(xs[some] + x, ys[some] + y, 1)
        found.append((float(offset + slope * mask.shape[1] / 2), float(slope), float(w)))
    return found


def _lean_at(lines: list[tuple[float, float, float]], place: float) -> float:
    """The slope at a place, changing evenly across the page as in perspective; long lines count for more."""
    places, slopes, lengths = (np.array(values) for values in zip(*lines, strict=True))
    middle = float(np.median(slopes))
    near = np.abs(slopes - middle) < 0.03
    places, slopes, lengths = places[near], slopes[near], lengths[near]
    if np.ptp(places) < 0.2 * places.max():
        return float(np.average(slopes, weights=lengths))
    change, start = np.polyfit(places, slopes, 1, w=lengths)
    return float(start + change * np.clip(place, places.min(), places.max()))


def _crossing(level: tuple[float, float], upright: tuple[float, float], ruling: Ruling) -> tuple[float, float]:
    """Where a level line (y at the page's middle, slope) meets an upright one (x at the middle, slope)."""
    (y, lean), (x, tilt) = level, upright
    height, width = ruling.level.shape
    # Y = y + lean (X - width/2) and X = x + tilt (Y - height/2)
    across = (x + tilt * (y - lean * width / 2 - height / 2)) / (1 - lean * tilt)
    return across, y + lean * (across - width / 2)


def squared(picture: Picture, matrix: Matrix) -> Picture:
    """The picture (gray or RGB) under such a homography, on white of the same size."""
    height, width = picture.shape[:2]
    return pixels(
        cv2.warpPerspective(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
    )
