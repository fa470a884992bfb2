"""What was worked out once, kept in memory for the next time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

_Made = TypeVar("_Made")
_MOST, _LONGEST = 200_000, 60  # entries, letters: a hostile text takes no memory


class Known(dict[str, _Made]):
    """`known[text]` is `make(text)`; asking again costs what a dict costs."""

    def __init__(self, make: Callable[[str], _Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> _Made:
        made = self._make(text)
        if len(text) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[text] = made
        return made


class once(Generic[_Made]):  # noqa: N801 - a decorator
    """A property that is made when first asked for: `functools.cached_property` without its lock."""

    def __init__(self, make: Callable[[Any], _Made]) -> None:
        self._make, self._name, self.__doc__ = make, make.__name__, make.__doc__

    def __get__(self, owner: Any, kind: type | None = None) -> _Made:
        made = owner.__dict__[self._name] = self._make(owner)
        return made
