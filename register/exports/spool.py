"""Models put by on disk while a large export is sorted: written once, gone through as often as need be."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import Generic, Self, TypeVar

from pydantic import BaseModel

M = TypeVar("M", bound=BaseModel)


class Spool(Generic[M]):
    """Holds personal data: the file has no name and goes with the process."""

    def __init__(self, model: type[M]) -> None:
        self._model = model
        self._file = tempfile.TemporaryFile("w+b")  # noqa: SIM115 - closed with the spool
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def add(self, item: M) -> None:
        self._file.seek(0, 2)
        self._file.write(item.model_dump_json().encode() + b"\n")
        self.count += 1

    def __iter__(self) -> Iterator[M]:
        self._file.seek(0)
        for line in self._file:
            yield self._model.model_validate_json(line)
