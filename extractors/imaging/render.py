"""Pages and picture files → pixels, within limits."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from pi_heif import register_heif_opener
from PIL import ExifTags, Image, ImageOps

from extractors.imaging.overheard import overheard
from extractors.imaging.picture import Picture
from schemas.errors import ItemCode, SetAside
from schemas.source import Limits

# Formats of scanners and phones; the others of Pillow are only ways in for hostile files.
FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "HEIF")
_OTHERS = (b"GIF8", b"avif")
# What Pillow and its decoders raise on damaged files.
_BROKEN = (OSError, ValueError, SyntaxError, KeyError, IndexError, TypeError, RuntimeError, EOFError)
_MOMENT = re.compile(r"(19|20)\d\d:\d\d:\d\d \d\d:\d\d:\d\d")
_PLAIN_DPI = 250.0  # of a page without pictures: OCR gains nothing above
_LOW_DPI, _HIGH_DPI = 100.0, 400.0
_HALF = 2  # by how much the sides of a page that is too large are divided
_FAX_TROUBLE = (b"Fax", b"ast strip", b"CCITT")  # what libtiff says of damaged strips, and goes on
_IMAGE = 3  # FPDF_PAGEOBJ_IMAGE

# Pillow tells of damaged notes on the error channel, which is the staff's; what costs a picture is raised.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")
# One page is one core's work; previews and depth maps are no pages.
register_heif_opener(decode_threads=1, thumbnails=False, depth_images=False, aux_images=False)


def picture_of(page: pdfium.PdfPage, limits: Limits) -> Picture:
    """A PDF page at the resolution of its largest image: gray HxW, or RGB HxWx3.

    Raises SetAside(unreadable) where pdfium cannot draw it. Open the document with `init_forms()` before its pages
    are loaded where signature widgets shall show: it has no effect on pages that are loaded already.
    """
    width, height = page.get_size()
    if width <= 0 or height <= 0:
        raise SetAside(ItemCode.UNREADABLE, f"page of {width}x{height} points")
    scale = _resolution(page) / 72
    # A hair less than whole: the page is drawn at the image's own pixel count, not one more.
    scale = min(scale * 0.9999, (limits.pixels / (width * height)) ** 0.5 * 0.999)
    try:
        drawn = page.render(scale=scale, may_draw_forms=True, rev_byteorder=True)
        pixels: Picture = drawn.to_numpy().copy()
    except pdfium.PdfiumError as error:
        raise SetAside(ItemCode.UNREADABLE, str(error)) from error
    return plain(pixels[..., :3] if pixels.ndim == 3 else pixels)


def open_document(path: Path) -> pdfium.PdfDocument:
    """A PDF with its forms initialised, so that signature widgets are drawn. Raises SetAside."""
    try:
        document = pdfium.PdfDocument(path)
        if document.get_formtype():
            document.init_forms()
    except pdfium.PdfiumError as error:
        code = ItemCode.ENCRYPTED if "password" in str(error).lower() else ItemCode.UNREADABLE
        raise SetAside(code, str(error)) from error
    return document


def _resolution(page: pdfium.PdfPage) -> float:
    largest, dpi = 0.0, _PLAIN_DPI
    for item in page.get_objects(filter=[_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        area = (right - left) * (top - bottom)
        if area <= largest:
            continue
        # Pixels and points by area: an image that was placed turned has its sides swapped.
        across, down = item.get_px_size()
        largest, dpi = area, (across * down / area) ** 0.5 * 72
    return min(max(dpi, _LOW_DPI), _HIGH_DPI)


def load_picture(path: Path, limits: Limits, damaged: list[int] | None = None) -> Iterator[Picture]:
    """The frames of a picture file, upright by what a camera noted: gray HxW or RGB HxWx3.

    `damaged` gets the numbers (from 1) of the frames that the decoder had to guess in part. Raises SetAside:
    unreadable, unsupported-type, too-large (pixels of one frame), too-many-pages.
    """
    with _opened(path, limits) as image:
        frame = 0
        while _turned_to(image, frame):
            _check_pages(frame + 1, limits)
            with overheard() as said:
                picture = _pixels(image, limits)
            if damaged is not None and any(word in said[0] for word in _FAX_TROUBLE):
                damaged.append(frame + 1)
            yield picture
            # A phone's MPO holds one picture and its preview or twin, not pages.
            if image.format == "MPO":
                return
            frame += 1


def count_pictures(path: Path, limits: Limits) -> int:
    """The number of frames, before any is decoded. Raises SetAside as `load_picture` does."""
    with _opened(path, limits) as image:
        if image.format == "MPO":
            return 1
        frame = 1
        while _turned_to(image, frame):
            frame += 1
            _check_pages(frame, limits)
        return frame


def taken_at(path: Path, limits: Limits) -> str | None:
    """When a picture was taken by the camera's note, as text that sorts. Raises SetAside as `load_picture` does."""
    with _opened(path, limits) as image:
        try:
            note = image.getexif().get_ifd(ExifTags.IFD.Exif)
        except Exception:  # a garbled note tells nothing
            return None
    moment = str(note.get(ExifTags.Base.DateTimeOriginal, "")).strip("\0 ")
    part = str(note.get(ExifTags.Base.SubsecTimeOriginal, "")).strip("\0 ")
    return f"{moment}.{part if part.isdecimal() else 0}" if _MOMENT.fullmatch(moment) else None


