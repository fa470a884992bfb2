"""A photographed or skewed sheet → a rectangle with level lines."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.imaging.picture import Picture, pixels

Corners = NDArray[np.float32]  # 4x2: top left, top right, bottom right, bottom left

LEVEL = 0.03  # degrees of skew that nobody sees
_MAX_SKEW = 6.0  # degrees


def flat_sheet(picture: Picture) -> Picture:
    """The sheet of paper alone, as a rectangle, where it lies on a darker desk; else the picture as it is."""
    corners = _sheet_corners(picture)
    return picture if corners is None else _warped(picture, corners)


def _sheet_corners(picture: Picture) -> Corners | None:
    scale = 800 / max(picture.shape[:2])
    small = pixels(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
    small = pixels(cv2.GaussianBlur(small if small.ndim == 2 else small.min(axis=2), (5, 5), 0))
    edge = np.concatenate([small[:6].ravel(), small[-6:].ravel(), small[:, :6].ravel(), small[:, -6:].ravel()])
    desk, paper = float(np.median(edge)), float(np.percentile(small, 97))
    if desk > 0.72 * paper:
        return None
    # Nearer to the desk than Otsu's middle: a corner in shadow still belongs to the sheet.
    bright = pixels(small > desk + 0.22 * (paper - desk))
    bright = pixels(cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8)))
    outlines, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    sheet = max(outlines, key=cv2.contourArea, default=None)
    corners = None if sheet is None else _four_corners(cv2.convexHull(sheet), small.size)
    if corners is None or not _stands_out(small, corners, 0.15 * (paper - desk)):
        return None
    corners /= np.float32(scale)
    return corners


def _stands_out(small: Picture, corners: Corners, step: float) -> bool:
    """Whether brightness jumps by a step at every side that lies within the frame: a shadow's edge is soft."""
    middle = corners.mean(axis=0)
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        points = start + np.linspace(0.1, 0.9, 33)[:, None] * (end - start)
        inward = (middle - points) / np.linalg.norm(middle - points, axis=1, keepdims=True)
        outside = _sampled(small, points - 6 * inward)
        if len(outside) > 16 and float(np.median(_sampled(small, points + 6 * inward)) - np.median(outside)) < step:
            return False
    return True


def _sampled(small: Picture, points: NDArray[Any]) -> Picture:
    """The brightness at those points that lie within the picture."""
    height, width = small.shape
    xs, ys = np.round(points).astype(int).T
    within = (xs >= 0) & (ys >= 0) & (xs < width) & (ys < height)
    return pixels(small[ys[within], xs[within]])


def _four_corners(hull: NDArray[Any], frame: int) -> Corners | None:
    """The quadrilateral of an outline, when it is one and no mere patch of light."""
    area = cv2.contourArea(hull)
    if area < 0.25 * frame:
        return None
    for tolerance in (0.01, 0.02, 0.03, 0.05, 0.08):
        quad = cv2.approxPolyDP(hull, tolerance * cv2.arcLength(hull, True), True)
        if len(quad) == 4:
            break
    if len(quad) != 4 or cv2.contourArea(quad) < 0.9 * area:
        return None
    points = quad.reshape(4, 2).astype(np.float32)
    across, down = points.sum(axis=1), points[:, 1] - points[:, 0]
    order = [int(across.argmin()), int(down.argmin()), int(across.argmax()), int(down.argmax())]
    return points[order] if len(set(order)) == 4 else None


def _warped(picture: Picture, corners: Corners) -> Picture:
    top_left, top_right, bottom_right, bottom_left = corners
    width = int(max(np.linalg.norm(top_right - top_left), np.linalg.norm(bottom_right - bottom_left)))
    height = int(max(np.linalg.norm(bottom_left - top_left), np.linalg.norm(bottom_right - top_right)))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    return pixels(
        cv2.warpPerspective(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    )


def skew_of(gray: Picture) -> float:
    """Degrees by which a clean page must be turned clockwise for its text and ruling to be level; at most 6."""
    scale = 1000 / max(gray.shape)
    small = cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ys, xs = np.nonzero(small < 160)
    if len(ys) < 200:
        return 0.0
    step = len(ys) // 60_000 + 1
    ys, xs = ys[::step], xs[::step]
    best = 0.0
    # Coarse steps look at thick rows: in fine ones the narrow peak of a ruled line falls between two steps.
    for reach, stride, thickness in ((_MAX_SKEW, 0.25, 4), (0.3, 0.1, 2), (0.12, 0.02, 1)):
        angles = np.arange(best - reach, best + reach + stride / 2, stride)
        best = float(max(angles, key=lambda angle: _sharpness(xs, ys, angle, thickness)))
    return best


def _sharpness(xs: NDArray[np.int64], ys: NDArray[np.int64], angle: float, thickness: int) -> float:
    """How sharply rows of ink begin and end when the page is turned by the angle."""
    rows = np.round((ys + xs * np.tan(np.radians(angle))) / thickness).astype(np.int64)
    profile = np.bincount(rows - rows.min()).astype(np.float64)
    return float((np.diff(profile) ** 2).sum())


def levelling(skew: float, shape: tuple[int, ...]) -> NDArray[np.float64]:
    """The 3x3 matrix that turns a picture of this shape clockwise by `skew` degrees around its middle."""
    height, width = shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -skew, 1.0)
    return np.vstack([turn, [0.0, 0.0, 1.0]])


def level(picture: Picture, skew: float) -> Picture:
    """The picture turned clockwise by `skew` degrees, on white of the same size."""
    if abs(skew) < LEVEL:
        return picture
    size = (picture.shape[1], picture.shape[0])
    turn = levelling(skew, picture.shape)[:2]
    return pixels(cv2.warpAffine(picture, turn, size, flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255)))
