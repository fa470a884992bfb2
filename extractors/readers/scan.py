"""Picture files (scans, photos, faxes): each frame is a page."""

from __future__ import annotations

from itertools import islice

from extractors.context import Context
from extractors.imaging.page import transcribe
from extractors.imaging.render import count_pictures, load_picture, taken_at
from schemas.grid import Transcript
from schemas.source import SourceFile


def read(file: SourceFile, context: Context) -> Transcript:
    """Reads every frame of a picture file; leaves its upright pictures in `context.pictures`. Raises SetAside."""
    numbers = context.numbers(count_pictures(file.path, context.limits))
    transcript = Transcript(file.name, file.sha256, taken=taken_at(file.path, context.limits))
    frames = load_picture(file.path, context.limits, transcript.damaged)
    for number, picture in enumerate(islice(frames, numbers.stop - 1), start=1):
        context.progress(len(transcript.pages), len(numbers))  # a frame that another child reads takes time, too
        if number in numbers:
            transcript.pages.append(transcribe(picture, number, context.pictures))
    context.progress(len(numbers), len(numbers))
    return transcript