def _check_pages(frames: int, limits: Limits) -> None:
    if frames > limits.pages:
        raise SetAside(ItemCode.TOO_MANY_PAGES, f"more than {limits.pages} frames")


def _opened(path: Path, limits: Limits) -> Image.Image:
    try:
        with warnings.catch_warnings():
            # Pillow's own limit is global; ours is checked on the header, before a pixel is decoded.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(path, formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise SetAside(ItemCode.TOO_LARGE, str(error)) from error
    except _BROKEN as error:
        raise SetAside(_trouble_of(path), str(error)) from error
    _check_size(image, limits)
    return image


def _trouble_of(path: Path) -> ItemCode:
    """Whether a file is damaged, or a picture of a kind that is not read."""
    with path.open("rb") as stream:
        head = stream.read(12)
    return ItemCode.UNSUPPORTED_TYPE if head.startswith(_OTHERS) or head.endswith(_OTHERS) else ItemCode.UNREADABLE


def _turned_to(image: Image.Image, frame: int) -> bool:
    """False after the last frame. A TIFF's n_frames is not asked: it walks all of a hostile file's directories."""
    try:
        image.seek(frame)
    except EOFError:
        return False
    except _BROKEN as error:
        raise SetAside(ItemCode.UNREADABLE, f"frame {frame}: {error}") from error
    return True


def _check_size(image: Image.Image, limits: Limits) -> None:
    """Lets larger pages pass where they are halved on the way: JPEG while it is decoded, faxes of one bit after it."""
    width, height = image.size
    halves = image.format == "JPEG" or (image.format, image.mode) == ("TIFF", "1")
    if width * height > limits.pixels * (_HALF * _HALF if halves else 1):
        raise SetAside(ItemCode.TOO_LARGE, f"{width}x{height} pixels")
    if image.format == "JPEG" and width * height > limits.pixels:
        image.draft(None, (width // _HALF, height // _HALF))


def _pixels(image: Image.Image, limits: Limits) -> Picture:
    _check_size(image, limits)
    try:
        image.load()
        if image.width * image.height > limits.pixels:
            return plain(np.asarray(_upright(image.convert("L").reduce(_HALF))))
        return plain(np.asarray(_eight_bits(_upright(image))))
    except _BROKEN as error:
        raise SetAside(ItemCode.UNREADABLE, str(error)) from error


def _upright(image: Image.Image) -> Image.Image:
    """Turned as its EXIF note says; Pillow has done so with a TIFF, and the decoder with a HEIC."""
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # a garbled note: which way up the text stands is looked at later
        return image


def _eight_bits(image: Image.Image) -> Image.Image:
    """Gray or RGB of 8 bits on white paper. 16-bit gray is scaled: Pillow's own conversion clips it to white."""
    if image.mode.startswith(("I", "F")):
        deep = np.asarray(image, dtype=np.float64)
        top = 65535.0 if image.mode.startswith("I") else max(float(deep.max()), 1.0)
        return Image.fromarray((deep.clip(0, top) * (255.0 / top)).astype(np.uint8))
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        clear = image.convert("RGBA")
        paper = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(paper, clear).convert("RGB")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def plain(pixels: Picture) -> Picture:
    """Gray when all channels agree (within a scanner's noise), else as it is."""
    if pixels.ndim == 2:
        return np.ascontiguousarray(pixels)
    if pixels.shape[2] == 1:
        return np.ascontiguousarray(pixels[..., 0])
    sample = pixels[::4, ::4].astype(np.int16)
    spread = sample.max(axis=2) - sample.min(axis=2)
    if float((spread > 24).mean()) < 1e-5 and float(spread.mean()) < 4:
        return np.ascontiguousarray(pixels[..., 1])
    return np.ascontiguousarray(pixels)
