from __future__ import annotations

import io

import pytest

from sovang.pace import Pace, in_words
from sovang.progress import Lines


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_time_left_follows_from_pages_and_pace() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.plan({"long": 60, "short": 2, "mail": 0})
    assert pace.left() is None
    for done in range(1, 11):
        clock.now += 2
        pace.page("long", "a.pdf", done, 60)
    assert pace.left() == pytest.approx((50 + 2 + 1) * 2)
    clock.now += 4
    pace.page("short", "b.pdf", 2, 2)
    pace.end("short")
    assert pace.left() == pytest.approx((50 + 2) * 2)  # a mail counts as the dossiers before it did
    pace.page("mail", "c.pdf", 0, 20)
    assert pace.left() == pytest.approx((50 + 20) * 2)


def test_what_is_known_from_before_costs_no_time() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.plan({"a": 10, "b": 10})
    clock.now = 20
    pace.page("a", "a.pdf", 10, 10)
    pace.end("a")
    pace.end("b")
    assert pace.left() == 0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (3, ", còn khoảng 10 giây"), (250, ", còn khoảng 4 phút"), (9000, ", còn khoảng 2,5 giờ")],
)
def test_the_time_left_in_words(seconds: float | None, words: str) -> None:
    assert in_words(seconds) == words


def test_lines_tell_dossiers_and_pages() -> None:
    out = io.StringIO()
    lines = Lines(out)
    lines.plan({"D-1": 2})
    lines.begin("D-1", "hồ sơ.pdf")
    lines.page("D-1", "hồ sơ.pdf", 0, 2)
    lines.page("D-1", "hồ sơ.pdf", 1, 2)
    lines.end("D-1", 3, None)
    told = [line.split(" ", 1)[1] for line in out.getvalue().splitlines()]
    assert told == ["Cần đọc 1 hồ sơ.", "hồ sơ.pdf: trang 1/2", "[1/1] hồ sơ.pdf: 3 sáng kiến"]


def test_when_all_is_read_no_time_is_left() -> None:
    assert in_words(0.0) == ""
