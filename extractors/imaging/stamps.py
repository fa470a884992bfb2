"""Seals and pens of scans whose colours are coarser than their brightness, as JPEG keeps them: print alone is left."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.imaging.picture import Picture, blots_of, pixels

Area = tuple[slice, slice]
Values = NDArray[np.float32]

_STEP = 4  # pixels of one side of the blocks in which colour is looked for
_COLOURED = 40  # of a block's mean chroma
_SIDES = (80, 900)  # pixels of a seal with its signature at the working size; fills of tables and pictures are larger
_RED, _BLUE = 0.35, 0.22  # colour to darkness, of which no print has as much
_COARSE = 0.45  # of the colour's edges to those of its brightness: 0.5 to 0.8 where every pixel has its own colour
_SPREAD = 2.0  # pixels over which coarse colours run
_MIXED, _PURE = 0.35, 0.6  # share of ink in a place's darkness: below, the pixel is print; above, ink
_UNDER = 45  # by which print under a seal is darker than the seal


def print_among_stamps(page: Picture, red: Picture, green: Picture, blue: Picture) -> Picture:
    """A gray page made from flattened channels, its parts under coarsely coloured seals made anew: print, no ink."""
    for area in _coloured(red, green, blue):
        light, redder, bluer = _split(red[area], green[area], blue[area])
        if _is_coarse(light, redder):
            page[area] = _print_of(light, redder, bluer)
    return page


def _coloured(red: Picture, green: Picture, blue: Picture) -> list[Area]:
    """Parts of the page that may hold a seal, with room around."""
    high, low = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    chroma = cv2.resize(cv2.subtract(high, low), None, fx=1 / _STEP, fy=1 / _STEP, interpolation=cv2.INTER_AREA)
    _, stats, _ = blots_of(pixels(cv2.dilate(pixels(chroma > _COLOURED), np.ones((9, 9), np.uint8))))
    areas = []
    for x, y, wide, tall, _ in (stats[1:] * _STEP).tolist():
        if _SIDES[0] <= min(wide, tall) and max(wide, tall) <= _SIDES[1]:
            areas.append((slice(max(0, y - 8), y + tall + 8), slice(max(0, x - 8), x + wide + 8)))
    return areas


def _split(red: Picture, green: Picture, blue: Picture) -> tuple[Values, Values, Values]:
    """Brightness, and by how much the red and the blue channel are above it."""
    r, g, b = (channel.astype(np.float32) for channel in (red, green, blue))
    light = 0.299 * r + 0.587 * g + 0.114 * b
    return light, r - light, b - light


def _is_coarse(light: Values, redder: Values) -> bool:
    """Whether there is a red seal whose colour does not follow the edges of its brightness."""
    seal = redder > 25
    if np.count_nonzero(seal) < 1500:
        return False
    edges, colours = (_edges(light)[seal], _edges(redder)[seal])
    return bool(-(edges * colours).sum() < _COARSE * (edges * edges).sum())


def _edges(values: Values) -> Values:
    soft: Values = _blurred(values, 1.5)
    return values - soft


def _blurred(values: Values, spread: float) -> Any:
    return cv2.GaussianBlur(values, (0, 0), spread)


def _print_of(light: Values, redder: Values, bluer: Values) -> Picture:
    """Colour stands where darkness stands: each pixel's darkness is ink's by the colour around, or print's."""
    darkness = np.maximum(255 - light, 0)
    around = _blurred(darkness, _SPREAD) + 4
    share = np.zeros_like(light)
    under = np.zeros(light.shape, dtype=bool)
    tints = [(_blurred(tint, _SPREAD) / around, least) for tint, least in ((redder, _RED), (bluer, _BLUE))]
    for ratio, least in tints:
        sure = (darkness > 70) & (ratio > least)
        if np.count_nonzero(sure) < 150:
            continue
        pure = float(np.percentile(ratio[sure], 75))
        share = np.maximum(share, ratio / pure)
        if least == _RED:
            under = light < float(np.median(light[sure & (ratio > 0.8 * pure)])) - _UNDER
    ink = np.clip((share - _MIXED) / (_PURE - _MIXED), 0, 1)
    # A pen is as dark as print; only its colour tells.
    ink[under & (tints[1][0] < 0.15)] = 0
    return pixels(np.clip(light + darkness * ink, 0, 255))
