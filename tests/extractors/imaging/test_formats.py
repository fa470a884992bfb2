"""One picture in every format that scanners, telephones and fax programs write: the same pixels, the same way up."""

from __future__ import annotations

import contextlib
import io
import random
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw

from extractors.imaging.render import count_pictures, load_picture, open_document, picture_of
from extractors.intake.kinds import kind_of
from schemas.errors import ItemCode, SetAside
from schemas.source import Kind, Limits

HEIC = Path(__file__).parent / "heic"  # 96 x 64 pixels each, the last three with the sensor lying on its side
RED, BLACK, WHITE = (200, 0, 0), (0, 0, 0), (255, 255, 255)
UNTURN = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def sheet(colour: tuple[int, int, int] = RED) -> Image.Image:
    """White, with a coloured corner at the top left and a black one at the top right."""
    image = Image.new("RGB", (96, 64), WHITE)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 31, 31), fill=colour)
    draw.rectangle((64, 0, 95, 31), fill=BLACK)
    return image


def first(path: Path, limits: Limits | None = None) -> NDArray[np.uint8]:
    assert kind_of(path) is Kind.IMAGE
    return next(iter(load_picture(path, limits or Limits())))


def check(picture: NDArray[np.uint8], corner: Any = RED, near: int = 24) -> None:
    assert picture.shape[:2] == (64, 96)
    assert picture[8, 8].tolist() == pytest.approx(list(corner) if picture.ndim == 3 else corner, abs=near)
    assert picture[8, 88].max() <= near
    assert picture[48, 48].min() >= 255 - near


SAVED: dict[str, tuple[str, dict[str, Any], str]] = {
    "jpeg": ("RGB", {"quality": 95}, "a.jpg"),
    "progressive jpeg": ("RGB", {"quality": 95, "progressive": True}, "a.jpg"),
    "cmyk jpeg": ("CMYK", {"quality": 95}, "a.jpg"),
    "png": ("RGB", {}, "a.png"),
    "transparent png": ("RGBA", {}, "a.png"),
    "palette png": ("P", {}, "a.png"),
    "webp": ("RGB", {"lossless": True}, "a.webp"),
    "bmp": ("RGB", {}, "a.bmp"),
    "palette bmp": ("P", {}, "a.bmp"),
    "plain tiff": ("RGB", {}, "a.tif"),
    "lzw tiff": ("RGB", {"compression": "tiff_lzw"}, "a.tif"),
    "deflate tiff": ("RGB", {"compression": "tiff_adobe_deflate"}, "a.tif"),
    "packbits tiff": ("RGB", {"compression": "packbits"}, "a.tif"),
    "jpeg tiff": ("RGB", {"compression": "jpeg", "quality": 95}, "a.tif"),
    "palette tiff": ("P", {"compression": "tiff_lzw"}, "a.tif"),
    "cmyk tiff": ("CMYK", {"compression": "tiff_lzw"}, "a.tif"),
    "big tiff": ("RGB", {"big_tiff": True}, "a.tif"),
}


@pytest.mark.parametrize("name", SAVED)
def test_colour_formats(tmp_path: Path, name: str) -> None:
    mode, options, file = SAVED[name]
    image = sheet().quantize(8) if mode == "P" else sheet().convert(mode)
    image.save(tmp_path / file, **options)
    check(first(tmp_path / file))


@pytest.mark.parametrize("compression", ["group3", "group4", "tiff_ccitt", "packbits", "tiff_lzw", "raw"])
def test_fax_tiffs(tmp_path: Path, compression: str) -> None:
    sheet(BLACK).convert("1").save(tmp_path / "a.tif", compression=compression)
    check(first(tmp_path / "a.tif"), 0)


def test_one_bit_png_and_bmp(tmp_path: Path) -> None:
    for name in ("a.png", "a.bmp"):
        sheet(BLACK).convert("1").save(tmp_path / name)
        check(first(tmp_path / name), 0)


