from matchers.corpus import Corpus
from matchers.index import Caps, candidates
from tests.matchers.records import SUMMARY, record


def pairs(*records, caps: Caps | None = None) -> list[tuple[int, int]]:
    one, other = candidates(Corpus.of(records), caps or Caps())
    return list(zip(one.tolist(), other.tolist(), strict=True))


def test_nothing_shared_is_no_candidate() -> None:
    other = {"title": "Ủ phân", "summary": "Đảo đều rồi bón lót.", "authors": ["Chu Thụ"], "phone": "", "benefit": ""}
    assert pairs(record("a"), record("b", **other)) == []


def test_a_person_and_a_word_of_the_title_are_enough() -> None:
    other = record("b", title="Máng gỗ", summary="", benefit="", phone="", birth_year=None)
    assert pairs(record("a"), other) == [(0, 1)]


def test_a_birth_year_and_a_damaged_name_are_enough() -> None:
    other = record("b", title="", summary="", benefit="", phone="", authors=["Sầm Thị Lu'n"])
    assert pairs(record("a"), other) == [(0, 1)]


def test_a_key_that_too_many_share_says_nothing() -> None:
    rows = [
        record(f"r{n}", title="", authors=[], birth_year=None, phone="", benefit="", summary=SUMMARY) for n in range(6)
    ]
    assert len(pairs(*rows)) == 15
    assert pairs(*rows, caps=Caps(run_small=1, middling_share=0.0)) == []


def test_only_the_best_candidates_are_kept() -> None:
    rows = [record(f"r{n}") for n in range(9)]
    assert 0 < len(pairs(*rows, caps=Caps(candidates_small=3))) < len(pairs(*rows)) == 36
