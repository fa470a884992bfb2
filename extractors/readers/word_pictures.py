"""Pictures of whole pages in a Word file: their words are not read, so somebody must know that they are there."""

from __future__ import annotations

from typing import Any

_PAGE = 700  # pixels of the shorter side: logos and scanned signatures are smaller
_MOST = 500  # pictures looked at


def page_pictures(document: Any) -> int:
    """How many pictures have the size of a scanned page; those that cannot be opened do not count."""
    parts = [rel.target_part for rel in document.part.rels.values() if not rel.is_external]
    pictures = [part for part in parts if str(part.content_type).startswith("image/")]
    return sum(_is_page(part) for part in pictures[:_MOST])


def _is_page(part: Any) -> bool:
    try:
        image = part.image
        return bool(min(image.px_width, image.px_height) >= _PAGE)
    except Exception:  # formats that python-docx does not know, and damaged ones: it raises what its parsers raise
        return False