@pytest.mark.parametrize("file", ["a.png", "a.tif"])
def test_sixteen_bits_a_channel(tmp_path: Path, file: str) -> None:
    deep = np.asarray(sheet()).astype(np.uint16) * 257
    (tmp_path / file).write_bytes(cv2.imencode(Path(file).suffix, deep[..., ::-1])[1].tobytes())
    check(first(tmp_path / file))
    gray = np.asarray(sheet((120, 120, 120)).convert("L")).astype(np.uint16) * 257
    (tmp_path / file).write_bytes(cv2.imencode(Path(file).suffix, gray)[1].tobytes())
    check(first(tmp_path / file), 120)


@pytest.mark.parametrize("file", ["a.jpg", "a.png", "a.webp", "a.tif"])
@pytest.mark.parametrize("note", UNTURN)
def test_a_cameras_note_sets_the_picture_upright(tmp_path: Path, file: str, note: int) -> None:
    lying = sheet() if UNTURN[note] is None else sheet().transpose(UNTURN[note])
    exif = Image.Exif()
    exif[274] = note
    lying.save(tmp_path / file, exif=exif, quality=95)
    check(first(tmp_path / file))


def test_a_garbled_note_costs_no_picture(tmp_path: Path) -> None:
    sheet().save(tmp_path / "a.jpg", quality=95, exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\x01" * 40)
    check(first(tmp_path / "a.jpg"))


@pytest.mark.parametrize("name", ["upright", "turned-90", "turned-180", "turned-270"])
def test_heic_photos_stand_upright(name: str) -> None:
    check(first(HEIC / f"{name}.heic"))
    assert count_pictures(HEIC / f"{name}.heic", Limits()) == 1


def test_gray_heic_and_heic_of_two_pictures() -> None:
    check(first(HEIC / "gray.heic"), 60)
    pictures = list(load_picture(HEIC / "two.heic", Limits()))
    assert [p[8, 8].argmax() for p in pictures] == [2, 0]  # blue, then red
    with pytest.raises(SetAside) as error:
        list(load_picture(HEIC / "two.heic", Limits(pages=1)))
    assert error.value.code is ItemCode.TOO_MANY_PAGES


def test_heic_pixels_are_limited_before_they_are_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda self: pytest.fail("decoded"))
    with pytest.raises(SetAside) as error:
        first(HEIC / "turned-90.heic", Limits(pixels=5000))
    assert error.value.code is ItemCode.TOO_LARGE


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"hevc", b"mif1", b"msf1"])
def test_heic_is_known_by_its_bytes(tmp_path: Path, brand: bytes) -> None:
    data = (HEIC / "upright.heic").read_bytes()
    (tmp_path / "ảnh.jpg").write_bytes(data[:8] + brand + data[12:])
    check(first(tmp_path / "ảnh.jpg"))


def _cut(path: Path, part: float) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])


@pytest.mark.parametrize("part", [0.05, 0.3, 0.6, 0.95])
@pytest.mark.parametrize("file", ["a.jpg", "a.png", "a.webp", "a.bmp", "a.tif", "fax.tif", "a.heic"])
def test_files_cut_short_are_unreadable(tmp_path: Path, file: str, part: float) -> None:
    path = tmp_path / file
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (200, 200, 3), dtype=np.uint8))
    if file == "a.heic":
        path.write_bytes((HEIC / "upright.heic").read_bytes())
    elif file == "fax.tif":
        noise.convert("1").save(path, compression="group4")
    else:
        noise.save(path)
    _cut(path, part)
    with pytest.raises(SetAside) as error:
        list(load_picture(path, Limits()))
    assert error.value.code is ItemCode.UNREADABLE


@pytest.mark.parametrize("file", ["a.jpg", "a.png", "a.webp", "a.tif", "fax.tif"])
def test_damaged_files_are_read_or_set_aside(tmp_path: Path, file: str) -> None:
    """Not of HEIC: its decoder may take the process down, which the sandbox is for."""
    path, rng = tmp_path / file, random.Random(7)
    if file == "fax.tif":
        sheet().convert("1").save(path, compression="group4", save_all=True, append_images=[sheet().convert("1")])
    else:
        sheet().save(path)
    whole = path.read_bytes()
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(rng.choice((1, 2, 5, 20))):
            data[rng.randrange(8, len(data))] = rng.randrange(256)
        path.write_bytes(bytes(data))
        with contextlib.suppress(SetAside):
            assert all(picture.ndim in (2, 3) for picture in load_picture(path, Limits(pixels=1_000_000)))


