"""Which way up a page was scanned."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.imaging.picture import Picture, Rect, blots_of, pixels
from extractors.imaging.recognise import LINE, models, read_words

_SAMPLES = 6  # lines that are read to tell head from foot
_ENOUGH = 200  # pixels of each at half size


def turned(picture: Picture, turns: int) -> Picture:
    """The picture turned clockwise by quarter turns."""
    return np.ascontiguousarray(np.rot90(picture, -turns)) if turns else picture


def quarter_turns(gray: Picture) -> int:
    """How many quarter turns clockwise put a clean gray page upright: 0 to 3; 0 where it holds no text."""
    letters = _letters(gray)
    lying = int(_fused(letters, (1, 9)) > _fused(letters, (9, 1)))
    sideways = turned(gray, lying)
    lines = _longest_lines(turned(letters, lying))
    if not lines or _legible(sideways, lines) > 0.8:
        return lying
    height, width = sideways.shape
    flipped = [(width - x1, height - y1, width - x0, height - y0) for x0, y0, x1, y1 in lines]
    upside_down = _legible(turned(sideways, 2), flipped) > _legible(sideways, lines)
    return lying + 2 * int(upside_down)


def _letters(gray: Picture) -> Picture:
    """A mask of letter-sized blots at half size: no rulings, no specks, no stamps."""
    small = cv2.resize(gray, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    dark = (small < 160).astype(np.uint8)
    labels, stats, _ = blots_of(pixels(dark))
    width, height = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    longer, area = np.maximum(width, height), stats[:, cv2.CC_STAT_AREA]
    wanted = (longer >= 4) & (longer <= 40) & (area >= 8)
    wanted[0] = False
    mask: Picture = wanted[labels].astype(np.uint8) * 255
    return mask if len(stats) > 1 else np.zeros_like(small)


def _fused(letters: Picture, kernel: tuple[int, int]) -> int:
    """How far letters run together when smeared one way: lines of text do along, hardly across."""
    joined = cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones((kernel[1], kernel[0]), np.uint8))
    return len(blots_of(letters)[1]) - len(blots_of(pixels(joined))[1])


def _longest_lines(letters: Picture) -> list[Rect]:
    """Boxes on the full-size page of lines worth reading, the longest first."""
    joined = cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones((3, 17), np.uint8))
    _, stats, _ = blots_of(pixels(joined))
    boxes = [tuple(int(v) for v in row[:4]) for row in stats[1:] if 8 <= row[3] <= 40 and row[2] > 3 * row[3]]
    boxes.sort(key=lambda box: -box[2])
    # The beginning of a line tells as much as the whole.
    short = [(x, y, min(w, _ENOUGH), h) for x, y, w, h in boxes[:_SAMPLES]]
    return [(2 * x - 4, 2 * y - 4, 2 * (x + w) + 4, 2 * (y + h) + 4) for x, y, w, h in short]


def _legible(gray: Picture, lines: list[Rect]) -> float:
    height, width = gray.shape
    inside = [(max(0, x0), max(0, y0), min(width, x1), min(height, y1)) for x0, y0, x1, y1 in lines]
    words = [word for line in read_words(gray, inside, models().first, LINE) for word in line]
    return float(np.mean([word.confidence for word in words])) if words else 0.0
