"""Pages as pictures, and what scanners, telephones and fax machines do to them. Pillow and numpy only."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.units import inch
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

Picture = Image.Image
Corners = Sequence[tuple[float, float]]


def pages(pdf: bytes, dpi: int) -> list[Picture]:
    """Every page as an RGB picture."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]


def _noisy(picture: Picture, seed: int, strength: float) -> Picture:
    pixels = np.asarray(picture).astype(np.float32)
    grain = np.random.default_rng(seed).normal(0.0, strength, pixels.shape[:2]).astype(np.float32)
    if pixels.ndim == 3:
        grain = grain[:, :, None]
    return Image.fromarray(np.clip(pixels + grain, 0, 255).astype(np.uint8))


def colour_scan(page: Picture, seed: int) -> Picture:
    """A good office scanner: off-white paper, a trace of blur and turn, fine grain."""
    tint = Image.new("RGB", page.size, (250, 249, 244))
    paper = Image.blend(page, tint, 0.06)
    turned = paper.rotate(0.25 - 0.1 * (seed % 5), Image.Resampling.BICUBIC, fillcolor=(250, 249, 245))
    return _noisy(turned.filter(ImageFilter.GaussianBlur(0.8)), seed, 2.0)


def grey_scan(page: Picture, seed: int) -> Picture:
    """An older scanner: grey, laid in crooked by about a degree and a half, dark at one edge."""
    grey = page.convert("L").point(lambda v: 22 + v * 0.88)
    turned = grey.rotate(1.4 if seed % 2 else -1.2, Image.Resampling.BICUBIC, fillcolor=228)
    shade = np.linspace(0.86, 1.0, turned.width, dtype=np.float32)[None, :] ** 0.7
    shaded = Image.fromarray((np.asarray(turned) * shade).astype(np.uint8))
    return _noisy(shaded.filter(ImageFilter.GaussianBlur(0.6)), seed, 2.5)


def fax(page: Picture, seed: int) -> Picture:
    """One bit a dot, with specks."""
    grey = np.asarray(page.convert("L").filter(ImageFilter.GaussianBlur(0.5)))
    rng = np.random.default_rng(seed)
    black = grey < 150
    for _ in range(250):
        y, x = int(rng.integers(black.shape[0] - 3)), int(rng.integers(black.shape[1] - 3))
        black[y : y + int(rng.integers(1, 3)), x : x + int(rng.integers(1, 3))] = True
    return Image.fromarray(~black)


def photo(page: Picture, seed: int) -> Picture:
    """A sheet on a dark desk, taken by telephone: leaning, unevenly lit, slightly soft."""
    rng = np.random.default_rng(seed)
    width, height = page.size
    border = int(width * 0.07)
    size = (width + 2 * border, height + 2 * border)
    lean = rng.uniform(-0.55, 0.55, 8) * border
    corners = [
        (border, border),
        (border, size[1] - border),
        (size[0] - border, size[1] - border),
        (size[0] - border, border),
    ]
    moved = [(x + float(lean[2 * i]), y + float(lean[2 * i + 1])) for i, (x, y) in enumerate(corners)]
    sheet = [(0, 0), (0, height), (width, height), (width, 0)]
    turn = _perspective(moved, sheet)
    placed = page.transform(size, Image.Transform.PERSPECTIVE, turn, Image.Resampling.BICUBIC)
    mask = Image.new("L", page.size, 255).transform(size, Image.Transform.PERSPECTIVE, turn)
    desk = _noisy(Image.new("RGB", size, (62, 46, 36)), seed + 1, 5.0)
    desk.paste(placed, (0, 0), mask)
    lit = np.asarray(desk).astype(np.float32) * _light(size, rng)[:, :, None] * np.array([1.0, 0.97, 0.9])
    soft = Image.fromarray(np.clip(lit, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.7))
    return _noisy(soft, seed, 3.0)


def _light(size: tuple[int, int], rng: np.random.Generator) -> Any:
    """Brightness from a lamp at one side, and a soft shadow across a lower corner."""
    x = np.linspace(0, 1, size[0])[None, :]
    y = np.linspace(0, 1, size[1])[:, None]
    lamp = 1.0 - 0.28 * ((x - rng.uniform(0.2, 0.5)) ** 2 + (y - rng.uniform(0.1, 0.4)) ** 2)
    shadow = np.clip((x + y - 1.45) * 1.2, 0.0, 0.3)
    return lamp * (1.0 - shadow)


def _perspective(target: Corners, source: Corners) -> list[float]:
    """Pillow's eight coefficients: from a place in the photo to a place on the sheet."""
    lines: list[list[float]] = []
    for (x, y), (u, v) in zip(target, source, strict=True):
        lines.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        lines.append([0, 0, 0, x, y, 1, -v * x, -v * y])
    wanted = np.array([c for point in source for c in point], dtype=np.float64)
    return [float(c) for c in np.linalg.solve(np.array(lines, dtype=np.float64), wanted)]


def jpeg(picture: Picture, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def scanned_pdf(pictures: list[Picture], dpi: int, quality: int) -> bytes:
    """A PDF of pictures alone."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for picture in pictures:
        size = (picture.width * inch / dpi, picture.height * inch / dpi)
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(io.BytesIO(jpeg(picture, quality))), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def tiff(pictures: list[Picture], dpi: int) -> bytes:
    """A fax file of several pages, CCITT group 4."""
    out = io.BytesIO()
    first, *rest = pictures
    first.save(out, "TIFF", save_all=True, append_images=rest, compression="group4", dpi=(dpi, dpi))
    return out.getvalue()
