"""The last column of a table: what no other column holds, as JSON, for the program that takes the table in again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel

from register.exports.safe import CELL_UNITS
from register.exports.sheet import HIDDEN, Column

M = TypeVar("M", bound=BaseModel)

MACHINE = "Dữ liệu của máy (không sửa)"


def machine_column(columns: Sequence[Column[M]], besides: dict[str, Any]) -> Column[M]:
    """`besides`: what stays away, in pydantic's form of `exclude`; a row too long for a cell has none of it."""
    shown: dict[str, Any] = dict(besides)
    for path in (c.path for c in columns if c.path and not c.rough):
        _leave_out(shown, path)
    return Column(MACHINE, HIDDEN, _written(shown))


def _written(shown: dict[str, Any]) -> Callable[[M], str]:
    def value(item: M) -> str:
        said = item.model_dump_json(exclude=shown, exclude_defaults=True)
        return said if len(said.encode("utf-16-le")) <= 2 * CELL_UNITS else ""

    return value


def _leave_out(shown: dict[str, Any], path: str) -> None:
    whole, many, _ = path.partition("[].")
    if many:
        shown[whole] = True
        return
    *outer, last = path.split(".")
    for name in outer:
        shown = shown.setdefault(name, {})
    shown[last] = True
