import random
import re

import numpy as np
import pytest

from matchers.corpus import Corpus
from matchers.entries import ROWS, entries
from matchers.index import Caps, Gone, nearest
from matchers.ranges import candidates
from schemas.errors import SetupError
from schemas.match import Record
from tests.matchers.records import SUMMARY, record

WORDS = str.split(
    "máng gà thức ăn tự rót cải tiến chuồng nước vịt ao cá bón phân ruộng lúa bạt che nắng đèn sưởi quạt gió"
)


def pairs(*records: Record, caps: Caps | None = None) -> list[tuple[int, int]]:
    one, other = candidates(Corpus.of(records), caps or Caps())
    return list(zip(one.tolist(), other.tolist(), strict=True))


def drawn(total: int, seed: int) -> list[Record]:
    """Invented records that share words, people and now and then a whole text."""
    by_chance = random.Random(seed)
    texts = [" ".join(by_chance.choices(WORDS, k=30)) for _ in range(total // 3)]
    names = ["Sầm Thị Lựu", "Chu Văn Thụ", "Vừ Thị Sen"]
    return [
        record(
            f"r{n:03d}",
            title=" ".join(by_chance.choices(WORDS, k=6)),
            summary=by_chance.choice(texts),
            authors=[by_chance.choice(names)],
            phone="",
        )
        for n in range(total)
    ]


def test_nothing_shared_is_no_candidate() -> None:
    other = {"title": "Ủ phân", "summary": "Đảo đều rồi bón lót.", "authors": ["Chu Thụ"], "phone": "", "benefit": ""}
    assert pairs(record("a"), record("b", **other)) == []
    assert pairs() == pairs(record("a")) == pairs(Record(id="a"), Record(id="b")) == []


def test_a_person_and_a_word_of_the_title_are_enough() -> None:
    other = record("b", title="Máng gỗ", summary="", benefit="", phone="", birth_year=None)
    assert pairs(record("a"), other) == [(0, 1)]


def test_a_birth_year_and_a_damaged_name_are_enough() -> None:
    other = record("b", title="", summary="", benefit="", phone="", authors=["Sầm Thị Lu'n"])
    assert pairs(record("a"), other) == [(0, 1)]


def test_a_title_alone_is_enough_however_short() -> None:
    bare = {"summary": "", "benefit": "", "authors": [], "phone": "", "birth_year": None}
    assert pairs(record("a", title="Máng gỗ", **bare), record("b", title="MÁNG GỖ.", **bare)) == [(0, 1)]


def test_sentences_in_another_order_by_other_people_are_found() -> None:
    sentences = [" ".join(WORDS[at : at + 7]) for at in range(0, 21, 7)]
    other = {"authors": ["Chu Văn Thụ"], "phone": "", "birth_year": 1979, "benefit": "", "title": "Việc khác hẳn"}
    turned = record("b", summary=". ".join(sentences[::-1]), **other)
    assert (0, 1) in pairs(record("a", summary=". ".join(sentences)), turned)


def test_a_key_that_too_many_share_says_nothing() -> None:
    rows = [
        record(f"r{n}", title="", authors=[], birth_year=None, phone="", benefit="", summary=SUMMARY) for n in range(6)
    ]
    assert len(pairs(*rows)) == 15
    assert pairs(*rows, caps=Caps(holders=2)) == [(0, 1), (0, 2), (1, 2)]


def test_only_the_best_candidates_are_kept() -> None:
    rows = [record(f"r{n}") for n in range(9)]
    assert len(pairs(*rows)) == 36
    assert len(pairs(*rows, caps=Caps(best_small=3))) == 1 + 2 + 6 * 3


def test_common_words_cost_no_more_in_a_large_register() -> None:
    few = Caps(best=3, best_text=0, small=10)
    assert len(pairs(*drawn(90, 1), caps=few)) <= 45 + 80 * 3


def test_rows_one_by_one_in_batches_and_as_a_whole_give_the_same() -> None:
    corpus, by_chance = Corpus.of(drawn(120, 5)), random.Random(7)
    caps = Caps(best=3, best_text=2, small=20, holders=9, looked_at=12)
    whole = candidates(corpus, caps)
    for most in (1, 7, 60):
        parts, found, at = [], [], 0
        while at < len(corpus):
            end = min(len(corpus), at + by_chance.randint(1, most))
            block = entries(corpus.columns, np.arange(at, end))
            parts.append(block)
            if by_chance.random() < 0.3:
                parts = [np.sort(np.concatenate(parts))]
            found.append(nearest(parts, block, caps))
            at = end
        assert np.concatenate([older for older, _ in found]).tolist() == whole[0].tolist()
        assert np.concatenate([newer for _, newer in found]).tolist() == whole[1].tolist()


def test_what_stepped_back_counts_no_more() -> None:
    corpus, caps = Corpus.of(drawn(60, 3)), Caps(best=3, best_text=2, small=20, holders=9, looked_at=12)
    block, gone = entries(corpus.columns, np.arange(60)), np.array([0, 7, 8, 30, 59])
    left = np.setdiff1d(np.arange(60), gone)
    rest = Corpus.of([corpus.records[at] for at in left])
    older, newer = candidates(rest, caps)
    asked = block[np.isin((block & ROWS).astype(np.int64), left)]
    stepped = Gone(gone, block[np.isin((block & ROWS).astype(np.int64), gone)])
    found = nearest([block], asked, caps, stepped)
    assert (found[0].tolist(), found[1].tolist()) == (left[older].tolist(), left[newer].tolist())


def test_more_rows_than_numbers_are_refused() -> None:
    columns = Corpus.of([record("a")]).columns
    assert len(entries(columns, np.arange(1), (1 << 24) - 1))
    with pytest.raises(SetupError, match=re.escape("16.777.215")):
        entries(columns, np.arange(1), 1 << 24)
