from __future__ import annotations

import pytest

from extractors.fields.letter_surname import mended


@pytest.mark.parametrize(
    ("name", "alternate", "meant"),
    [
        ("Đố Hữu Mẫu", "Đỗ Hữu Mẫu", "Đỗ Hữu Mẫu"),  # the second reader has the only known family name
        ("Giàn Thanh Mẫu", "Giàn r Thanh Mẫu", "Giàng Thanh Mẫu"),  # one family name is one letter away
        ("Nguyễn Thanh Mẫu", "Nguyên Thanh Mẫu", "Nguyễn Thanh Mẫu"),  # known as it is
        ("Há Ngọc Mẫu", None, "Há Ngọc Mẫu"),  # Hà, Hạ, La, Mã … : nobody can tell
        ("Đố Hữu Mẫu", "Đỗ Hữu Mầu", "Đỗ Hữu Mẫu"),
        ("", None, ""),
    ],
)
def test_mended(name: str, alternate: str | None, meant: str) -> None:
    assert mended(name, alternate) == meant
