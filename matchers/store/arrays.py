"""Named arrays in one file: written once, front to back, then only mapped."""

from __future__ import annotations

import hashlib
import mmap
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel

Array = npt.NDArray[Any]
_ALIGNED = 64  # bytes
_PIECE = 1 << 24  # bytes hashed at a time


class Place(BaseModel):
    """Where an array lies in its file."""

    kind: str
    offset: int
    count: int


class ArrayFile(BaseModel):
    """What is known of a file: enough to map it, and to tell whether it is still what was written."""

    name: str
    size: int
    sha256: str
    arrays: dict[str, Place]


class Writer:
    """Writes `folder/name` under another name first; it is there, whole and on disk, when the block ends well."""

    def __init__(self, folder: Path, name: str) -> None:
        self._path, self._coming = folder / name, folder / f"{name}.part"
        self._arrays: dict[str, Place] = {}
        self._digest, self._size = hashlib.sha256(), 0

    def __enter__(self) -> Writer:
        self._file = self._coming.open("wb")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._file:
            if kind is None:
                self._file.flush()
                os.fsync(self._file.fileno())
        if kind is None:
            self._coming.replace(self._path)
        else:
            self._coming.unlink(missing_ok=True)

    def add(self, name: str, kind: Any, parts: Iterable[Array]) -> None:
        """One array, in parts."""
        self._put(b"\0" * (-self._size % _ALIGNED))
        offset, count = self._size, 0
        for part in parts:
            count += len(part)
            self._put(np.ascontiguousarray(part, dtype=kind).data.cast("B") if len(part) else b"")
        self._arrays[name] = Place(kind=np.dtype(kind).str, offset=offset, count=count)

    def _put(self, data: bytes | memoryview) -> None:
        self._file.write(data)
        self._digest.update(data)
        self._size += len(data)

    def written(self) -> ArrayFile:
        return ArrayFile(name=self._path.name, size=self._size, sha256=self._digest.hexdigest(), arrays=self._arrays)


def mapped(folder: Path, told: ArrayFile) -> Mapping[str, Array]:
    """The arrays of a file, not read before they are used. Raises OSError, ValueError when it is not as told."""
    with (folder / told.name).open("rb") as stream:
        if os.fstat(stream.fileno()).st_size != told.size:
            raise ValueError(f"{told.name}: {os.fstat(stream.fileno()).st_size} bytes, not {told.size}")
        room = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) if told.size else b""
    return {name: np.frombuffer(room, p.kind, p.count, p.offset) for name, p in told.arrays.items()}


def sound(folder: Path, told: ArrayFile) -> bool:
    """Whether a file is byte for byte what was written."""
    digest = hashlib.sha256()
    try:
        with (folder / told.name).open("rb") as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
    except OSError:
        return False
    return digest.hexdigest() == told.sha256
