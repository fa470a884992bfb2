"""The picture of a read scan in the staff guide: a page with a frame around each field."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

from extractors import ENGINE
from flows.office import open_office
from register.register import Register

SCAN = "CĐCS Trường THPT Nà Tủm.pdf"
SURE, ASKED = (24, 140, 60), (225, 120, 0)
WIDTH = 1400


def draw(data: Path) -> None:
    """docs/anh/trang-quet.jpg: green where a field was accepted, orange where it is asked about."""
    office = open_office(data)
    source = next(i.source for i in office.register.innovations() if i.dossier.source_name == SCAN)
    shelf = office.shelf(source.sha256)
    assert (shelf / f"transcript-{ENGINE}.json").is_file()
    _framed(office.register, shelf, Path("docs/anh/trang-quet.jpg"))
    office.register.close()


def _framed(register: Register, shelf: Path, target: Path) -> None:
    rows = [i for i in register.innovations() if i.dossier.source_name == SCAN and i.source.page == 2]
    picture = Image.open(shelf / "2.jpg").convert("RGB")
    pen = ImageDraw.Draw(picture, "RGBA")
    for row in rows:
        for name, (x0, y0, x1, y1) in row.source.boxes.items():
            asked = any(path.split("[")[0].split(".")[0] == name for path in row.review_fields)
            colour = ASKED if asked else SURE
            box = (x0 * picture.width + 3, y0 * picture.height + 3, x1 * picture.width - 3, y1 * picture.height - 3)
            pen.rectangle(box, outline=colour, width=4, fill=(*colour, 28))
    picture.thumbnail((WIDTH, WIDTH))
    picture.save(target, quality=72)
