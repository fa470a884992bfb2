"""Pictures that mails carry along: logos, signatures, tracking pixels. They are kept, but no page is read from them."""

from __future__ import annotations

import warnings

from schemas.source import Kind, SourceFile

_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
# A photographed page of which anything can be read has far more pixels: A4 at 75 dpi has 540,000.
_INLINE_PIXELS = 400_000
_ATTACHED_PIXELS = 20_000  # a picture that somebody attached on purpose is let go only when it is an icon
_BANNER = (5.0, 150)  # or a strip, so many times as wide as high and no higher: less than three rows of a table
_PAGE_SHAPE = (1.25, 1.6)  # longer side to shorter; a small photo of this shape may be a page
_GLANCE, _LIGHT, _MOSTLY = (64, 64), 160, 0.7  # pixels; of 256 shades; share
_MOST_PIXELS = 60_000_000  # what is larger is not decoded for a glance
_PAGE_SIDE = 600  # pixels of the longer side, below which nobody reads a page of paper


def is_decoration(file: SourceFile, inline: bool) -> bool:
    """Whether a picture is too small to be a page; `inline`: the mail shows it between its words."""
    if file.kind is not Kind.IMAGE:
        return False
    size = _size(file)
    return size is not None and (_is_dress(*size) if inline else _is_icon(*size))


def is_paper(file: SourceFile) -> bool:
    """Whether most of a picture is light, as a sheet with writing is and a photo of a machine mostly is not."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(file.path, formats=_FORMATS) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return True
            picture.draft("L", _GLANCE)
            glance = picture.convert("L").resize(_GLANCE)
            return sum(glance.histogram()[_LIGHT:]) >= _MOSTLY * _GLANCE[0] * _GLANCE[1]
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return True  # reading it will tell


def _is_dress(width: int, height: int) -> bool:
    long, short = max(width, height), max(1, min(width, height))
    page = long >= _PAGE_SIDE and _PAGE_SHAPE[0] <= long / short <= _PAGE_SHAPE[1]
    return width * height <= _INLINE_PIXELS and not page


def _is_icon(width: int, height: int) -> bool:
    ratio, highest = _BANNER
    return width * height <= _ATTACHED_PIXELS or (height <= highest and width >= ratio * height)


def _size(file: SourceFile) -> tuple[int, int] | None:
    """Width and height from the picture's head; None when they cannot be told: then it counts as a page."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(file.path, formats=_FORMATS) as picture:
            return picture.width, picture.height
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
