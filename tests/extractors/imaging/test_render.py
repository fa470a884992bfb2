from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw

from extractors.imaging.render import count_pictures, load_picture, open_document, picture_of
from schemas.errors import ItemCode, SetAside
from schemas.source import Limits


def first(path: Path, limits: Limits | None = None) -> np.ndarray:
    return next(iter(load_picture(path, limits or Limits())))


def test_deep_gray_is_scaled_not_clipped(tmp_path: Path) -> None:
    ramp = np.linspace(0, 65535, 256, dtype=np.uint16).reshape(16, 16)
    Image.fromarray(ramp).save(tmp_path / "deep.png")
    picture = first(tmp_path / "deep.png")
    assert picture.dtype == np.uint8
    assert (picture.min(), picture.max()) == (0, 255)
    assert abs(int(picture[8, 0]) - 128) <= 1


def test_cmyk_palette_and_bitonal_pictures_become_gray_or_rgb(tmp_path: Path) -> None:
    Image.new("CMYK", (8, 8), (0, 255, 255, 0)).save(tmp_path / "ink.jpg")
    Image.new("P", (8, 8)).save(tmp_path / "palette.png")
    Image.new("1", (8, 8), 1).save(tmp_path / "fax.tif")
    red = first(tmp_path / "ink.jpg")
    assert red.shape == (8, 8, 3)
    assert red[0, 0].tolist() == pytest.approx([254, 0, 0], abs=30)
    assert first(tmp_path / "palette.png").shape == (8, 8)
    assert first(tmp_path / "fax.tif").tolist() == [[255] * 8] * 8


def test_transparent_parts_are_paper(tmp_path: Path) -> None:
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(tmp_path / "clear.png")
    assert first(tmp_path / "clear.png").min() == 255


def test_exif_turn_is_applied(tmp_path: Path) -> None:
    image = Image.new("L", (40, 20), 255)
    exif = image.getexif()
    exif[274] = 6
    image.save(tmp_path / "phone.jpg", exif=exif)
    assert first(tmp_path / "phone.jpg").shape == (40, 20)


def test_every_frame_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    frames = [Image.new("L", (10 + i, 10), 255) for i in range(3)]
    frames[0].save(tmp_path / "fax.tif", save_all=True, append_images=frames[1:])
    assert [p.shape for p in load_picture(tmp_path / "fax.tif", Limits())] == [(10, 10), (10, 11), (10, 12)]
    assert count_pictures(tmp_path / "fax.tif", Limits()) == 3
    with pytest.raises(SetAside) as error:
        list(load_picture(tmp_path / "fax.tif", Limits(pages=2)))
    assert error.value.code == ItemCode.TOO_MANY_PAGES


def test_pixels_are_limited_before_they_are_decoded(tmp_path: Path) -> None:
    Image.new("1", (2000, 1000), 1).save(tmp_path / "large.png")
    with pytest.raises(SetAside) as error:
        first(tmp_path / "large.png", Limits(pixels=1_000_000))
    assert error.value.code == ItemCode.TOO_LARGE


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_broken_files_are_unreadable(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.png").write_bytes(content)
    with pytest.raises(SetAside) as error:
        first(tmp_path / "x.png")
    assert error.value.code == ItemCode.UNREADABLE


def test_cut_off_jpeg_is_unreadable(tmp_path: Path) -> None:
    whole = io.BytesIO()
    noise = np.random.default_rng(0).integers(0, 255, (64, 64), dtype=np.uint8)
    Image.fromarray(noise).save(whole, "JPEG")
    (tmp_path / "cut.jpg").write_bytes(whole.getvalue()[: len(whole.getvalue()) // 2])
    with pytest.raises(SetAside) as error:
        first(tmp_path / "cut.jpg")
    assert error.value.code == ItemCode.UNREADABLE


def test_other_formats_are_not_opened(tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "x.gif")
    with pytest.raises(SetAside) as error:
        first(tmp_path / "x.gif")
    assert error.value.code == ItemCode.UNSUPPORTED_TYPE


def scan_pdf(path: Path, pixels: tuple[int, int], points: tuple[float, float]) -> None:
    dpi = pixels[0] / points[0] * 72
    Image.new("RGB", pixels, (250, 20, 20)).save(path, "PDF", resolution=dpi)


def test_page_is_drawn_at_the_resolution_of_its_picture(tmp_path: Path) -> None:
    scan_pdf(tmp_path / "scan.pdf", (1240, 1754), (595.2, 841.9))
    picture = picture_of(open_document(tmp_path / "scan.pdf")[0], Limits())
    assert abs(picture.shape[0] - 1754) <= 1
    assert abs(picture.shape[1] - 1240) <= 1
    assert picture[100, 100].tolist() == pytest.approx([250, 20, 20], abs=6)


def test_page_without_picture_has_250_dpi_and_huge_pages_are_capped() -> None:
    document = pdfium.PdfDocument.new()
    page = document.new_page(595, 842)
    assert picture_of(page, Limits()).shape == (2924, 2066)
    huge = document.new_page(14400, 14400)
    assert picture_of(huge, Limits(pixels=1_000_000)).size <= 1_000_000


def test_broken_pdf_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(SetAside) as error:
        open_document(tmp_path / "x.pdf")
    assert error.value.code == ItemCode.UNREADABLE


def fax(size: tuple[int, int]) -> bytes:
    """A page of text as fax machines pack it."""
    page = Image.new("1", size, 1)
    pen = ImageDraw.Draw(page)
    for y in range(50, size[1], 40):
        pen.text((100, y), f"Sang kien cai tien lo say ngo, dong {y}", fill=0)
    out = io.BytesIO()
    page.save(out, "TIFF", compression="group4")
    return out.getvalue()


def test_a_fax_with_lost_lines_is_told(tmp_path: Path) -> None:
    whole, hurt, damaged = tmp_path / "a.tif", tmp_path / "b.tif", list[int]()
    data = bytearray(fax((1600, 2200)))
    whole.write_bytes(data)
    for at in range(3000, len(data) - 400, len(data) // 10):
        data[at] ^= 0xFF
    hurt.write_bytes(data)
    assert [picture.shape for picture in load_picture(whole, Limits(), damaged)] == [(2200, 1600)]
    assert damaged == []
    assert [picture.shape for picture in load_picture(hurt, Limits(), damaged)] == [(2200, 1600)]
    assert damaged == [1]


def test_large_pages_are_halved_where_the_format_can(tmp_path: Path) -> None:
    limits = Limits(pixels=1_000_000)
    out = io.BytesIO()
    Image.new("L", (1600, 1200), "white").save(out, "JPEG")
    png = io.BytesIO()
    Image.new("L", (1600, 1200), "white").save(png, "PNG")
    path = tmp_path / "a"
    for data in (out.getvalue(), fax((1600, 1200))):
        path.write_bytes(data)
        assert [picture.shape for picture in load_picture(path, limits)] == [(600, 800)]
    path.write_bytes(png.getvalue())
    with pytest.raises(SetAside) as caught:
        list(load_picture(path, limits))
    assert caught.value.code is ItemCode.TOO_LARGE
