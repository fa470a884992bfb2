import pytest

from matchers.normal import prepare
from matchers.tokens import folded
from schemas.match import Record


def test_the_place_at_the_end_of_a_title_is_set_apart() -> None:
    found = prepare(Record(id="a", title="Tổ tuần tra rừng ở xã Đèo Gạo", unit="Hạt Kiểm lâm Suối Lim"))
    assert found.place == {"o", "xa", "deo", "gao"}


def test_a_department_is_no_place() -> None:
    assert prepare(Record(id="a", title="Bảng kiểm giao ca tại khoa Da liễu")).place == frozenset()


def test_words_of_the_own_unit_are_places() -> None:
    assert prepare(Record(id="a", title="Vườn rau Bản Mít xanh", unit="Trường Mầm non Bản Mít")).place == {"mit"}


def test_numbers_keep_what_they_count_and_years_stand_apart() -> None:
    found = prepare(Record(id="a", title="Ôn tập lớp 9 và sửa trạm 35 kV năm học 2021-2022"))
    assert found.grades == {"lop 9", "35kv"}
    assert found.years == {"2021", "2022"}


def test_subjects_take_the_longest_name() -> None:
    found = prepare(Record(id="a", title="Dạy môn Lịch sử và Địa lí lớp 4"))
    assert found.subjects == {"lich su va dia li"}


def test_abbreviations_and_i_y_are_one() -> None:
    assert folded("Kỹ năng cho HS") == folded("kĩ năng cho học sinh") == ["ki", "nang", "cho", "hoc", "sinh"]


def test_money_is_no_part_of_the_effect() -> None:
    assert prepare(Record(id="a", benefit="Giảm hai công. Làm lợi 12.000.000 đồng mỗi năm.")).effect == (
        "giam hai cong lam loi moi nam"
    )


@pytest.mark.parametrize(
    "text", ["Như trên", "nt", "- nt -", "(Như hồ sơ đã gửi năm 2021)", "Xem báo cáo kèm theo", "Như năm trước."]
)
def test_what_only_points_elsewhere_is_missing(text: str) -> None:
    found = prepare(Record(id="a", title=text, summary=text))
    assert (found.title, found.summary) == ((), "")


def test_a_short_text_that_says_something_is_kept() -> None:
    assert prepare(Record(id="a", summary="Như trên, thêm máng ăn.")).summary == "nhu tren them mang an"
