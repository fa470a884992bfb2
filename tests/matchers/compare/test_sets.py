import numpy as np
import pytest

from matchers.compare.sets import contained, crossed, quantiles, united


def entries(*rows: list[int]) -> tuple[np.ndarray, np.ndarray]:
    pair = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    return np.array([key for row in rows for key in row], dtype=np.uint64), pair


def test_unions_know_what_is_shared_whatever_the_order_and_however_often_told() -> None:
    found = united(entries([3, 1, 3], [], [7]), entries([5, 3], [2], []), 3)
    assert found.pair.tolist() == [0, 0, 0, 1, 2]
    assert found.key.tolist() == [1, 3, 5, 2, 7]
    assert (found.shared.tolist(), found.fewer.tolist()) == ([1, 0, 0], [2, 0, 0])
    assert [found.of(0, mark) for mark in (found.in_a, found.in_b, found.both)] == [[1, 3], [3, 5], [3]]
    assert found.sums(found.in_b, np.arange(5.0)).tolist() == [3, 3, 0]
    assert found.where(found.in_b).shared.tolist() == [1, 0, 0]


def test_a_key_is_looked_for_in_its_own_pair_only() -> None:
    assert contained(entries([1, 2], [3]), entries([2, 3], [1])).tolist() == [False, True, False]
    assert contained(entries([1]), entries([])).tolist() == [False]


def test_all_couples_of_both_sides() -> None:
    pair, one, other = crossed(np.array([2, 0, 1]), np.array([1, 3, 2]))
    assert list(zip(pair.tolist(), one.tolist(), other.tolist(), strict=True)) == [
        (0, 0, 0), (0, 1, 0), (2, 2, 4), (2, 2, 5)
    ]  # fmt: skip


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 1.0])
def test_quantiles_are_those_of_each_owner(share: float) -> None:
    rows = [[9, 1, 4, 4], [250], [], [3, 2]]
    values, owner = entries(*rows)
    wanted = [np.quantile(row, share) if row else np.nan for row in rows]
    np.testing.assert_allclose(quantiles(values.astype(np.uint8), owner, len(rows), share), wanted)
