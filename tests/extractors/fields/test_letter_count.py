"""What a letter announces, apart from what it tells of other years, other units, and parts of the whole."""

from __future__ import annotations

import pytest

from extractors.fields.letter_count import announced_counts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("đề nghị gồm 05 sáng kiến, trong đó có 02 sáng kiến cấp tỉnh.", [5]),
        ("gửi kèm 05 SK của đơn vị", [5]),
        ("Năm 2021 có 30 sáng kiến được công nhận cấp cơ sở. Đơn vị lựa chọn 05 sáng kiến gửi cấp trên.", [5]),
        ("đề nghị công nhận mười hai (12) sáng kiến", [12]),
        ("đề nghị công nhận mười hai sáng kiến", [12]),
        ("đề nghị biểu dương hai mươi lăm sáng kiến", [25]),
        ("có 02 tập thể và 03 cá nhân với tổng số 05 sáng kiến", [5]),
        ("Toàn huyện có tổng số 45 sáng kiến; đề nghị biểu dương 03 sáng kiến", [3]),
        ("Số sáng kiến đề nghị biểu dương: 05", [5]),
        ("trong đó: Giáo dục 03 sáng kiến; Y tế 02 sáng kiến. Đề nghị biểu dương 05 sáng kiến", [5]),
        ("mỗi công đoàn cơ sở gửi ít nhất 02 sáng kiến", []),
        ("Chương trình “75 nghìn sáng kiến” do Tổng Liên đoàn phát động", []),
        ("đề nghị biểu dương 03 sáng kiến giáo dục và 02 sáng kiến y tế", [3, 2]),
    ],
)
def test_what_is_announced(text: str, counts: list[int]) -> None:
    assert announced_counts(text) == counts
