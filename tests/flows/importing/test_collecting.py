"""Cycles are still found while a list is brought in, and as often as before afterwards."""

from __future__ import annotations

import gc

import pytest

from flows.importing.collecting import seldom


def test_what_held_before_holds_again_after_an_error() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="row"), seldom():
        assert gc.isenabled() and gc.get_threshold()[0] > before[0]
        raise ValueError("row")
    assert gc.get_threshold() == before
