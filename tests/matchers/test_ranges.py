import numpy as np
import pytest

from matchers.corpus import Corpus
from matchers.entries import entries
from matchers.index import Caps, nearest
from matchers.ranges import candidates, held_in
from tests.matchers.records import record
from tests.matchers.test_index import drawn


@pytest.mark.parametrize("entries_in_a_range", [2_000_000, 300, 40])
def test_all_at_once_are_those_of_single_blocks(monkeypatch: pytest.MonkeyPatch, entries_in_a_range: int) -> None:
    monkeypatch.setattr("matchers.ranges._ENTRIES", entries_in_a_range)
    monkeypatch.setattr("matchers.ranges._BLOCK", 17)
    corpus, caps = Corpus.of(drawn(90, 4)), Caps(best=3, best_text=2, small=20, holders=9, looked_at=12)
    block = entries(corpus.columns, np.arange(90))
    older, newer = nearest([block], block, caps)
    found = candidates(corpus, caps)
    assert len(older) > 100
    assert (found[0].tolist(), found[1].tolist()) == (older.tolist(), newer.tolist())


def test_keys_of_one_record_and_of_very_many_take_little_room() -> None:
    alone, shared = np.arange(1, 500, dtype=np.uint64) << np.uint64(24), np.uint64(600 << 24)
    rows, told = held_in([alone, shared + np.arange(400, dtype=np.uint64)], most=7)
    assert rows.tolist() == list(range(8))
    assert len(told) == 7


def test_more_holders_than_there_is_room_for_are_refused() -> None:
    with pytest.raises(ValueError, match="127 holders"):
        candidates(Corpus.of([record("a"), record("b")]), Caps(holders=128))
