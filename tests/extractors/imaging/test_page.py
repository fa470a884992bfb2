from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from extractors.imaging.page import transcribe
from schemas.grid import Grid, Line

pytestmark = pytest.mark.ocr
Page = np.ndarray
XS, YS = [150, 260, 800, 1310, 2300], [400, 480, 640, 800]
HEADINGS = ["TT", "Họ và tên", "Tên sáng kiến", "Hiệu quả"]


@pytest.fixture
def sheet(blank: Callable[..., Page], rule: Callable[..., None], write: Callable[..., None]) -> Page:
    page = blank(2480, 1754)
    write(page, (900, 250), "BẢNG TỔNG HỢP SÁNG KIẾN", 44)
    rule(page, XS, YS, 3)
    for x, heading in zip(XS[:-1], HEADINGS, strict=True):
        write(page, (x + 16, 415), heading)
    write(page, (276, 495), "Phạm Thị Lụa\nTrần Văn Kỷ")
    write(page, (176, 495), "1")
    write(page, (816, 495), "Cải tiến giá phơi thóc, ngô, khoai\ntrên sân kho hợp tác xã")
    write(page, (1326, 495), "Tiết kiệm 12 triệu đồng/năm")
    write(page, (816, 655), "Sổ theo dõi nước sạch")
    write(page, (1500, 950), "TM. BAN CHẤP HÀNH")
    return page


def texts(grid: Grid) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.col): cell.text for cell in grid.cells}


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_page_is_read_whichever_way_up(sheet: Page, tmp_path: Path, turns: int) -> None:
    page = transcribe(np.ascontiguousarray(np.rot90(sheet, turns)), 7, tmp_path)
    assert page.rotation == 90 * turns
    title, grid, signature = page.blocks
    assert isinstance(title, Line)
    assert title.text == "BẢNG TỔNG HỢP SÁNG KIẾN"
    assert isinstance(grid, Grid)
    assert (grid.rows, grid.cols, grid.origin) == (3, 4, "ruled")
    assert texts(grid)[0, 1] == "Họ và tên"
    assert texts(grid)[1, 1] == "Phạm Thị Lụa\nTrần Văn Kỷ"
    assert texts(grid)[1, 2] == "Cải tiến giá phơi thóc, ngô, khoai trên sân kho hợp tác xã"
    assert texts(grid)[2, 3] == ""
    assert isinstance(signature, Line)
    assert signature.text == "TM. BAN CHẤP HÀNH"
    assert (page.source, page.picture, page.readers[0]) == ("ocr", "7.jpg", "tesseract:vie")
    with Image.open(tmp_path / "7.jpg") as kept:
        assert kept.size == (2000, 1415)
    assert page.width / page.height == pytest.approx(2480 / 1754)


def test_cells_tell_place_ink_and_second_reading(sheet: Page, tmp_path: Path) -> None:
    grid = transcribe(sheet, 1, tmp_path).grids[0]
    cells = {(cell.row, cell.col): cell for cell in grid.cells}
    assert cells[1, 0].ink
    assert not cells[2, 0].ink
    title = cells[1, 2]
    assert title.box is not None
    assert title.box.x0 == pytest.approx(800 / 2480, abs=0.003)
    assert title.box.y1 == pytest.approx(640 / 1754, abs=0.003)
    assert title.confidence > 0.7
    assert title.alternate is not None
    assert title.alternate.startswith("Cải tiến")


def test_blank_page_and_bleed_through_give_no_lines(blank: Callable[..., Page], tmp_path: Path) -> None:
    assert transcribe(blank(1240, 1754), 1, tmp_path).blocks == []
    verso = np.full((1754, 1240), 238, np.uint8)
    verso[300:320, 200:1000:7] = 215
    page = transcribe(verso, 2, tmp_path)
    assert page.blocks == []
    assert page.confidence == 1.0
