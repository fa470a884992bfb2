"""Python looks for cycles of objects after every few hundred new ones; rows of a list are many and have none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (20_000, 20, 50)  # an eighth of a child's time is spared, a fifth of its parent's


@contextmanager
def seldom() -> Iterator[None]:
    """Looks seldom while the block runs."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
