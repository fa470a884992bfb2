"""What an exported table says, as models again: the columns' own list read backwards.

`HEADINGS` is the mapping for whoever takes such a table in: heading → the value that its cells hold.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from register.exports.innovations import INNOVATION_COLUMNS
from register.exports.machine import MACHINE
from register.exports.sheet import Column
from register.exports.taken import Cell, text, whole
from schemas.innovation import Innovation

T = TypeVar("T")

HEADINGS = {c.heading: c.path for c in INNOVATION_COLUMNS if c.path}


def innovation_back(cells: Mapping[str, Cell]) -> Innovation:
    """One row of the sheet of innovations, by heading. Raises ValueError only, whatever was written.

    Only the places on the pages do not come back: the pictures are not in the table either.
    """
    try:
        return _innovation(values_back(INNOVATION_COLUMNS, cells))
    except (TypeError, AttributeError, RecursionError) as error:  # the machine's column holds something else
        raise ValueError("cột dữ liệu của máy đã bị sửa: xóa ô ấy rồi nhập lại") from error


def _innovation(data: dict[str, Any]) -> Innovation:
    for author in data.get("authors", []):
        author["full_name"] = _without(author.get("full_name") or "", author.get("honorific") or "")
        author.update({name: "" for name, value in author.items() if value is None and name in _TEXTS})
    if data.get("recognition") is not None:
        data["recognition"].setdefault("number", "")
    return Innovation.model_validate(data)


_TEXTS = {"full_name", "position", "workplace", "honorific"}


def values_back(columns: Sequence[Column[T]], cells: Mapping[str, Cell]) -> dict[str, Any]:
    """What the cells of a row say, by the columns' own list, as data of the row's model. Raises ValueError."""
    data: dict[str, Any] = json.loads(text(cells.get(MACHINE)) or "{}")
    for column in columns:
        if column.path and column.heading in cells and not (column.rough and _has(data, column.path)):
            _put(data, column, cells[column.heading])
    return data


def _put(data: dict[str, Any], column: Column[T], cell: Cell) -> None:
    outer_name, many, own = column.path.partition("[].")
    if many:
        items = data.setdefault(outer_name, [])
        said = text(cell).split("\n") if text(cell) else []
        items.extend({} for _ in range(len(said) - len(items)))
        for item, line in zip(items, said, strict=False):
            item[own] = column.back(whole(line))
        return
    *outer, last = column.path.split(".")
    value = column.back(cell)
    for name in outer:
        if value in (None, "") and data.get(name) is None:
            return  # no recognition has no number
        inner = data.get(name) or {}
        data[name] = inner
        data = inner
    data[last] = value


def _has(data: Mapping[str, Any], path: str) -> bool:
    *outer, last = path.split(".")
    for name in outer:
        data = data.get(name) or {}
    return last in data


def _without(name: str, honorific: str) -> str:
    return name.removeprefix(f"{honorific} ") if honorific else name
