"""Work on several cores: pure functions over parts, in forked children, the answers in the order of the parts."""

from __future__ import annotations

import gc
import mmap
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

_Part = TypeVar("_Part")
_Made = TypeVar("_Made")
_work: tuple[Callable[[Any], Any], Sequence[Any]] | None = None  # inherited by the children: nothing large is pickled


def cores() -> int:
    return len(os.sched_getaffinity(0))


def spread(work: Callable[[_Part], _Made], parts: Sequence[_Part], worth_it: bool) -> list[_Made]:
    """`work` of every part; in children when `worth_it` and there are cores to share it."""
    return [*in_turn(work, parts, worth_it)]


def in_turn(work: Callable[[_Part], _Made], parts: Sequence[_Part], worth_it: bool) -> Iterator[_Made]:
    """As `spread`, each answer as soon as it and those before it are there: who takes them need not hold them all."""
    global _work  # noqa: PLW0603 - a fork hands it to the children without copying
    hands = min(cores(), len(parts))
    if not worth_it or hands < 2 or multiprocessing.current_process().daemon:
        yield from map(work, parts)
        return
    _work = (work, parts)
    try:
        pool = multiprocessing.get_context("fork").Pool(hands, _calm)
    finally:
        _work = None
    with pool:
        yield from pool.imap(_one, range(len(parts)))


def _calm() -> None:
    """Records by the thousand have no cycles: looking for some now and then is enough."""
    gc.freeze()
    gc.set_threshold(200_000, 10, 10)


def _one(number: int) -> Any:
    if _work is None:
        raise RuntimeError("not a child of spread()")
    work, parts = _work
    return work(parts[number])


def shared_array(size: int, kind: type[np.unsignedinteger[Any]]) -> npt.NDArray[Any]:
    """An array that the children of `spread` fill for their parent."""
    room = mmap.mmap(-1, max(1, size * np.dtype(kind).itemsize))
    return np.frombuffer(room, dtype=kind, count=size)
