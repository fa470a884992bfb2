from __future__ import annotations

import pytest

from review.troubles import for_desk


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("A đã gộp rồi: bỏ gộp trước (`sovang merge A --undo`).", "A đã gộp rồi: bỏ gộp trước."),
        ("A chưa được kết luận trùng: xem `sovang pairs`.", "A chưa được kết luận trùng."),
        ("Đã gộp: bỏ gộp trước bằng `sovang merge A --undo`.", "Đã gộp: bỏ gộp trước."),
        ("Chưa ai kết luận A trùng với B: dùng `sovang pairs … --same` trước.", "Chưa ai kết luận A trùng với B."),
        ("Không có sáng kiến A trong sổ: xem mã bằng `sovang find`.", "Không có sáng kiến A trong sổ."),
        ("Dòng này đã được lan sửa.", "Dòng này đã được lan sửa."),
    ],
)  # fmt: skip
def test_commands_are_for_the_terminal(told: str, shown: str) -> None:
    assert for_desk(ValueError(told)) == shown
