from __future__ import annotations

import struct
from collections.abc import Callable

import pytest


@pytest.fixture
def compound() -> Callable[..., bytes]:
    """An OLE2 file of 512-byte sectors with root streams (name, first sector's bytes) of 4096 bytes each."""

    def make(*streams: tuple[str, bytes]) -> bytes:
        entries = [_entry("Root Entry", 5, child=1 if streams else 0xFFFFFFFF)]
        table = [0xFFFFFFFD, 0xFFFFFFFE]  # sector 0: the table itself, sector 1: the directory
        bodies = b""
        for index, (name, content) in enumerate(streams, 1):
            start = len(table)
            entries.append(_entry(name, 2, right=index + 1 if index < len(streams) else 0xFFFFFFFF, start=start))
            table += [*range(start + 1, start + 8), 0xFFFFFFFE]
            bodies += content.ljust(4096, b"\0")
        table += [0xFFFFFFFF] * (128 - len(table))
        header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
        header += (
            bytes(10) + struct.pack("<II", 1, 1) + bytes(4) + struct.pack("<IIIII", 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
        )
        header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
        return header + struct.pack("<128I", *table) + b"".join(entries).ljust(512, b"\0")[:512] + bodies

    return make


def _entry(name: str, kind: int, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF, start: int = 0) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
    return head + struct.pack("<III", 0xFFFFFFFF, right, child) + bytes(36) + struct.pack("<IQ", start, 4096)
