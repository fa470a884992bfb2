"""Text that a wrong conversion spoilt is known by what Vietnamese does not have; typists' slips are not it."""

from __future__ import annotations

import pytest

from extractors.text.mangled import is_mangled

VNI = "LIÊN ĐỒN LAO ĐỘNG TỈNH MẪU\nCộng hịa xã hội chủ nghĩa Việt Nam\nCơng đồn cơ sở trình Ban Thường vụ"
LOST = "Đề nghị biểu dơng ngời lao động đợc công nhận; nớc sạch cho trờng học"


@pytest.mark.parametrize("text", [VNI, LOST])
def test_what_lost_its_letters(text: str) -> None:
    assert is_mangled(text)


@pytest.mark.parametrize(
    "text",
    [
        "Công đoàn cơ sở Trường Mầm non trình Liên đoàn Lao động; người lao động được công nhận, nước sạch, đường đi",
        "Phòng, chống dịch: dòng nước, vòng lặp; marketing online, xoong, đàn tính, tiếng hát, kính gửi",
        "Trường Nậm Pìng; bản Nậm Pìng; giáo viên trường Nậm Pìng; nhân viên trường Nậm Pìng",
        "Ngời ngợi, trợ giảng: một lỗi gõ “trờng học” của người gõ không phải là cả văn bản hỏng",
    ],
)
def test_what_is_whole(text: str) -> None:
    assert not is_mangled(text)
