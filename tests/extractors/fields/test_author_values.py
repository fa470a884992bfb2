from __future__ import annotations

import pytest

from extractors.fields.author_values import split_values


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("Văn thư Phó Trưởng phòng", ["Văn thư", "Phó Trưởng phòng"]),
        ("Thợ hàn\nTổ trưởng tổ vận hành Kỹ sư", ["Thợ hàn", "Tổ trưởng tổ vận hành", "Kỹ sư"]),
        ("Phó Chủ tịch Công chức Văn hóa - Xã hội", ["Phó Chủ tịch", "Công chức Văn hóa - Xã hội"]),
    ],
)
def test_posts_run_together_on_one_line_come_apart_and_are_asked_about(text: str, texts: list[str]) -> None:
    found = split_values(text, len(texts), "position")
    assert (found.texts, found.sure) == (texts, False)


@pytest.mark.parametrize("text", ["Giáo viên", "Chủ tịch Công đoàn cơ sở", "Phó Hiệu trưởng, Chủ tịch Công đoàn"])
def test_one_post_for_all_stays_one(text: str) -> None:
    found = split_values(text, 2, "position")
    assert (found.texts, found.sure) == ([text, text], True)
