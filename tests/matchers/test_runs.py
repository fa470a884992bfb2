import numpy as np
import pytest

from matchers.runs import Passages, Ragged, distinct, rolled, split, word_key, word_keys

TEXT = [f"chu{n}" for n in range(60)]


def test_runs_of_rows_are_those_of_single_texts() -> None:
    texts = [TEXT[:9], [], TEXT[3:5], TEXT[20:40]]
    rows = Ragged.of([word_keys(text) for text in texts])
    keys, owner = rows.runs(np.arange(4), 3)
    alone = [rolled(word_keys(text), 3).tolist() if len(text) >= 3 else [] for text in texts]
    assert [keys[owner == n].tolist() for n in range(4)] == alone


def test_ragged_rows_are_joined_in_order() -> None:
    parts = [Ragged.of([word_keys(TEXT[:2])]), Ragged.of([word_keys([]), word_keys(TEXT[4:9])])]
    keys, owner = Ragged.joined(parts).take(np.array([2, 0]))
    assert keys.tolist() == word_keys([*TEXT[4:9], *TEXT[:2]]).tolist()
    assert owner.tolist() == [0] * 5 + [1] * 2


def test_numbers_are_known_by_their_keys() -> None:
    assert [word_key(word) & 1 for word in ("lop", "4", "35kv", "a1")] == [0, 1, 1, 0]


def test_passages_together_know_no_numbers_and_no_order() -> None:
    one, two = TEXT[:30], TEXT[30:]
    keys = [
        set(Passages.of(word_keys(text), np.zeros(len(text), dtype=np.int64)).together()[0].tolist())
        for text in (one + two, [*two, "12", "năm", *one], ["7", *one, "8"])
    ]
    inside = keys[0] & keys[1]
    assert inside
    assert keys[2] <= keys[0]
    assert len(inside) > 0.5 * len(keys[0])


@pytest.mark.parametrize("keys", [[], [3], [5, 1, 5, 1, 9]])
def test_distinct(keys: list[int]) -> None:
    assert distinct(np.array(keys, dtype=np.uint64)).tolist() == sorted(set(keys))


@pytest.mark.parametrize(
    ("sizes", "parts"), [([], []), ([9], [1]), ([1, 1, 1, 1, 1], [3, 2]), ([2, 3, 9, 0, 1], [2, 1, 2])]
)
def test_parts_are_neither_long_nor_large(sizes: list[int], parts: list[int]) -> None:
    found = split(np.array(sizes, dtype=np.int64), most=5, many=3)
    assert [part.stop - part.start for part in found] == parts
    assert [n for part in found for n in range(part.start, part.stop)] == list(range(len(sizes)))
