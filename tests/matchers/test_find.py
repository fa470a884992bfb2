"""What is flagged, what is not, and what the reviewer reads."""

from __future__ import annotations

import random

import pytest

from matchers import compare, find_duplicates, statistics_of
from schemas.match import Comparison, Record
from schemas.text import fold
from tests.matchers.records import EFFECT, SUMMARY, record

OTHER = {"authors": ["Hầu Văn Khiêm"], "birth_year": 1979, "phone": "0912 000 456", "unit": "Hợp tác xã Đồi Cọ"}
OTHER_TEXT = (
    "Ủ phân chuồng với men trong bạt kín ba tuần, đảo đều mỗi năm ngày rồi bón lót cho nương sắn trước mùa mưa."
)


def found(*records: Record) -> list[Comparison]:
    return find_duplicates(records)


def only(*records: Record) -> Comparison:
    pairs = found(*records)
    assert len(pairs) == 1
    return pairs[0]


@pytest.mark.parametrize(
    "changes",
    [
        {"sender": "Công đoàn Nông nghiệp", "unit": "Công đoàn Nông nghiệp"},
        {"authors": ["SẦM THỊ LỰU"], "phone": "+84386000123"},
        {"period": "Năm 2022", "benefit_vnd": None},
        {"benefit": "", "benefit_vnd": 0, "phone": ""},
    ],
    ids=["other unit", "capitals", "other period", "less told"],
)
def test_the_same_innovation_filed_again_is_safe_to_accept(changes: dict[str, object]) -> None:
    pair = only(record("b"), record("a", **changes))
    assert (pair.id_a, pair.id_b, pair.verdict) == ("a", "b", "same")


def test_lost_accents_are_no_difference() -> None:
    bare = record("b", title=fold(record().title), summary=fold(SUMMARY), authors=["sam thi luu"])
    assert only(record(), bare).score > 0.9


def test_another_title_over_the_same_text_is_flagged() -> None:
    assert only(record(), record("b", title="Cải tiến cách cho gà ăn bằng máng tự rót")).score > 0.5


def test_a_copied_text_is_never_accepted_without_a_person() -> None:
    pair = only(record(), record("b", **OTHER | {"unit": "Hợp tác xã Nà Sim"}))
    assert pair.verdict == "review"
    assert any(reason.code == "copied" and reason.weight > 0 for reason in pair.reasons)


def test_the_same_person_with_another_topic_is_not_flagged() -> None:
    assert found(record(), record("b", title="Ủ phân chuồng cho nương sắn", summary=OTHER_TEXT, benefit="")) == []


def test_strangers_with_the_same_title_only_are_not_flagged() -> None:
    assert found(record(), record("b", summary=OTHER_TEXT, benefit="", benefit_vnd=None, **OTHER)) == []


def test_classes_of_different_teachers_are_not_flagged() -> None:
    title = "Một số biện pháp nâng cao chất lượng dạy học môn {} cho học sinh lớp {}"
    body = "Chia lớp thành nhóm nhỏ theo sức học, giao phiếu riêng cho từng nhóm và chữa bài ngay trong tiết."
    teachers = [
        ("Toán", 2, "Vừ Thị Sen"),
        ("Toán", 3, "Lù Văn Tĩnh"),
        ("Tin học", 4, "Mạc Thị Ngà"),
        ("Địa lí", 5, "Chu Văn Thụ"),
    ]
    rows = [
        Record(
            id=name,
            title=title.format(subject, grade),
            authors=[name],
            summary=body,
            unit=f"Trường Tiểu học số {grade}",
        )
        for subject, grade, name in teachers
    ]
    assert found(*rows) == []


def test_another_grade_by_the_same_teacher_is_never_accepted_by_itself() -> None:
    rows = [record(key, title=f"Rèn chữ viết cho học sinh lớp {grade}") for key, grade in (("a", 1), ("b", 4))]
    assert all(pair.verdict != "same" for pair in found(*rows))
    told = compare(*rows)
    assert next(r for r in told.reasons if r.code == "grades").text == "Số trong tên khác nhau: lớp 1 – lớp 4"


def test_pairs_within_the_register_are_not_compared() -> None:
    register = [record("r1"), record("r2")]
    assert found(*register)
    assert find_duplicates([], register) == []
    pairs = find_duplicates([record("new")], register)
    assert [(c.id_a, c.id_b) for c in pairs] == [("new", "r1"), ("new", "r2")]


def test_a_record_given_twice_is_not_its_own_duplicate() -> None:
    assert find_duplicates([record("a")], [record("a")]) == []


def test_order_of_input_does_not_matter() -> None:
    rows = [record(f"r{n}", sender=f"Công đoàn {n}") for n in range(5)]
    shuffled = rows[:]
    random.Random(3).shuffle(shuffled)
    assert find_duplicates(rows) == find_duplicates(shuffled)
    scores = [c.score for c in find_duplicates(rows)]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 10


def test_empty_records_match_nothing() -> None:
    assert found(Record(id="a"), Record(id="b"), record("c")) == []
    assert find_duplicates([]) == []
    assert compare(Record(id="b"), Record(id="a")).verdict == "different"


def test_reasons_are_told_in_order_of_weight_and_hide_the_phone() -> None:
    pair = compare(record(), record("b"), statistics_of([record(), record("b")]))
    weights = [abs(reason.weight) for reason in pair.reasons]
    assert weights == sorted(weights, reverse=True)
    assert all("000123" not in reason.text for reason in pair.reasons)
    assert any(reason.text == "Cùng tác giả Sầm Thị Lựu" for reason in pair.reasons)


def test_rows_of_one_dossier_say_so() -> None:
    pair = only(record(dossier="h1"), record("b", dossier="h1"))
    assert [reason.text for reason in pair.reasons if reason.code == "same-dossier"] == [
        "Hai dòng trong cùng một hồ sơ"
    ]


def test_effect_alone_makes_no_duplicate() -> None:
    other = record("b", title="Ủ phân chuồng cho nương sắn", summary=OTHER_TEXT, benefit=EFFECT, **OTHER)
    assert found(record(), other) == []
