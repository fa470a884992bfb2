from matchers.compare import joint, text
from matchers.compare.evidence import Evidence
from matchers.corpus import Corpus
from matchers.normal import prepare
from matchers.statistics import Statistics
from tests.matchers.records import SUMMARY, record

A = prepare(record())


def test_short_texts_say_nothing() -> None:
    short = prepare(record("b", summary="Như trên.", benefit="Tốt."))
    assert text.words(A, short, Statistics()) is None
    assert text.wording(A, short, Statistics()) is None
    assert text.effect(A, short, Statistics()) is None


def test_a_part_is_contained_but_not_the_whole() -> None:
    part = prepare(record("b", summary=SUMMARY.split(". ")[0]))
    assert text.wording(A, part, Statistics()).score == 1.0
    assert text.whole(A, part, Statistics()).score < 0.5


def test_damaged_words_are_paired_by_spelling() -> None:
    damaged = prepare(record("b", summary=SUMMARY.replace("máng", "mảrg").replace("chuồng", "chuổug")))
    assert text.words(A, damaged, Statistics()).score > 0.93


def test_copied_needs_strangers_and_the_whole_text() -> None:
    said = {"authors": Evidence(0.0, ""), "whole": Evidence(0.97, ""), "effect": Evidence(0.9, "")}
    assert joint.copied(A, A, said).score == 0.9
    assert joint.copied(A, A, said | {"authors": Evidence(1.0, "")}) is None
    assert joint.copied(A, A, said | {"effect": Evidence(0.4, "")}) is None


OTHERS = [
    "Ủ phân chuồng với men trong bạt kín ba tuần, đảo đều mỗi năm ngày rồi bón lót cho nương sắn.",
    "Sổ tay vận hành trạm bơm có ảnh từng bước, treo ngay tại bảng điện để ca trực làm theo.",
]


def test_a_reworded_text_keeps_its_passages_and_a_next_one_keeps_some() -> None:
    words = SUMMARY.split()
    reworded = " ".join(word if at % 6 else "khác" for at, word in enumerate(words))
    half = " ".join([*words[: len(words) // 2], *OTHERS[0].split(), *OTHERS[1].split()])
    scores = [text.passages(A, prepare(record("b", summary=other)), Statistics()).score for other in (reworded, half)]
    assert scores[0] > 0.9
    assert scores[1] < 0.7


def test_a_text_that_many_have_is_a_model_text() -> None:
    def score(copies: int) -> float:
        rows = [record(f"r{n}") for n in range(copies)]
        found = text.model_text(prepare(rows[0]), prepare(rows[1]), Statistics.of(Corpus.of(rows)))
        assert found is not None
        return found.score

    assert score(2) == 1.0
    assert score(20) <= 0.15
