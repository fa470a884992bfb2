"""Cut-outs of page pictures: where they are cut, when they are not."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from extractors.pictures import Sheet, cut, missing, name_of, sheets_of
from extractors.worker import Sandbox
from schemas.errors import ItemCode, SetAside
from schemas.grid import Box
from schemas.innovation import Place
from schemas.source import Limits

CELL = Box(0.1, 0.2, 0.3, 0.4)
NAME = "2-01000-02000-03000-04000.jpg"


def page(folder: Path, number: int = 2, colour: bool = False) -> None:
    """1000 x 500 pixels, white, one black cell."""
    sheet = np.full((500, 1000, 3) if colour else (500, 1000), 255, np.uint8)
    sheet[100:200, 100:300] = 0
    Image.fromarray(sheet).save(folder / f"{number}.jpg", quality=95)


def test_each_place_is_cut_once_and_places_without_a_box_never() -> None:
    places = [Place(sha256="a" * 64, page=2, box=CELL), Place(sha256="a" * 64, page=2, box=CELL)]
    places += [Place(sha256="a" * 64), Place(sha256="b" * 64, page=1, box=CELL)]
    found = sheets_of(places)
    assert [(sha[0], [(s.page, list(s.boxes)) for s in sheets]) for sha, sheets in found.items()] == [
        ("a", [(2, [NAME])]),
        ("b", [(1, [NAME.replace("2-", "1-", 1)])]),
    ]


@pytest.mark.parametrize("box", [Box(0.3, 0.1, 0.1, 0.2), Box(0, 0, float("nan"), 1), Box(0, 0, 9e9, 1)])
def test_boxes_of_nothing_have_no_name(box: Box) -> None:
    assert name_of(1, box) is None


@pytest.mark.parametrize("colour", [False, True])
def test_a_cell_is_cut_with_a_small_margin_and_never_enlarged(tmp_path: Path, colour: bool) -> None:
    page(tmp_path, colour=colour)
    cut([Sheet(2, {NAME: CELL})], tmp_path)
    with Image.open(tmp_path / NAME) as found:
        assert found.size == (200 + 9, 100 + 5)
        assert found.mode == ("RGB" if colour else "L")
        pixels = np.asarray(found.convert("L"))
    assert pixels[0, 0] > 200
    assert pixels[50, 100] < 50


def test_a_box_at_the_edge_stays_on_the_page(tmp_path: Path) -> None:
    page(tmp_path)
    edge = Box(-0.01, 0.5, 1.01, 1.0)
    cut([Sheet(2, {"2-edge.jpg": edge})], tmp_path)
    with Image.open(tmp_path / "2-edge.jpg") as found:
        assert found.size == (1000, 252)


def test_what_is_there_is_not_cut_again(tmp_path: Path) -> None:
    sheets = [Sheet(2, {NAME: CELL}), Sheet(3, {"3-x.jpg": CELL})]
    assert missing(sheets, tmp_path) == []  # no page pictures: Word and Excel
    page(tmp_path)
    assert missing(sheets, tmp_path) == [Sheet(2, {NAME: CELL})]
    cut(missing(sheets, tmp_path), tmp_path)
    assert missing(sheets, tmp_path) == []
    assert not list(tmp_path.glob("*.part"))


def test_cut_outs_of_one_page_are_limited(tmp_path: Path) -> None:
    page(tmp_path)
    cut([Sheet(2, {f"2-{i}.jpg": Box(0, 0, 1, 1) for i in range(50)})], tmp_path)
    assert len(list(tmp_path.glob("2-*.jpg"))) == 8


def test_a_damaged_page_picture_is_set_aside_by_the_sandbox(tmp_path: Path) -> None:
    sandbox = Sandbox(tmp_path, Limits(), threading.Event())
    page(tmp_path, 1)
    sandbox.cut([Sheet(1, {"1-x.jpg": CELL})], tmp_path)
    assert (tmp_path / "1-x.jpg").exists()
    (tmp_path / "2.jpg").write_bytes(b"\xff\xd8\xff no picture")
    with pytest.raises(SetAside) as error:
        sandbox.cut([Sheet(2, {NAME: CELL})], tmp_path)
    assert error.value.code is ItemCode.UNREADABLE
