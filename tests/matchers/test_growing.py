import numpy as np

from matchers.growing import Growing, GrowingRows
from matchers.runs import Ragged, word_keys


def test_what_is_added_stands_in_order_however_much_it_is() -> None:
    grown, parts = Growing(np.uint32), [np.arange(size, dtype=np.uint32) for size in (3, 0, 70_000, 1, 400_000)]
    for part in parts:
        grown.add(part)
    assert len(grown) == 470_004
    assert np.array_equal(grown.array(), np.concatenate(parts))


def test_nothing_added_is_an_empty_array() -> None:
    assert Growing(np.int64).array().tolist() == []
    assert len(GrowingRows(np.uint64).ragged()) == 0


def test_rows_are_those_of_the_parts_joined() -> None:
    texts = ["một hai ba", "", "bốn", "năm sáu"]
    parts = [Ragged.of([word_keys(text.split()) for text in some]) for some in (texts[:2], [], texts[2:])]
    grown = GrowingRows(np.uint64)
    for part in parts:
        grown.add(part)
    found = grown.ragged()
    assert [found.row(at) for at in range(4)] == [word_keys(text.split()).tolist() for text in texts]
