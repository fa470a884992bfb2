"""A setting that cannot be used, told with its name, its value and what is allowed."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

PREFIX = "SOVANG_"
_SHOWN = 60  # letters of a value
_WHOLE = ("int_parsing", "int_type", "int_from_float", "int_parsing_size")
_NUMBER = ("float_parsing", "float_type", "finite_number")


def told(error: ValidationError, settings: type[BaseModel]) -> str:
    """One line: `SOVANG_RETENTION_PHONE = “hai”: phải là một số nguyên từ 0 đến 100`."""
    return "; ".join(_one(one, settings) for one in error.errors())


def unknown(environment: Mapping[str, str], settings: type[BaseModel]) -> list[str]:
    """Variables that look like a setting and are none, each with the one that may be meant."""
    names = [f"{PREFIX}{name.upper()}" for name in settings.model_fields]
    groups = tuple(f"{name}_" for name in names)
    found = []
    for one in sorted(environment):
        if one.startswith(PREFIX) and one not in names and not one.startswith(groups):
            near = get_close_matches(one, names, 1, 0.75)
            found.append(f"Không có thiết lập {one}: bỏ qua.{f' Có phải {near[0]}?' if near else ''}")
    return found


def _one(error: ErrorDetails, settings: type[BaseModel]) -> str:
    path = [*map(str, error["loc"])]
    name = PREFIX + "_".join(path).upper()
    if error["type"] == "extra_forbidden":
        group = _group(settings, path[0])
        return f"{name}: không có thiết lập này; có: {', '.join(group) or 'xem bảng trong README.md'}"
    value = " ".join(str(error["input"]).split())[:_SHOWN]
    return f"{name} = “{value}”: {_allowed(error, settings, path)}"


def _allowed(error: ErrorDetails, settings: type[BaseModel], path: list[str]) -> str:
    kind = error["type"]
    least, most = _bounds(settings, path)
    between = f" từ {least} đến {most}" if most is not None else f" từ {least} trở lên" if least is not None else ""
    if kind in _WHOLE:
        return f"phải là một số nguyên{between}, chỉ gồm chữ số"
    if kind in _NUMBER:
        return f"phải là một số{between}, phần lẻ sau dấu chấm"
    if between:
        return f"phải{between}"
    return "không được âm" if kind == "value_error" else "giá trị không dùng được"


def _bounds(settings: type[BaseModel], path: list[str]) -> tuple[Any, Any]:
    """The least and the most that a field takes, where they are said; limits are never negative."""
    model: type[BaseModel] = settings
    for name in path[:-1]:
        found = model.model_fields[name].annotation
        if not (isinstance(found, type) and issubclass(found, BaseModel)):
            return None, None
        model = found
    field = model.model_fields[path[-1]]
    said = [*field.metadata, *(inner for part in get_args(field.annotation) for inner in _metadata(part))]
    least = next((one.ge for one in said if getattr(one, "ge", None) is not None), 0 if len(path) > 1 else None)
    return least, next((one.le for one in said if getattr(one, "le", None) is not None), None)


def _metadata(part: object) -> list[object]:
    info = getattr(part, "__metadata__", ())
    return [inner for one in info for inner in getattr(one, "metadata", [one])]


def _group(settings: type[BaseModel], name: str) -> list[str]:
    inner = settings.model_fields[name].annotation if name in settings.model_fields else None
    if not (isinstance(inner, type) and issubclass(inner, BaseModel)):
        return []
    return [f"{PREFIX}{name}_{one}".upper() for one in inner.model_fields]
