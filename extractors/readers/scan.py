"""Picture files (scans, photos, faxes): each frame is a page."""

from __future__ import annotations

from extractors.context import Context
from extractors.imaging.page import transcribe
from extractors.imaging.render import count_pictures, load_picture, taken_at
from schemas.grid import Transcript
from schemas.source import SourceFile


def read(file: SourceFile, context: Context) -> Transcript:
    """Reads every frame of a picture file; leaves its upright pictures in `context.pictures`. Raises SetAside."""
    total = count_pictures(file.path, context.limits)
    transcript = Transcript(file.name, file.sha256, taken=taken_at(file.path, context.limits))
    for number, picture in enumerate(load_picture(file.path, context.limits), start=1):
        context.progress(number - 1, total)
        transcript.pages.append(transcribe(picture, number, context.pictures))
    context.progress(total, total)
    return transcript