@pytest.mark.parametrize("kind", ["gif", "avif"])
def test_other_pictures_are_unsupported_not_damaged(tmp_path: Path, kind: str) -> None:
    sheet().save(tmp_path / "a.png", kind)
    with pytest.raises(SetAside) as error:
        first(tmp_path / "a.png")
    assert error.value.code is ItemCode.UNSUPPORTED_TYPE


def _pdf(path: Path, save: Callable[[Path], None]) -> NDArray[np.uint8]:
    save(path)
    return picture_of(open_document(path)[0], Limits())


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "CMYK", "RGBA"])
def test_pictures_in_a_pdf_are_drawn_pixel_for_pixel(tmp_path: Path, mode: str) -> None:
    """Group 4, gray and colour JPEG, CMYK JPEG, JPEG 2000: as Pillow puts them into a PDF."""
    large = sheet(BLACK if mode == "1" else RED).resize((960, 640), Image.Resampling.NEAREST).convert(mode)
    drawn = _pdf(tmp_path / "a.pdf", lambda path: large.save(path, "PDF", resolution=200))
    assert drawn.shape[:2] == pytest.approx((640, 960), abs=1)
    small = drawn[4::10, 4::10][:64, :96]
    assert small[8, 88].max() < 60
    assert small[48, 48].min() > 230
    assert small[8, 8].tolist() == pytest.approx({"1": 0, "L": 60}.get(mode, list(RED)), abs=60)


def _jbig2(image: Image.Image) -> bytes:
    """A page segment and one region, whose coding is that of a group 4 fax."""
    tiff = io.BytesIO()
    ImageChops.invert(image).save(tiff, "TIFF", compression="group4", tiffinfo={278: image.height})
    with Image.open(tiff) as saved:
        [start], [length] = saved.tag_v2[273], saved.tag_v2[279]
    fax = tiff.getvalue()[start : start + length]
    page = struct.pack(">IIIIBH", *image.size, 0, 0, 0, 0)
    region = struct.pack(">IIIIBB", *image.size, 0, 0, 0, 1) + fax
    segments = enumerate(((48, page), (38, region)))
    return b"".join(struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data for number, (kind, data) in segments)


def test_jbig2_of_office_scanners_is_drawn_pixel_for_pixel(tmp_path: Path) -> None:
    image = sheet(BLACK).resize((480, 320), Image.Resampling.NEAREST).convert("1")
    data = _jbig2(image)
    words = b"/Type /XObject /Subtype /Image /Width 480 /Height 320 /ColorSpace /DeviceGray /BitsPerComponent 1"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 172.8 115.2] /Contents 4 0 R"
        b" /Resources << /XObject << /I 5 0 R >> >> >>",
        b"<< /Length 32 >>\nstream\nq 172.8 0 0 115.2 0 0 cm /I Do Q\nendstream",
        b"<< %b /Filter /JBIG2Decode /Length %d >>\nstream\n%b\nendstream" % (words, len(data), data),
    ]
    objects = b"".join(b"%d 0 obj\n%b\nendobj\n" % (number, part) for number, part in enumerate(parts, 1))
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\n" + objects + b"trailer << /Root 1 0 R /Size 6 >>\n%%EOF")
    drawn = picture_of(open_document(tmp_path / "a.pdf")[0], Limits())
    assert drawn.shape == (320, 480)
    check(drawn[2::5, 2::5][:64, :96], 0)


@pytest.mark.parametrize(("dpi", "drawn"), [(100, 100), (150, 150), (300, 300), (600, 400)])
def test_pages_of_a_pdf_are_drawn_at_100_to_400_dpi(tmp_path: Path, dpi: int, drawn: int) -> None:
    image = Image.new("1", (round(8.27 * dpi), round(11.69 * dpi)), 1)
    picture = _pdf(tmp_path / "a.pdf", lambda path: image.save(path, "PDF", resolution=dpi))
    assert picture.shape[0] == pytest.approx(11.69 * drawn, abs=3)
