"""OLE2 compound files (.doc, .xls, .msg): which streams lie at the root and how they begin. Nothing is executed.

Format: [MS-CFB]. Only what telling the kind needs is read, so a hostile file costs at most a few hundred sectors.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA  # this and above are marks, not sectors
_NO_ENTRY = 0xFFFFFFFF
_MOST_SECTORS = 2000  # of the directory: 8,000 entries of a version 3 file
_FAT_SECTORS_IN_HEADER = 109  # enough for 7 MB; larger files list the others in sectors of their own
_MOST_LIST_SECTORS = 64  # of that list: a file of half a gigabyte
_STREAM = 2  # a directory entry's type
_SMALL = 4096  # streams shorter than this live in the mini stream


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


def root_streams(path: Path) -> set[str]:
    """The names of the streams and storages at the root; empty when the directory cannot be followed."""
    with path.open("rb") as stream:
        return {entry.name for entry in _root_entries(_Sectors(stream))}


def stream_head(path: Path, name: str) -> bytes:
    """The first sector of a root stream that is not tiny; empty when there is none."""
    with path.open("rb") as stream:
        sectors = _Sectors(stream)
        for entry in _root_entries(sectors):
            if entry.name == name and entry.size >= _SMALL:
                return sectors.read(entry.start)
    return b""


def stream_bytes(path: Path, name: str, most: int) -> bytes:
    """A root stream that is not tiny, its first `most` bytes at the most; empty when there is none."""
    with path.open("rb") as stream:
        sectors = _Sectors(stream)
        for entry in _root_entries(sectors):
            if entry.name == name and entry.size >= _SMALL:
                size = min(entry.size, most)
                return b"".join(sectors.chain(entry.start, size // 512 + 1))[:size]
    return b""


def streams_size(path: Path) -> int:
    """The bytes that all streams say they have; in a hostile file they share sectors, and it is more than the file."""
    with path.open("rb") as stream:
        return sum(entry.size for entry in _entries(_Sectors(stream)) if entry.kind == _STREAM)


class _Sectors:
    """The file as sectors and the chains that join them."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        head = stream.read(512).ljust(512, b"\0")
        self._size = 4096 if struct.unpack_from("<H", head, 30)[0] == 12 else 512
        self.directory: int = struct.unpack_from("<I", head, 48)[0]
        self._fat = list(struct.unpack_from(f"<{_FAT_SECTORS_IN_HEADER}I", head, 76))
        self._list_on(struct.unpack_from("<I", head, 68)[0])

    def read(self, sector: int) -> bytes:
        self._stream.seek((sector + 1) * self._size)
        return self._stream.read(self._size)

    def chain(self, sector: int, most: int = _MOST_SECTORS) -> Iterator[bytes]:
        """The sectors that begin with this one, by default at most as many as a real directory has."""
        for _ in range(most):
            if sector >= _LAST_SECTOR:
                return
            yield self.read(sector)
            sector = self._next(sector)

    def _list_on(self, sector: int) -> None:
        """The sectors that list the tables which the header has no room for; the last word of each names the next."""
        for _ in range(_MOST_LIST_SECTORS):
            block = self.read(sector) if sector < _LAST_SECTOR else b""
            if len(block) < self._size:
                return
            *tables, sector = struct.unpack(f"<{self._size // 4}I", block)
            self._fat += tables

    def _next(self, sector: int) -> int:
        per = self._size // 4
        index, place = divmod(sector, per)
        if index >= len(self._fat) or self._fat[index] >= _LAST_SECTOR:
            return _LAST_SECTOR
        table = self.read(self._fat[index])
        return int(struct.unpack_from("<I", table, place * 4)[0]) if len(table) == self._size else _LAST_SECTOR


def _entries(sectors: _Sectors) -> list[_Entry]:
    found = []
    for block in sectors.chain(sectors.directory):
        for at in range(0, len(block) - 127, 128):
            length, *_ = struct.unpack_from("<H", block, at + 64)
            name = block[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            left, right, child = struct.unpack_from("<III", block, at + 68)
            start, size = struct.unpack_from("<II", block, at + 116)
            found.append(_Entry(name, block[at + 66], left, right, child, start, size))
    return found


def _root_entries(sectors: _Sectors) -> Iterator[_Entry]:
    entries = _entries(sectors)
    waiting, seen = [entries[0].child] if entries else [], set[int]()
    while waiting:
        index = waiting.pop()
        if index == _NO_ENTRY or index in seen or index >= len(entries):
            continue
        seen.add(index)
        waiting += [entries[index].left, entries[index].right]
        yield entries[index]
