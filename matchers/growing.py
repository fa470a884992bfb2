"""Arrays that grow at their end: they move without being copied, so what is gathered never takes its room twice."""

from __future__ import annotations

import mmap
from typing import Any

import numpy as np
import numpy.typing as npt

from matchers.runs import Ragged

_FIRST = 1 << 16  # bytes
_Numbers = type[np.integer[Any]]


class Growing:
    """Whole numbers of one kind; room that nothing was written to takes no memory."""

    def __init__(self, kind: _Numbers) -> None:
        self._kind = np.dtype(kind)
        self._room = mmap.mmap(-1, _FIRST, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        self._used = 0

    def __len__(self) -> int:
        return self._used // self._kind.itemsize

    def add(self, part: npt.NDArray[Any]) -> None:
        coming = np.ascontiguousarray(part, dtype=self._kind)
        end = self._used + coming.nbytes
        if end > len(self._room):
            self._room.resize(end + end // 2)
        self._room[self._used : end] = coming.data.cast("B") if coming.nbytes else b""
        self._used = end

    def array(self) -> npt.NDArray[Any]:
        """All of it; nothing can be added any more."""
        return np.frombuffer(self._room, dtype=self._kind, count=len(self))


class GrowingRows:
    """Rows of whole numbers, one after the other."""

    def __init__(self, kind: _Numbers) -> None:
        self._flat, self._starts = Growing(kind), Growing(np.int64)
        self._starts.add(np.zeros(1, dtype=np.int64))

    def add(self, part: Ragged) -> None:
        self._starts.add(part.starts[1:] + len(self._flat))
        self._flat.add(part.flat)

    def ragged(self) -> Ragged:
        return Ragged(self._flat.array(), self._starts.array())
