"""The directory of a zip container, believed only where it agrees with the bytes it speaks of."""

from __future__ import annotations

import re
import struct
import zipfile
from pathlib import Path

LOCAL, END = b"PK\x03\x04", b"PK\x05\x06"
_ZIP64_LOCATOR, _ZIP64_END = b"PK\x06\x07", b"PK\x06\x06"
_MOST_DIRECTORY = 8 * 2**20  # bytes; some 80,000 entries
_HEAD = 4 * 2**20


def directory(path: Path) -> list[zipfile.ZipInfo] | None:
    """The entries in the order of their bytes; None where the directory is missing, huge, or not of the whole file.

    A zip cut short may end in a whole inner zip, whose directory would be taken for the outer one: so the first entry
    must stand at the file's first byte.
    """
    if not _bearable(path):
        return None
    try:
        with zipfile.ZipFile(path) as container:
            entries = sorted(container.infolist(), key=lambda entry: entry.header_offset)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
        return None
    return entries if not entries or entries[0].header_offset == 0 else None


def overlaps(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether two entries, in the order of their bytes, share some: then few bytes inflate to any amount."""
    ends = [e.header_offset + 30 + len(e.orig_filename) + e.compress_size for e in entries]
    return any(end > after.header_offset for end, after in zip(ends, entries[1:], strict=False))


def head_names(path: Path) -> list[str]:
    """The names in the local headers of the first 4 MiB: what is left to go by when the directory is lost."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    names = []
    for found in re.finditer(re.escape(LOCAL), head):
        fields = head[found.start() : found.start() + 30]
        if len(fields) == 30:
            length = struct.unpack_from("<H", fields, 26)[0]
            names.append(head[found.start() + 30 : found.start() + 30 + length].decode("utf-8", "replace"))
    return names


def _bearable(path: Path) -> bool:
    """Whether the directory can be loaded: its size is read before its entries are."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        stream.seek(max(0, size - 66_000))
        tail = stream.read()
        at = tail.rfind(END)
        if at < 0 or len(tail) < at + 22:
            return False
        length: int = struct.unpack_from("<I", tail, at + 12)[0]
        if at >= 20 and tail[at - 20 : at - 16] == _ZIP64_LOCATOR:
            stream.seek(min(size, struct.unpack_from("<Q", tail, at - 12)[0]))
            record = stream.read(56)
            length = struct.unpack_from("<Q", record, 40)[0] if record[:4] == _ZIP64_END else size
    return length <= _MOST_DIRECTORY
