"""Pictures that mails carry along: logos, signatures, tracking pixels. They are kept, but no page is read from them."""

from __future__ import annotations

import warnings

from schemas.source import Kind, SourceFile

_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
# A photographed page of which anything can be read has far more pixels: A4 at 75 dpi has 540,000.
_INLINE_PIXELS = 400_000
_ATTACHED_PIXELS = 20_000  # a picture that somebody attached on purpose is let go only when it is an icon


def is_decoration(file: SourceFile, inline: bool) -> bool:
    """Whether a picture is too small to be a page; `inline`: the mail shows it between its words."""
    if file.kind is not Kind.IMAGE:
        return False
    size = _pixels(file)
    return size is not None and size <= (_INLINE_PIXELS if inline else _ATTACHED_PIXELS)


def _pixels(file: SourceFile) -> int | None:
    """Width times height from the picture's head; None when it cannot be told: then it counts as a page."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(file.path, formats=_FORMATS) as picture:
            return picture.width * picture.height
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
