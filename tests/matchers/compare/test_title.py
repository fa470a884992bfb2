from matchers.compare.evidence import Evidence
from schemas.match import Record
from tests.matchers import records


def said(code: str, one: str, other: str) -> Evidence | None:
    return records.said(code, Record(id="a", title=one), Record(id="b", title=other))


def test_another_head_phrase_changes_little_and_another_object_much() -> None:
    one = "Một số biện pháp rèn đọc diễn cảm"
    head = said("title", one, "Kinh nghiệm rèn đọc diễn cảm").score
    thing = said("title", one, "Một số biện pháp rèn viết diễn tả").score
    assert head > 0.7
    assert thing < 0.6


def test_the_place_is_left_aside() -> None:
    assert said("title", "Tổ tuần tra rừng tại xã Đèo Gạo", "Tổ tuần tra rừng ở xã Khe Mít").score == 1.0
    assert said("place", "Tổ tuần tra rừng tại xã Đèo Gạo", "Tổ tuần tra rừng ở xã Khe Mít").score < 0.5


def test_exchanged_words_are_shown_as_written() -> None:
    found = said("title-swapped", "Bộ gá cho máy bào", "Bộ gá cho máy khoan")
    assert found.score < 0.8
    assert found.detail == "Tên chỉ khác ở: “bào” – “khoan”"


def test_words_that_one_title_adds_are_not_exchanged() -> None:
    assert said("title-swapped", "Bộ gá cho máy cưa", "Bộ gá cho máy cưa vòng đứng").score == 1.0


def test_lost_blanks_do_not_hide_a_title() -> None:
    assert said("title", "Bộ gá cho máy cưa vòng", "Bộgá chomáy cưavòng").score > 0.8


def test_subjects() -> None:
    found = said("subject", "Ôn thi môn Vật lí", "Ôn thi môn Hóa học")
    assert (found.score, found.detail) == (0.0, "Khác môn học: vật lí – hóa học")
    assert said("subject", "Ôn thi", "Ôn thi môn Hóa học") is None


def test_each_title_s_own_subject_counts_though_another_word_is_a_subject_too() -> None:
    one, other = (
        records.record(i, title=f"Rèn kĩ năng giải toán môn {s}") for i, s in (("a", "Đạo đức"), ("b", "Âm nhạc"))
    )
    assert records.said("subject", one, other).score == 0.0
    assert records.said("subject", one, records.record("b", title="Rèn kĩ năng giải toán")).score == 1.0


def test_a_body_that_one_title_shortens_is_no_other_place() -> None:
    one = records.record(title="Nuôi gà đồi tại Trường Tiểu học Nà Sim", unit="Trường Tiểu học Nà Sim")
    other = records.record("b", title="Nuôi gà đồi tại trường TH Nà Sim", unit="TH Nà Sim")
    found = records.said("place", one, other)
    assert found is None or found.score == 1.0


def test_titles_of_plain_words_are_on_one_topic_only_as_far_as_they_are_alike() -> None:
    one = "Đồ dùng tự làm dạy phân số cho học sinh lớp 4"  # without accents each of these words is stock
    assert said("title-topic", one, "Ứng dụng trò chơi trực tuyến trong dạy Khoa học lớp 4").score < 0.5
    assert said("title-topic", one, one).score == 1.0
