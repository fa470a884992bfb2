from __future__ import annotations

from collections.abc import Callable

import numpy as np

from extractors.imaging.columns import columns_of


def test_two_headers_title_and_two_footers(blank: Callable[..., np.ndarray], write: Callable[..., None]) -> None:
    page = blank(1754, 2480)
    write(page, (250, 150), "LIÊN ĐOÀN LAO ĐỘNG TỈNH\n  CÔNG ĐOÀN CƠ SỞ A\n      Số: 12/TTr-CĐCS")
    write(page, (930, 150), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA\n     Độc lập - Tự do\n    An Bình, ngày 5 tháng 3")
    write(page, (250, 330), "Công đoàn cơ sở A trình xét các sáng kiến sau đây của đoàn viên trong năm\nqua.")
    write(page, (250, 600), "Nơi nhận:\n- Như trên;")
    write(page, (1050, 600), "TM. BAN CHẤP HÀNH\n      CHỦ TỊCH")
    areas = columns_of(page)
    assert len(areas) == 5
    left, right, body, recipients, signature = areas
    assert left[2] <= right[0] < 930
    assert left[0] < 250 < left[2]
    assert body[1] > right[3] - 10
    assert recipients[2] <= signature[0] < 1050
    assert signature[2] > 1300


def test_plain_paragraph_is_one_area(blank: Callable[..., np.ndarray], write: Callable[..., None]) -> None:
    page = blank(1754, 1240)
    write(
        page,
        (200, 200),
        "Thực hiện kế hoạch của cấp trên, công đoàn cơ sở\nđã phát động đoàn viên thi đua.\nTrân trọng!",
    )
    assert len(columns_of(page)) == 1


def test_blank_page_and_specks_have_no_areas(blank: Callable[..., np.ndarray]) -> None:
    page = blank(1754, 1240)
    assert columns_of(page) == []
    page[::97, ::89] = 0
    assert columns_of(page) == []


def overlapping(areas: list[tuple[int, int, int, int]]) -> bool:
    pairs = [(a, b) for i, a in enumerate(areas) for b in areas[i + 1 :]]
    return any(min(a[2], b[2]) - max(a[0], b[0]) > 12 and min(a[3], b[3]) - max(a[1], b[1]) > 12 for a, b in pairs)


def test_a_word_that_reaches_into_the_next_line_parts_no_text(
    blank: Callable[..., np.ndarray], write: Callable[..., None]
) -> None:
    page = blank(1754, 2480)
    text = "Thực hiện kế hoạch của cấp trên, công đoàn cơ sở đã phát động đoàn viên thi đua lao động giỏi,"
    write(page, (200, 300), "\n".join([text] * 8))
    for place, line in ((500, 1), (900, 3), (640, 5)):  # tails and marks that touch
        page[320 + 40 * line : 375 + 40 * line, place : place + 60] = 0
    areas = columns_of(page)
    assert not overlapping(areas)
    assert max(x1 - x0 for x0, _, x1, _ in areas) > 1000


def test_a_name_between_the_lines_of_a_list_stands_apart(
    blank: Callable[..., np.ndarray], write: Callable[..., None]
) -> None:
    page = blank(1754, 2480)
    write(page, (200, 600), "Nơi nhận:")
    write(page, (1100, 600), "CHỦ TỊCH")
    for line in range(1, 10):
        write(page, (200, 600 + 44 * line), "- Các phòng, ban của cơ quan;")
    write(page, (1060, 600 + 44 * 7 + 21), "Sầm Thị Nương")
    areas = columns_of(page)
    assert not any(x0 < 300 and x1 > 1050 for x0, _, x1, _ in areas), "no area holds both columns"
    assert any(x0 > 600 and y0 < 640 and y1 > 940 for x0, y0, _, y1 in areas), "office and name in one area"


def test_a_stroke_in_the_margin_is_no_column(blank: Callable[..., np.ndarray], write: Callable[..., None]) -> None:
    page = blank(1754, 2480)
    write(page, (200, 520), "Kính trình cấp trên xem xét, quyết định công nhận và biểu dương./.")
    page[520:560, 1650:1668] = 0
    write(page, (200, 600), "Nơi nhận:\n- Như trên;\n- Lưu: VT.")
    write(page, (1050, 600), "TM. BAN CHẤP HÀNH\n      CHỦ TỊCH")
    areas = columns_of(page)
    assert not any(x0 < 300 and x1 > 1060 and y1 > 620 for x0, _, x1, y1 in areas)
