"""A hostile item: how it is made, and which ends of it are right."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

READ = ""  # the item may also be read, should nothing in it be worse than useless


@dataclass(frozen=True, slots=True)
class Hostile:
    """`make` writes the item at the given path; `codes`: the reasons that are right for it."""

    name: str
    codes: frozenset[str]
    make: Callable[[Path], object]


def hostile(name: str, codes: str, make: bytes | Callable[[], bytes] | Callable[[Path], object]) -> Hostile:
    """`codes`: separated by blanks, `-` for READ; `make`: the bytes, or what makes them."""
    allowed = frozenset(READ if code == "-" else code for code in codes.split())
    if isinstance(make, bytes):
        return Hostile(name, allowed, lambda path: path.write_bytes(make))
    if make.__code__.co_argcount == 0:
        return Hostile(name, allowed, lambda path: path.write_bytes(make()))
    return Hostile(name, allowed, make)


def zipped(*members: tuple[str, bytes | str], stored: bool = False) -> bytes:
    """A zip of (name, content) pairs."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as container:
        for name, content in members:
            container.writestr(name, content)
    return out.getvalue()
