import numpy as np

from matchers.compare import joint
from matchers.compare.batch import Batch
from tests.matchers.records import EFFECT, SUMMARY, record, said

A = record()
STRANGER = {"authors": ["Chu Văn Thụ"], "phone": "0912000456"}


def test_short_texts_say_nothing() -> None:
    short = record("b", summary="Như trên.", benefit="Tốt.")
    assert [said(code, A, short) for code in ("words", "wording", "whole", "passages", "effect")] == [None] * 5


def test_a_part_is_contained_but_not_the_whole() -> None:
    part = record("b", summary=SUMMARY.split(". ")[0])
    assert said("wording", A, part).score == 1.0
    assert said("whole", A, part).score < 0.5


def test_damaged_words_are_paired_by_spelling() -> None:
    damaged = record("b", summary=SUMMARY.replace("máng", "mảrg").replace("chuồng", "chuổug"))
    assert said("words", A, damaged).score > 0.93


def test_copied_needs_strangers_and_the_whole_text() -> None:
    assert said("copied", A, record("b", **STRANGER)).score == 1.0
    assert said("copied", A, record("b", **STRANGER, benefit="")).score == 1.0
    assert said("copied", A, record("b")) is None
    assert said("copied", A, record("b", **STRANGER, benefit=SUMMARY)) is None
    assert said("copied", A, record("b", **STRANGER, summary=EFFECT)) is None


def test_circumstances_are_one_only_when_two_of_them_are_told() -> None:
    batch = Batch.of_two(A, record("b"))
    batch.scores.update(
        {"authors": np.array([0.0]), "phone": np.array([np.nan]), "period": np.array([1.0]), "unit": np.array([np.nan])}
    )
    for benefit, score in ((0.0, 0.5), (np.nan, np.nan)):
        batch.scores["benefit"] = np.array([benefit])
        assert np.array_equal(joint.COMPARATORS["same-case"].score(batch), [score], equal_nan=True)


OTHERS = [
    "Ủ phân chuồng với men trong bạt kín ba tuần, đảo đều mỗi năm ngày rồi bón lót cho nương sắn.",
    "Sổ tay vận hành trạm bơm có ảnh từng bước, treo ngay tại bảng điện để ca trực làm theo.",
]


def test_a_reworded_text_keeps_its_passages_and_a_next_one_keeps_some() -> None:
    words = SUMMARY.split()
    reworded = " ".join(word if at % 6 else "khác" for at, word in enumerate(words))
    half = " ".join([*words[: len(words) // 2], *OTHERS[0].split(), *OTHERS[1].split()])
    scores = [said("passages", A, record("b", summary=other)).score for other in (reworded, half)]
    assert scores[0] > 0.9
    assert scores[1] < 0.7


def test_a_text_that_many_have_is_a_model_text() -> None:
    def score(copies: int) -> float:
        rows = [record(f"r{n}") for n in range(copies)]
        return said("model-text", rows[0], rows[1], rows).score

    assert score(2) == 1.0
    assert score(20) <= 0.15


def test_passages_that_others_have_too_are_not_rare() -> None:
    copy = record("b", **STRANGER)
    many = [record(f"m{number}", authors=[f"Lò Thị Số {number}"]) for number in range(9)]
    elsewhere = [record(f"x{number}", summary=f"{EFFECT} {number}") for number in range(9)]
    assert said("rare", A, copy, [A, copy, *elsewhere]).score == 1.0
    assert said("rare", A, copy, [A, copy, *many]).score == 0.0
