"""What the steps of this stage hand on: pixels and rectangles."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from schemas.grid import Box

Picture = NDArray[np.uint8]  # gray HxW or RGB HxWx3
Rect = tuple[int, int, int, int]  # x0, y0, x1, y1 in pixels


def pixels(array: NDArray[Any]) -> Picture:
    """OpenCV's results as 8-bit pixels (its own types promise less than it does)."""
    return array.astype(np.uint8, copy=False)


def box_of(rect: Rect, shape: tuple[int, ...]) -> Box:
    """Pixels of a page of this shape → fractions of it."""
    height, width = shape[:2]
    x0, y0, x1, y1 = rect
    return Box(max(0.0, x0 / width), max(0.0, y0 / height), min(1.0, x1 / width), min(1.0, y1 / height))
