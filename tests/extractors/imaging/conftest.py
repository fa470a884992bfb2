"""Small pages drawn on the spot: rulings, words in a Vietnamese font, seals."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Picture = NDArray[np.uint8]

FONT = Path("/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf")


@pytest.fixture
def blank() -> Callable[..., Picture]:
    def make(width: int = 1240, height: int = 877) -> Picture:
        return np.full((height, width), 255, np.uint8)

    return make


@pytest.fixture
def rule() -> Callable[..., None]:
    """Draws all the lines of a table at these positions."""

    def make(page: Picture, xs: list[int], ys: list[int], width: int = 2) -> None:
        for x in xs:
            cv2.line(page, (x, ys[0]), (x, ys[-1]), 0, width)
        for y in ys:
            cv2.line(page, (xs[0], y), (xs[-1], y), 0, width)

    return make


@pytest.fixture
def write() -> Callable[..., None]:
    def make(page: Picture, at: tuple[int, int], text: str, size: int = 34) -> None:
        if not FONT.is_file():
            pytest.skip("fonts-croscore is not installed")
        image = Image.fromarray(page)
        ImageDraw.Draw(image).multiline_text(at, text, fill=0, font=ImageFont.truetype(str(FONT), size), spacing=8)
        page[:] = np.asarray(image)

    return make
