from matchers.compare import joint, text
from matchers.compare.evidence import Evidence
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


def test_a_model_text_is_nobodys_own() -> None:
    pair = [prepare(record(f"r{n}")) for n in range(2)]
    crowd = [prepare(record(f"r{n}")) for n in range(20)]
    assert (
        text.own_words(
            *pair, Statistics.of([*pair, *[prepare(record("x", summary="Khác")) for _ in range(3000)]])
        ).score
        > 0.5
    )
    assert text.own_words(*pair, Statistics.of(crowd)).score < 0.1


def test_copied_needs_strangers_and_the_whole_text() -> None:
    said = {"authors": Evidence(0.0, ""), "whole": Evidence(0.97, ""), "effect": Evidence(0.9, "")}
    assert joint.copied(A, A, said).score == 0.9
    assert joint.copied(A, A, said | {"authors": Evidence(1.0, "")}) is None
    assert joint.copied(A, A, said | {"effect": Evidence(0.4, "")}) is None
