"""A signatory's name without what stands before it."""

from __future__ import annotations

import pytest

from extractors.fields.letter_signature import person_in


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("ThS. H'Linh Niê", "H'Linh Niê"),
        ("BS.CKII. Vi Đức Thử", "Vi Đức Thử"),
        ("Đ/c Sùng A Mẫu", "Sùng A Mẫu"),
        ("TS.BS. LÒ THỊ GIẢ", "Lò Thị Giả"),
        ("Thượng tá Trần Văn Ví", "Trần Văn Ví"),
        ("Ông Thị Đặt", "Ông Thị Đặt"),
        ("PHÓ CHỦ TỊCH", ""),
        ("ban chấp hành", ""),
    ],
)
def test_the_name_in_a_line(line: str, name: str) -> None:
    assert person_in(line) == name
