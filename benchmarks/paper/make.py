"""Worn table pages in files, with the truth beside them: `python -m benchmarks.paper.make OUT [DOSSIERS] [SEED]`."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from benchmarks.paper.rows import rows
from benchmarks.paper.sheets import printed
from benchmarks.paper.wear import WEARS, Wear
from samples.maker import raster
from samples.maker.truth import innovation

ROWS = 6


def make(out: Path, dossiers: int, seed: int) -> None:
    """Writes `dossiers` of each wear to `out`/inbox as `<wear>-<n>.pdf|tif`, and their truths to `out`/expected."""
    for folder in ("inbox", "expected"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    for number, (name, wear) in enumerate(WEARS.items()):
        for n in range(dossiers):
            one = seed * 10_000 + number * 100 + n
            written = rows(one, ROWS)
            pdf, cells = printed(written, random.Random(one))
            truth = {"innovations": [innovation(row).model_dump(mode="json") for row in written], "cells": cells}
            (out / "expected" / f"{name}-{n}.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), "utf-8")
            ending, data = worn(pdf, wear, one)
            (out / "inbox" / f"{name}-{n}{ending}").write_bytes(data)


def worn(pdf: bytes, wear: Wear, seed: int) -> tuple[str, bytes]:
    """(ending, bytes) of the file that a scanner or a telephone makes of a printed PDF."""
    chance = np.random.default_rng(seed)
    pictures = []
    for page in raster.pages(pdf, wear.dpi):
        pixels = np.asarray(page)
        for step in wear.steps:
            pixels = step(pixels, chance)
        pictures.append(Image.fromarray(pixels))
    if wear.quality:
        return ".pdf", raster.scanned_pdf(pictures, wear.dpi, wear.quality)
    return ".tif", raster.tiff([picture.convert("1") for picture in pictures], wear.dpi)


def main(arguments: Sequence[str]) -> None:
    numbers = [int(argument) for argument in arguments[1:]]
    make(Path(arguments[0]), *(numbers + [3, 1][len(numbers) :]))


if __name__ == "__main__":
    main(sys.argv[1:])
