"""One dossier as offices scan it: pages of every size, turn, depth and resolution between blank and shining backs."""

from __future__ import annotations

import io
import time
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageFilter

from extractors.assemble import Assembled, assemble
from extractors.context import Context
from extractors.imaging.page import transcribe
from extractors.intake.kinds import kind_of
from extractors.readers import READERS
from samples.maker import forms, pdf, raster
from samples.maker.model import Dossier, load
from schemas.grid import Transcript
from schemas.source import SourceFile

pytestmark = pytest.mark.ocr
Picture = Image.Image
LEFT, OVER, RIGHT = Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270


@cache
def dossier() -> Dossier:
    """A letter and a table of four rows on two pages, one of them over the page break."""
    return next(d for d in load() if d.file == "CDCS Dien luc Cam Lung.pdf")


@cache
def paper() -> bytes:
    if not pdf.FONTS.is_dir():
        pytest.skip("fonts-croscore is not installed")
    return pdf.write(dossier(), forms.SIX)


def sheet(number: int, dpi: int) -> Picture:
    with pdfium.PdfDocument(paper()) as document:
        drawn: Picture = document[number].render(scale=dpi / 72).to_pil().convert("RGB")
        return drawn


def back(front: Picture) -> Picture:
    """The back of a thin sheet: what is printed on the front shines through, mirrored."""
    through = front.convert("L").transpose(Image.Transpose.FLIP_LEFT_RIGHT).filter(ImageFilter.GaussianBlur(2))
    grain = np.random.default_rng(5).normal(0, 2, (front.height, front.width))
    return Image.fromarray((np.asarray(through) * 0.14 + 212 + grain).clip(0, 255).astype(np.uint8))


def blank(width: int, height: int) -> Picture:
    grain = np.random.default_rng(6).normal(246, 2, (height, width))
    return Image.fromarray(grain.clip(0, 255).astype(np.uint8))


def fax(picture: Picture) -> Picture:
    return picture.convert("L").point(lambda value: 255 * (value > 150)).convert("1")


def as_pdf(pages: list[tuple[Picture, int]]) -> bytes:
    """Each page with its own resolution and compression."""
    out = pdfium.PdfDocument.new()
    for picture, dpi in pages:
        one = io.BytesIO()
        picture.save(one, "PDF", resolution=dpi)
        out.import_pages(pdfium.PdfDocument(one.getvalue()))
    whole = io.BytesIO()
    out.save(whole)
    return whole.getvalue()


def read(path: Path, folder: Path) -> Transcript:
    kind = kind_of(path)
    sha256 = path.name.encode().hex().ljust(64, "0")[:64]
    file = SourceFile(name=path.name, sha256=sha256, size=path.stat().st_size, kind=kind, path=path)
    shelf = folder / sha256
    shelf.mkdir()
    return READERS[kind](file, Context(shelf))


def check(found: Assembled) -> None:
    assert [row.accepted.title for row in found.readings] == [row.title for row in dossier().rows]
    assert [f for f in found.findings if f.ask] == []
    broken = [row for row in found.readings if len(row.source.places) == 2]
    assert [row.accepted.ordinal for row in broken] == [3]
    assert "0358.000.620" in broken[0].fields["authors"].as_read


def test_one_pdf_of_mixed_pages(tmp_path: Path) -> None:
    first, second = sheet(1, 300), sheet(2, 600)
    pages = [
        (sheet(0, 100), 100),
        (blank(827, 1169), 100),
        (raster.colour_scan(first, 2).transpose(LEFT), 300),
        (back(sheet(1, 150)).transpose(RIGHT), 150),
        (fax(second).transpose(RIGHT), 600),
        (back(sheet(2, 150)), 150),
    ]
    (tmp_path / "scan.pdf").write_bytes(as_pdf(pages))
    transcript = read(tmp_path / "scan.pdf", tmp_path)
    assert [page.rotation for page in transcript.pages] == [0, 0, 90, 0, 270, 0]
    assert [bool(page.blocks) for page in transcript.pages] == [True, False, True, False, True, False]
    found = assemble([transcript])
    assert [(d.kind, d.pages) for d in found.documents if d.kind != "other"] == [("letter", [1]), ("table", [3, 5])]
    check(found)


def test_one_folder_of_mixed_pictures(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[274] = 6
    sheet(0, 200).save(tmp_path / "scan.png")
    raster.colour_scan(sheet(1, 200), 3).transpose(LEFT).save(tmp_path / "scan (2).jpg", exif=exif, quality=85)
    back(sheet(1, 150)).convert("CMYK").save(tmp_path / "scan (3).tif", compression="tiff_lzw")
    fax(sheet(2, 300)).transpose(OVER).save(tmp_path / "scan (10).tif", compression="group4")
    names = ["scan.png", "scan (2).jpg", "scan (3).tif", "scan (10).tif"]
    found = assemble([read(tmp_path / name, tmp_path) for name in names])
    assert [d.kind for d in found.documents] == ["letter", "table", "table", "other"]  # the blank back goes last
    check(found)


def test_blank_and_shining_backs_give_nothing_and_cost_little(tmp_path: Path) -> None:
    pages = [blank(1654, 2339), back(sheet(0, 200)), back(sheet(1, 200)), Image.new("L", (1654, 2339), 255)]
    transcribe(np.asarray(pages[0]), 1, tmp_path)  # models are loaded once
    start = time.process_time()
    for page in pages:
        seen = Transcript("mặt sau.tif", "0" * 64, [transcribe(np.asarray(page), 1, tmp_path)])
        found = assemble([seen])
        assert (found.readings, found.findings, [d.kind for d in found.documents]) == ([], [], ["other"])
    assert time.process_time() - start < 4 * 1.0
