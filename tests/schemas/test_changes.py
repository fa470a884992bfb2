from __future__ import annotations

import random
import time

import pytest

from schemas.changes import alike, same, shown

LONG = "Hàn giá từ thép thừa, treo ống theo ca làm việc. " * 5


def test_short_values_are_shown_whole_and_of_long_ones_what_differs() -> None:
    assert shown("Tổ 1", None) == ("Tổ 1", "(trống)")
    was, now = shown(f"{LONG}Giảm 2 giờ. {LONG}", f"{LONG}Giảm 3 giờ. {LONG}")
    assert was.replace("2", "3") == now
    assert "Giảm 3 giờ" in now
    assert len(now) < 60
    assert shown(LONG, f"{LONG} Thêm một câu.")[1].endswith("Thêm một câu.")


def test_amounts_are_grouped_and_years_are_not() -> None:
    assert shown(380_000_000, 350_000) == ("380.000.000", "350.000")
    assert shown(1985, 2.5) == ("1985", "2.5")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Lò Văn Thử", "Lò Vãn Thứ", True),
        ("", "Lò Văn Thử", True),
        ("Lò Văn Thử", "Hoàng Văn Khác", False),
        (LONG * 9, (LONG * 9).replace("ống", "ông"), True),
        (LONG * 9, "Đóng tủ có bánh xe, đổi sách mỗi tuần. " * 50, False),
    ],
)
def test_a_misread_text_is_told_from_another(old: str, new: str, expected: bool) -> None:
    assert alike(old, new) is expected


def test_the_longest_cells_that_excel_has_are_compared_at_once() -> None:
    words, chance = LONG.split(), random.Random(7)
    one, other = (" ".join(chance.choice(words) for _ in range(8000)) for _ in range(2))
    begun = time.process_time()
    assert not same(one, other)
    shown(one, other)
    alike(one, other)
    assert time.process_time() - begun < 2, "letter by letter it takes a minute"
