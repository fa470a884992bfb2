from __future__ import annotations

import pytest

from extractors.forms.headings import field_of


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("TT", "ordinal"),
        ("Số\nTT", "ordinal"),
        ("STT", "ordinal"),
        ("Họ và tên, năm sinh, chức vụ, đơn vị công tác, điện thoại liên hệ", "authors"),
        ("- Họ và tên\n- Năm sinh,\n- Chức vụ,\n- Đơn vị công tác\n- Số điện thoại liên hệ", "authors"),
        ("Họ tên tác giả", "full_name"),
        ("Họ và tên (ghi rõ tỷ lệ % đóng góp)", "full_name"),
        ("Ngày tháng năm sinh", "birth_year"),
        ("Chức danh", "position"),
        ("Nơi công tác (hoặc nơi thường trú)", "workplace"),
        ("Chức vụ, đơn vị công tác", "mixed"),
        ("Số điện thoại", "phone"),
        ("Tên sáng kiến, giải pháp", "title"),
        ("TÊN ĐỀ TÀI/NHIỆM VỤ", "title"),
        ("Thời gian triển khai áp dụng tại đơn vị", "application_period"),
        ("Tháng/năm áp dụng", "application_period"),
        ("Ngày sáng kiến được áp dụng lần đầu hoặc áp dụng thử", "application_period"),
        ("Tóm tắt nội dung sáng kiến", "summary"),
        ("Mô tả bản chất của sáng kiến", "summary"),
        ("Hiệu quả sáng kiến, giá trị làm lợi, phạm vi ứng dụng", "effect"),
        ("- Hiệu quả\n- Phạm vi áp dụng\n- Giá trị làm lợi", "effect"),
        ("Giá trị làm lợi (triệu đồng)", "benefit"),
        ("Phạm vi áp dụng", "scope"),
        ("Các danh hiệu thi đua, hình thức khen thưởng cá nhân trong 3 năm (2018-2020)", "awards"),
        ("Số, ngày quyết định công nhận", "recognition"),
        ("Ghi chú", "note"),
        ("Tính mới của sáng kiến", "note"),
        ("Thực trạng trước khi áp dụng", "note"),
        ("Nam/Nữ", "ignore"),
        ("Trình độ chuyên môn", "ignore"),
        ("S\nT\nT", "ordinal"),
        ("Nội-dung", "summary"),
        ("Tóm tắt nội-\ndung", "summary"),
        ("Hiệuquả", "effect"),
        ("Đơnvị", "workplace"),
        ("Người đăng ký", "full_name"),
        ("Sáng kiến đạt giải", "title"),
        ("Sáng kiến, giải pháp", "title"),
        ("Tóm lược", "summary"),
        ("Thời gian bắt đầu", "application_period"),
        ("Lĩnh vực", "note"),
        ("Kết quả đạt được", "effect"),
        ("Kết quả xếp loại", "note"),
        ("Kết quả chấm điểm", "ignore"),
    ],
)
def test_known_headings(heading: str, field: str) -> None:
    assert field_of(heading) == field


@pytest.mark.parametrize("heading", ["", "Dự toán", "Đơn giá", "Thành tiền", "Khối lượng mời thầu", "Số sáng kiến"])
def test_headings_of_other_tables_are_not_guessed(heading: str) -> None:
    assert field_of(heading) is None


@pytest.mark.parametrize(
    ("damaged", "field"),
    [("Tén sang kién", "title"), ("Thoi gian áp đụng", "application_period"), ("Chúc vụ", "position")],
)
def test_damaged_headings_are_read_as_the_whole_ones(damaged: str, field: str) -> None:
    assert field_of(damaged) == field
