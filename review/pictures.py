"""Pictures that readers left beside the originals: whole pages, and what was cut out of them."""

from __future__ import annotations

import re
from pathlib import Path

from fastapi import HTTPException
from starlette.responses import FileResponse

from schemas.innovation import Place, Reading

_SHA256 = re.compile(r"[0-9a-f]{64}")
_PICTURE = re.compile(r"[0-9-]{1,60}\.jpg")
_KEPT = {"cache-control": "private, max-age=3600"}  # named by content: it never changes


def cut_outs(reading: Reading, field: str) -> list[Place]:
    """Where a field stands on paper, as far as there are pictures; `*`: the whole row."""
    places = reading.source.places if field == "*" else _places(reading, field)
    return [place for place in places if place.picture]


def _places(reading: Reading, field: str) -> list[Place]:
    """Of a part without a place of its own, that of the whole: `authors[0].phone` stands in the authors' cell."""
    for name in (field, field.partition(".")[0], field.partition("[")[0]):
        if name in reading.fields:
            return reading.fields[name].places
    return []


def sheets(reading: Reading) -> list[Place]:
    """The row on each of its pages, in order."""
    return [place for place in reading.source.places if place.box is not None]


def send(pages: Path, sha256: str, name: str) -> FileResponse:
    """One picture file; 404 where there is none. Names come from the register and are looked at all the same."""
    if not _SHA256.fullmatch(sha256) or not _PICTURE.fullmatch(name):
        raise HTTPException(404)
    path = pages / sha256[:2] / sha256 / name
    if not path.is_file():
        raise HTTPException(404)
    return FileResponse(path, media_type="image/jpeg", headers=_KEPT)
