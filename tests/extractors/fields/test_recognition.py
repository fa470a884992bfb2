from datetime import date

import pytest

from extractors.fields.recognition import parse_recognition
from schemas.innovation import Recognition


@pytest.mark.parametrize(
    ("text", "recognition"),
    [
        ("Quyết định số 45/QĐ-UBND ngày 12/3/2021 của UBND huyện Văn An",
         Recognition(number="45/QĐ-UBND", date=date(2021, 3, 12), authority="UBND huyện Văn An")),
        ("QĐ số 123/2021/QĐ-UBND, ngày 05 tháng 4 năm 2021 của Chủ tịch UBND tỉnh về việc công nhận sáng kiến",
         Recognition(number="123/2021/QĐ-UBND", date=date(2021, 4, 5), authority="Chủ tịch UBND tỉnh")),
        ("Số 15/QĐ - SGDĐT\nngày 15/6/2022\nSở Giáo dục và Đào tạo",
         Recognition(number="15/QĐ-SGDĐT", date=date(2022, 6, 15), authority="Sở Giáo dục và Đào tạo")),
        ("Đã được Hội đồng sáng kiến cơ sở công nhận ngày 5/4/2021",
         Recognition(number="", date=date(2021, 4, 5), authority="Hội đồng sáng kiến cơ sở")),
        ("833 /QĐ-UBND ngày 31/02/2022", Recognition(number="833/QĐ-UBND", date=None)),
        ("Không", None),
        ("chưa công nhận", None),
        ("", None),
    ],
)  # fmt: skip
def test_recognitions(text, recognition):
    assert parse_recognition(text) == recognition
