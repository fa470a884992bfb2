"""Which way up a page was scanned."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.imaging.picture import Picture, Rect, blots_of, pixels
from extractors.imaging.recognise import LINE, models, read_words

_SAMPLES = 6  # lines that are read to tell head from foot
_PLAIN, _POOR = 0.8, 0.6  # mean certainty above which a way up is taken, below which every other one is tried
_ENOUGH = 250  # pixels of each at half size


def turned(picture: Picture, turns: int) -> Picture:
    """The picture turned clockwise by quarter turns."""
    return np.ascontiguousarray(np.rot90(picture, -turns)) if turns else picture


def quarter_turns(gray: Picture) -> int:
    """How many quarter turns clockwise put a clean gray page upright: 0 to 3; 0 where it holds no text."""
    letters = _letters(gray)
    lying = int(_fused(letters, (1, 9)) > _fused(letters, (9, 1)))
    best, turns = _ways_up(gray, letters, lying)
    if best < _POOR:
        # Few words, or letters that run together: which way the lines run is then better read than measured.
        other, instead = _ways_up(gray, letters, 1 - lying)
        turns = instead if other > max(best, _POOR) else turns
    return turns


def _ways_up(gray: Picture, letters: Picture, lying: int) -> tuple[float, int]:
    """(how legible, quarter turns) of the better way up, when the page is turned once (lying: 1) or not (0)."""
    sideways = turned(gray, lying)
    lines = _longest_lines(turned(letters, lying))
    if not lines:
        return 0.0, lying
    upright = _legible(sideways, lines)
    if upright > _PLAIN:
        return upright, lying
    height, width = sideways.shape
    flipped = [(width - x1, height - y1, width - x0, height - y0) for x0, y0, x1, y1 in lines]
    over = _legible(turned(sideways, 2), flipped)
    return (over, lying + 2) if over > upright else (upright, lying)


def _letters(gray: Picture) -> Picture:
    """A mask of letter-sized blots at half size: no rulings, no specks, no stamps."""
    small = cv2.resize(gray, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    dark = (small < 160).astype(np.uint8)
    labels, stats, _ = blots_of(pixels(dark))
    width, height = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    longer, area = np.maximum(width, height), stats[:, cv2.CC_STAT_AREA]
    shorter = np.minimum(width, height)
    # Letters, and words of which the letters run together: never as thin as lines.
    wanted = (longer >= 4) & (shorter <= 40) & (longer <= 8 * np.minimum(shorter, 30)) & (area >= 8)
    wanted[0] = False
    mask: Picture = wanted[labels].astype(np.uint8) * 255
    return mask if len(stats) > 1 else np.zeros_like(small)


def _fused(letters: Picture, kernel: tuple[int, int]) -> int:
    """How far letters run together when smeared one way: lines of text do along, hardly across."""
    joined = cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones((kernel[1], kernel[0]), np.uint8))
    return len(blots_of(letters)[1]) - len(blots_of(pixels(joined))[1])


def _longest_lines(letters: Picture) -> list[Rect]:
    """Boxes on the full-size page of pieces of lines worth reading, the longest first."""
    joined = pixels(cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones((3, 17), np.uint8)))
    joined[:, _ENOUGH::_ENOUGH] = 0  # a piece tells as much as the line, and its box is tight on a crooked page
    _, stats, _ = blots_of(joined)
    boxes = [tuple(int(v) for v in row[:4]) for row in stats[1:] if 8 <= row[3] <= 40 and row[2] > 3 * row[3]]
    boxes.sort(key=lambda box: -box[2])
    return [(2 * x - 4, 2 * y - 4, 2 * (x + w) + 4, 2 * (y + h) + 4) for x, y, w, h in boxes[:_SAMPLES]]


def _legible(gray: Picture, lines: list[Rect]) -> float:
    height, width = gray.shape
    inside = [(max(0, x0), max(0, y0), min(width, x1), min(height, y1)) for x0, y0, x1, y1 in lines]
    words = [word for line in read_words(gray, inside, models().first, LINE) for word in line]
    return float(np.mean([word.confidence for word in words])) if words else 0.0
