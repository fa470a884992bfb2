from matchers.clusters import clusters


def test_pairs_that_touch_become_one_group() -> None:
    assert clusters([("b", "c"), ("a", "b"), ("x", "y")]) == [["a", "b", "c"], ["x", "y"]]


def test_order_of_pairs_does_not_matter() -> None:
    pairs = [("d", "e"), ("a", "e"), ("c", "b"), ("b", "d")]
    assert clusters(pairs) == clusters(reversed(pairs)) == [["a", "b", "c", "d", "e"]]


def test_nothing_gives_no_groups() -> None:
    assert clusters([]) == []
