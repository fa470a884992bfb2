"""What printers, scanners and telephones do to a page: each wear takes an RGB page at its own resolution."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Chance = np.random.Generator
Step = Callable[[Pixels, Chance], Pixels]


@dataclass(frozen=True)
class Wear:
    """`dpi` at which the page is drawn, what happens to it in order, the quality of its JPEG (0: PNG)."""

    dpi: int
    steps: tuple[Step, ...]
    quality: int = 0


def _bytes(values: NDArray[Any]) -> Pixels:
    return np.clip(values, 0, 255).astype(np.uint8)


def gray(page: Pixels, r: Chance) -> Pixels:
    return cv2.cvtColor(page, cv2.COLOR_RGB2GRAY).astype(np.uint8) if page.ndim == 3 else page


def blurred(page: Pixels, r: Chance) -> Pixels:
    return _bytes(cv2.GaussianBlur(page, (0, 0), float(r.uniform(0.6, 1.2))))


def grainy(page: Pixels, r: Chance) -> Pixels:
    return _bytes(page + r.normal(0, r.uniform(4, 14), page.shape))


def skewed(page: Pixels, r: Chance) -> Pixels:
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(r.uniform(-2.5, 2.5)), 1.0)
    white = (248, 248, 248)
    return _bytes(cv2.warpAffine(page, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=white))


def shaded(page: Pixels, r: Chance) -> Pixels:
    """A dark binding edge or a soft shadow."""
    height, width = page.shape[:2]
    x = np.linspace(0, 1, width)[None, :] * r.choice([-1, 1])
    y = np.linspace(0, 1, height)[:, None] * r.choice([-1, 0, 1])
    light = 1 - r.uniform(0.2, 0.45) * (1 / (1 + np.exp(-8 * (x + y - r.uniform(0.2, 1.0)))))
    return _bytes(page * (light[..., None] if page.ndim == 3 else light))


def faded(page: Pixels, r: Chance) -> Pixels:
    """Toner running out: pale print, and paler stripes."""
    stripe = cv2.resize(r.uniform(0, 1, (1, 14)), (page.shape[1], 1), interpolation=cv2.INTER_CUBIC)
    left = r.uniform(0.35, 0.7) * (1 - 0.4 * stripe)
    return _bytes(255 - (255.0 - gray(page, r)) * left)


def dropped(page: Pixels, r: Chance) -> Pixels:
    """Small gaps in print and ruling, as worn drums leave them."""
    holes = cv2.GaussianBlur(r.normal(0, 1, page.shape[:2]), (0, 0), 1.1)
    out = page.copy()
    out[holes > r.uniform(0.55, 0.75)] = 255
    return out


def bitonal(page: Pixels, r: Chance) -> Pixels:
    level = float(r.uniform(120, 185))
    return _bytes(np.where(cv2.GaussianBlur(gray(page, r), (0, 0), 0.6) > level, 255, 0))


def specked(page: Pixels, r: Chance) -> Pixels:
    out = page.copy()
    height, width = page.shape[:2]
    ys, xs = r.integers(0, height - 2, 900), r.integers(0, width - 2, 900)
    for dy, dx in ((0, 0), (0, 1), (1, 0)):
        out[ys + dy, xs + dx] = 0
    return out


def stamped(page: Pixels, r: Chance) -> Pixels:
    """A red seal and a stroke of blue pen over the table's lower right."""
    height, width = page.shape[:2]
    ink = np.full((height, width, 3), 255, np.uint8)
    unit = width / 297
    centre = (int(width * r.uniform(0.6, 0.85)), int(height * r.uniform(0.6, 0.8)))
    cv2.circle(ink, centre, int(18 * unit), (225, 60, 70), max(2, int(0.8 * unit)), cv2.LINE_AA)
    cv2.circle(ink, centre, int(6 * unit), (225, 60, 70), -1, cv2.LINE_AA)
    steps = np.cumsum(r.normal(0, 5 * unit, (14, 2)), axis=0) + np.array(centre)
    cv2.polylines(ink, [steps.astype(np.int32)], False, (40, 50, 160), max(2, int(0.6 * unit)), cv2.LINE_AA)
    return _bytes(page.astype(np.float32) * ink / 255)


def shining(page: Pixels, r: Chance) -> Pixels:
    """The verso's print through thin paper."""
    verso = cv2.GaussianBlur(np.fliplr(np.roll(page, 60, axis=0)), (0, 0), 1.5)
    return _bytes(page - (255.0 - verso) * r.uniform(0.08, 0.2))


def shot(page: Pixels, r: Chance) -> Pixels:
    """A photo from a hand: leaning, curled, warm light, dark desk."""
    height, width = page.shape[:2]
    edge = int(0.05 * width)
    out = np.full((height + 2 * edge, width + 2 * edge, 3), (70, 60, 55), np.uint8)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moved = (corners + edge + r.uniform(-0.7, 0.7, (4, 2)) * edge).astype(np.float32)
    turn = cv2.getPerspectiveTransform(corners, moved)
    size = (out.shape[1], out.shape[0])
    sheet = cv2.warpPerspective(curled(page, r), turn, size, flags=cv2.INTER_CUBIC)
    there = cv2.warpPerspective(np.full((height, width), 255, np.uint8), turn, size)
    out[there > 127] = sheet[there > 127]
    warm = out * np.array([1.0, 0.96, 0.88]) * r.uniform(0.75, 0.95)
    return _bytes(warm)


def curled(page: Pixels, r: Chance) -> Pixels:
    """Lines bent by up to half a millimetre and a half, as a sheet that does not lie flat bends them."""
    height, width = page.shape[:2]
    bend = width / 297 * r.uniform(-1.5, 1.5)
    xs, ys = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    ys = ys + np.float32(bend) * np.sin(np.float32(np.pi) * xs / np.float32(width))
    return _bytes(cv2.remap(page, xs, ys, cv2.INTER_CUBIC, borderValue=(255, 255, 255)))


def upside_down(page: Pixels, r: Chance) -> Pixels:
    return np.ascontiguousarray(np.rot90(page, 2))


WEARS = {
    "clean300": Wear(300, (blurred,), 75),
    "gray200": Wear(200, (gray, blurred, skewed, grainy), 70),
    "jpeg150": Wear(150, (gray, skewed, blurred), 45),
    "chat120": Wear(120, (blurred,), 40),
    "faded200": Wear(200, (faded, dropped, skewed, grainy), 70),
    "copy200": Wear(200, (dropped, skewed, bitonal, specked)),
    "fine300": Wear(300, (skewed, bitonal)),
    "stamped200": Wear(200, (stamped, blurred, skewed), 65),
    "bound200": Wear(200, (shining, shaded, skewed, blurred), 60),
    "photo": Wear(220, (shot, shaded, blurred, grainy), 65),
    "turned200": Wear(200, (gray, blurred, upside_down, grainy), 70),
}
