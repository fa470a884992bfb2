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
