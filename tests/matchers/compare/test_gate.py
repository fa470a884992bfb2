from matchers.compare.gate import worth_comparing
from matchers.normal import prepare
from tests.matchers.records import record

A = prepare(record())
ELSE = {"title": "Ủ phân chuồng cho nương sắn", "summary": "Đảo đều mỗi năm ngày rồi bón lót trước mùa mưa."}
STRANGER = {"authors": ["Chu Văn Thụ"], "phone": ""}


def test_strangers_with_another_text_are_spared() -> None:
    assert not worth_comparing(A, prepare(record("b", **ELSE, **STRANGER)))


def test_one_of_title_and_text_is_enough() -> None:
    assert worth_comparing(A, prepare(record("b", title=ELSE["title"], **STRANGER)))
    assert worth_comparing(A, prepare(record("b", summary=ELSE["summary"], **STRANGER)))


def test_the_same_person_alone_is_not() -> None:
    assert not worth_comparing(A, prepare(record("b", **ELSE)))
