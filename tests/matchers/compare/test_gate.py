import numpy as np

from matchers.compare.gate import worth_comparing
from matchers.corpus import Corpus
from tests.matchers.records import record

ELSE = {"title": "Ủ phân chuồng cho nương sắn", "summary": "Đảo đều mỗi năm ngày rồi bón lót trước mùa mưa."}
STRANGER = {"authors": ["Chu Văn Thụ"], "phone": ""}


def worth(**changes: object) -> bool:
    """Whether `record()` and a changed one are; a pair beside it must not change the answer."""
    corpus = Corpus.of([record(), record("b", **changes), record("c", **ELSE, **STRANGER)])
    one, other = np.array([0, 0, 1]), np.array([1, 2, 2])
    marks = worth_comparing(corpus, one, other)
    assert worth_comparing(corpus, one[:1], other[:1]).tolist() == marks[:1].tolist()
    return bool(marks[0])


def test_strangers_with_another_text_are_spared() -> None:
    assert not worth(**ELSE, **STRANGER)


def test_strangers_with_one_text_are_not() -> None:
    assert worth(title=ELSE["title"], **STRANGER)


def test_strangers_with_one_title_are_compared_only_when_there_is_no_text() -> None:
    assert worth(summary="Như trên", **STRANGER)
    assert not worth(summary=ELSE["summary"], **STRANGER)


def test_the_same_person_alone_is_not_enough() -> None:
    assert not worth(**ELSE)


def test_the_same_person_with_one_title_is() -> None:
    assert worth(summary=ELSE["summary"])
