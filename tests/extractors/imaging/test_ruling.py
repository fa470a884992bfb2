from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from extractors.imaging.ink import clean, to_work_size
from extractors.imaging.lattice import Lattice
from extractors.imaging.ruling import ruling_of, tables_of
from extractors.imaging.squaring import squared, squared_by_ruling

Page = np.ndarray
XS, YS = [100, 200, 600, 900, 1140], [120, 220, 400, 640, 780]


def tables(page: Page) -> list[Lattice]:
    return tables_of(page, ruling_of(page))[0]


def spans(lattice: Lattice) -> list[tuple[int, int, int, int]]:
    return [(s.row, s.col, s.rowspan, s.colspan) for s in lattice.spots if s.rowspan * s.colspan > 1]


@pytest.mark.parametrize("width", [1, 2, 4])
def test_plain_table(blank: Callable[..., Page], rule: Callable[..., None], width: int) -> None:
    page = blank()
    rule(page, XS, YS, width)
    (table,) = tables(page)
    assert (table.rows, table.cols, len(table.spots)) == (4, 4, 16)
    assert table.spots[5].box == pytest.approx((200, 220, 600, 400), abs=3)


def test_lines_are_erased_and_ink_in_cells_stays(blank: Callable[..., Page], rule: Callable[..., None]) -> None:
    page = blank()
    rule(page, XS, YS)
    cv2.line(page, (250, 300), (420, 300), 0, 2)  # a dash that somebody drew in a cell
    _, unruled = tables_of(page, ruling_of(page))
    assert (unruled[290:310, 250:420] < 100).any()
    assert (unruled[:, 90:110] < 100).sum() == 0


def test_heading_of_two_rows_with_merged_cells(blank: Callable[..., Page], rule: Callable[..., None]) -> None:
    page = blank()
    rule(page, XS, YS)
    page[215:226, 104:196] = 255  # first column: one cell over both rows
    page[124:217, 595:606] = 255  # second and third column under one heading
    (table,) = tables(page)
    assert spans(table) == [(0, 0, 2, 1), (0, 1, 1, 2)]


def test_total_row_is_one_cell(blank: Callable[..., Page], rule: Callable[..., None]) -> None:
    page = blank()
    rule(page, XS, YS)
    for x in XS[1:-1]:
        page[644:777, x - 5 : x + 6] = 255
    assert spans(tables(page)[0]) == [(3, 0, 1, 4)]


def test_missing_outer_border_is_put_where_lines_end(blank: Callable[..., Page], rule: Callable[..., None]) -> None:
    page = blank()
    rule(page, XS, YS)
    page[:, 90:110], page[:, 1130:1150], page[775:790] = 255, 255, 255
    (table,) = tables(page)
    assert (table.rows, table.cols) == (4, 4)


def test_two_tables_and_a_frame(blank: Callable[..., Page], rule: Callable[..., None]) -> None:
    page = blank(1240, 1754)
    rule(page, XS, [100, 160, 300])
    rule(page, [100, 500, 1140], [700, 760, 900, 1000])
    rule(page, [100, 1140], [1200, 1400])  # one cell only
    found = tables(page)
    assert [(t.rows, t.cols) for t in found] == [(2, 4), (3, 2)]


def test_lines_with_gaps_of_dropped_toner(blank: Callable[..., Page], rule: Callable[..., None]) -> None:
    page = blank(2480, 1754)
    rule(page, [2 * x for x in XS], [2 * y for y in YS], 3)
    page[:, 60::60][:] = np.where(page[:, 60::60] == 0, 255, page[:, 60::60])
    for gap in range(1, 6):
        page[:, 60 + gap :: 60] = np.where(page[:, 60 + gap :: 60] == 0, 255, page[:, 60 + gap :: 60])
        page[60 + gap :: 60] = np.where(page[60 + gap :: 60] == 0, 255, page[60 + gap :: 60])
    (table,) = tables(page)
    assert (table.rows, table.cols, spans(table)) == (4, 4, [])


def test_text_is_no_table(blank: Callable[..., Page], write: Callable[..., None]) -> None:
    page = blank(1754, 1240)
    write(page, (150, 150), "\n".join(["Dòng chữ in thường của một tờ trình dài"] * 12), 40)
    cv2.line(page, (300, 130), (700, 130), 0, 2)  # an underlined heading
    assert tables(page) == []


def test_leaning_lines_are_set_upright(blank: Callable[..., Page], rule: Callable[..., None]) -> None:
    page = blank(2480, 1754)
    rule(page, [2 * x for x in XS], [2 * y for y in YS], 3)
    seen = np.array([[0, 0], [2480, 0], [2480, 1754], [0, 1754]], np.float32)
    real = np.array([[40, 50], [2440, 0], [2480, 1754], [0, 1700]], np.float32)
    lens = cv2.getPerspectiveTransform(seen, real)
    photo = cv2.warpPerspective(page, lens, (2480, 1754), borderValue=(255,))
    flat, ruling, matrix = squared_by_ruling(photo)
    assert matrix is not None
    assert np.array_equal(flat, squared(photo, matrix))
    (table,), _ = tables_of(flat, ruling)
    assert (table.rows, table.cols, spans(table)) == (4, 4, [])
    tops = [spot.box[1] for spot in table.spots[:4]]
    assert max(tops) - min(tops) <= 3


def test_page_without_ruling_is_not_squared(blank: Callable[..., Page]) -> None:
    page = blank()
    same, _, matrix = squared_by_ruling(page)
    assert matrix is None
    assert same is page


@pytest.mark.parametrize("size", [14, 16, 18])
def test_words_that_run_together_at_low_resolution_are_no_lines(
    blank: Callable[..., Page], rule: Callable[..., None], write: Callable[..., None], size: int
) -> None:
    page = blank(1240, 877)
    rule(page, XS, YS, 1)
    text = "Đặt sổ ký nhận điện tử\nở những nơi dễ thấy rồi\nphân công nhóm trưởng"
    for x in XS[1:-1]:
        for y in YS[:-1]:
            write(page, (x + 6, y + 6), text, size)
    small = cv2.GaussianBlur(page, (0, 0), 0.9)
    scan = to_work_size(cv2.imdecode(cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, 40])[1], 0))
    (table,) = tables(clean(scan))
    assert (table.rows, table.cols, len(table.spots)) == (4, 4, 16)
