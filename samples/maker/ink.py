"""What a pen and a stamp leave on paper: a blue signature, and a round red seal over its left third."""

from __future__ import annotations

import math
from random import Random
from typing import Any

from reportlab.lib.colors import Color
from reportlab.pdfbase import pdfmetrics
from reportlab.platypus import Flowable

RED = Color(0.82, 0.08, 0.12, alpha=0.8)
BLUE = Color(0.08, 0.14, 0.55, alpha=0.95)
RADIUS = 44.0


class Signed(Flowable):
    """The gap between title and name. `seed` None leaves it empty; else it is signed and stamped."""

    def __init__(self, width: float, seal: str, seed: int | None) -> None:
        super().__init__()
        self.room, self.seal, self.seed = width, seal, seed

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.room, 66.0

    def draw(self) -> None:
        if self.seed is None:
            return
        rng = Random(self.seed)
        _scribble(self.canv, rng, self.room / 2, 30)
        self.canv.saveState()
        self.canv.translate(self.room / 2 - 52 + rng.uniform(-6, 6), 34 + rng.uniform(-4, 4))
        self.canv.rotate(rng.uniform(-12, 12))
        _seal(self.canv, self.seal)
        self.canv.restoreState()


def _scribble(canvas: Any, rng: Random, x: float, y: float) -> None:
    """A few joined loops with a closing stroke, some 110 points wide."""
    canvas.setStrokeColor(BLUE)
    canvas.setLineWidth(1.5)
    canvas.setLineCap(1)
    path = canvas.beginPath()
    px = x - 45.0
    path.moveTo(px, y)
    for _ in range(6):
        step, rise = rng.uniform(9, 20), rng.uniform(10, 34)
        path.curveTo(px + step * 1.6, y + rise, px - step * 0.6, y + rise * 0.9, px + step, y - rng.uniform(0, 12))
        px += step
    path.curveTo(px + 25, y + 14, px + 10, y - 20, x - 55, y - 8)
    canvas.drawPath(path)


def _seal(canvas: Any, words: str) -> None:
    canvas.setStrokeColor(RED)
    canvas.setFillColor(RED)
    canvas.setLineWidth(2)
    canvas.circle(0, 0, RADIUS)
    canvas.setLineWidth(0.8)
    canvas.circle(0, 0, RADIUS * 0.62)
    _on_arc(canvas, words, RADIUS * 0.72, 6.6)
    _star(canvas, RADIUS * 0.3)


def _on_arc(canvas: Any, words: str, radius: float, size: float) -> None:
    """The words clockwise along the upper arc, narrowed to stay within three quarters of the ring."""
    width = pdfmetrics.stringWidth(words, "Tinos-Bold", size)
    size *= min(1.0, 1.5 * math.pi * radius / width)
    angle = pdfmetrics.stringWidth(words, "Tinos-Bold", size) / radius / 2
    canvas.setFont("Tinos-Bold", size)
    for char in words:
        half = pdfmetrics.stringWidth(char, "Tinos-Bold", size) / radius / 2
        angle -= half
        canvas.saveState()
        canvas.rotate(math.degrees(angle))
        canvas.drawCentredString(0, radius, char)
        canvas.restoreState()
        angle -= half


def _star(canvas: Any, radius: float) -> None:
    path = canvas.beginPath()
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.4
        turn = math.pi / 2 + corner * math.pi / 5
        (path.moveTo if corner == 0 else path.lineTo)(reach * math.cos(turn), reach * math.sin(turn))
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
