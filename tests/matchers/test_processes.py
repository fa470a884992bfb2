import os

import pytest

from matchers.processes import spread


def test_answers_come_in_order_wherever_they_are_made() -> None:
    parts = list(range(7))
    assert spread(lambda n: n * n, parts, worth_it=True) == spread(lambda n: n * n, parts, worth_it=False)


def test_children_do_the_work_when_it_is_worth_it() -> None:
    if len(os.sched_getaffinity(0)) < 2:
        pytest.skip("one core")
    assert os.getpid() not in spread(lambda _: os.getpid(), [0, 1, 2], worth_it=True)


def test_an_error_in_a_child_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        spread(lambda n: 1 // n, [1, 0], worth_it=True)
