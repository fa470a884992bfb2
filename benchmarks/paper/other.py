"""The samples' dossiers printed and worn by the samples' own maker: pages that no weight was fitted on.

`python -m benchmarks.paper.other OUT [DOSSIERS]` writes an inbox and its truths as `benchmarks.paper.make` does.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image

from samples.maker import forms, pdf, raster
from samples.maker.model import Dossier, load
from samples.maker.truth import innovation

Shot = Callable[[Image.Image, int], Image.Image]
KINDS: dict[str, tuple[int, Shot, int]] = {
    "colour300": (300, raster.colour_scan, 55),
    "colour150": (150, raster.colour_scan, 35),
    "grey200": (200, raster.grey_scan, 60),
    "grey120": (120, raster.grey_scan, 50),
    "photo200": (200, raster.photo, 60),
    "fax200": (200, raster.fax, 0),
}


def make(out: Path, dossiers: int) -> None:
    """Every kind of scan of `dossiers` samples, in turn."""
    for folder in ("inbox", "expected"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    known = [dossier for dossier in load() if dossier.rows]
    for number, kind in enumerate(KINDS):
        for n in range(dossiers):
            dossier = known[(number * dossiers + n) % len(known)]
            truth = {"innovations": [innovation(row).model_dump(mode="json") for row in dossier.rows]}
            (out / "expected" / f"{kind}-{n}.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1), "utf-8")
            ending, data = worn(dossier, kind, n)
            (out / "inbox" / f"{kind}-{n}{ending}").write_bytes(data)


def worn(dossier: Dossier, kind: str, n: int) -> tuple[str, bytes]:
    """(ending, bytes) of a scan of a dossier: letter and table."""
    dpi, shot, quality = KINDS[kind]
    columns = forms.SIX if n % 2 else forms.seven(dossier.letter.date.year)
    papers = raster.pages(pdf.write(dossier, columns, ink=dossier.seed), dpi)
    pictures = [shot(page, dossier.seed + i) for i, page in enumerate(papers)]
    if quality:
        return ".pdf", raster.scanned_pdf(pictures, dpi, quality)
    return ".tif", raster.tiff(pictures, dpi)


def main(arguments: Sequence[str]) -> None:
    make(Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 5)


if __name__ == "__main__":
    main(sys.argv[1:])
