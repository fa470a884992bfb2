"""Which files make up a store: one small file, replaced as a whole. What it does not name does not exist."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

from pydantic import BaseModel, Field, ValidationError

from matchers.columns import COLUMNS
from matchers.store.arrays import ArrayFile
from schemas import text

NAME = "manifest.json"
_FORMAT = 1
_PACKAGE = Path(__file__).parents[1]
# What the kept columns and entries of a record follow from.
_SOURCES = ("columns", "entries", "keys", "known", "normal", "packed", "people", "runs", "tokens", "vocabulary")


class Part(BaseModel):
    """Rows that were written together."""

    rows: int
    file: ArrayFile


class Manifest(BaseModel):
    """`slots`: of the table of passages; `minus`: what is to be taken off for `dead` rows."""

    made_by: str
    number: int = 0  # of the next file
    slots: int = 0
    parts: list[Part] = Field(default_factory=list)
    dead: list[int] = Field(default_factory=list)
    minus: ArrayFile | None = None

    @property
    def rows(self) -> int:
        return sum(part.rows for part in self.parts)

    @property
    def files(self) -> list[ArrayFile]:
        return [*(part.file for part in self.parts), *([self.minus] if self.minus else [])]


@cache
def made_by() -> str:
    """What made the rows: another version of it would make other rows, and the store is then made anew."""
    digest = hashlib.sha256(f"{_FORMAT} {sorted((n, c.kept.__name__) for n, c in COLUMNS.items())}".encode())
    tables = [_PACKAGE / "words.toml", Path(text.__file__), *(_PACKAGE / f"{name}.py" for name in _SOURCES)]
    for path in tables:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read(folder: Path) -> Manifest | None:
    """None when there is none, or none that can be used: the store is to be made anew."""
    try:
        digest, _, content = (folder / NAME).read_bytes().partition(b"\n")
        if hashlib.sha256(content).hexdigest().encode() != digest:
            return None
        found = Manifest.model_validate_json(content)
    except (OSError, ValidationError):
        return None
    return found if found.made_by == made_by() else None


def replace(folder: Path, manifest: Manifest) -> None:
    """Puts it in force; a crash leaves either the old one or this one."""
    content = manifest.model_dump_json().encode()
    coming = folder / f"{NAME}.part"
    with coming.open("wb") as stream:
        stream.write(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
        stream.flush()
        os.fsync(stream.fileno())
    sync(folder)  # the files it names come before it
    coming.replace(folder / NAME)
    sync(folder)


def sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep(folder: Path, manifest: Manifest) -> None:
    """Removes what a crash or a merge left behind."""
    named = {NAME, "lock", *(file.name for file in manifest.files)}
    for path in folder.iterdir():
        if path.name not in named and path.is_file():
            path.unlink(missing_ok=True)
