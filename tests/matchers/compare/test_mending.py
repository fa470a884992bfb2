from matchers.compare.evidence import Evidence
from schemas.match import Record
from tests.matchers import records

TITLE = "Tận dụng vải đầu khúc may túi, khẩu trang tặng công nhân"


def said(code: str, one: str, other: str) -> Evidence | None:
    return records.said(code, Record(id="a", title=one), Record(id="b", title=other))


def test_joined_parted_and_broken_words_are_no_other_topic() -> None:
    broken = "Tan dụng vải đầu kbúc may úi, khẩu trangtặng cơngnhân"
    assert said("title-topic", TITLE, broken).score == 1.0
    assert said("title-swapped", TITLE, broken).score == 1.0
    assert said("title-topic", TITLE, "Tận dụng v ải đầu khúc m ay túi, khẩu trang tặng công nhân").score == 1.0


def test_another_object_is_one_however_long_the_title() -> None:
    other = TITLE.replace("khẩu trang", "tạp dề")
    assert said("title-topic", TITLE, other).score < 0.8
    one, other = (f"Tăng cường tiếng Việt cho trẻ dân tộc {who} trước khi vào lớp Một" for who in ("Khmer", "Mông"))
    assert said("title-topic", one, other).score < 0.8


def test_figures_are_never_taken_for_each_other() -> None:
    one, other = (f"Dụng cụ khoan thủy không ngừng nước ống {pipe}" for pipe in ("DN100", "DN150"))
    assert said("title-topic", one, other).score < 1.0
