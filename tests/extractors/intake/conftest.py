"""Small files made on the spot: zips, compound files, pictures, mails."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.intake.store import source_file
from schemas.source import SourceFile
from tests.hostile.item import zipped as zip_of

Put = Callable[[bytes, str], SourceFile]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Writes bytes to a file of their own and gives the `SourceFile`."""
    folder = tmp_path / "dropped"
    folder.mkdir()

    def write(data: bytes, name: str = "tệp") -> SourceFile:
        path = folder / f"{len(list(folder.iterdir()))}.bin"
        path.write_bytes(data)
        return source_file(path, name)

    return write


@pytest.fixture
def zipped() -> Callable[..., bytes]:
    """A zip of (name, content) pairs."""
    return zip_of


@pytest.fixture
def with_size() -> Callable[[bytes, str, int], bytes]:
    """The zip with a false unpacked size in both headers of one member."""

    def patch(data: bytes, name: str, size: int) -> bytes:
        changed = bytearray(data)
        for signature, length_at, size_at, name_at in ((b"PK\3\4", 26, 22, 30), (b"PK\1\2", 28, 24, 46)):
            at = data.find(signature)
            while at >= 0:
                length = struct.unpack_from("<H", data, at + length_at)[0]
                if data[at + name_at : at + name_at + length].decode() == name:
                    struct.pack_into("<I", changed, at + size_at, size)
                at = data.find(signature, at + 4)
        return bytes(changed)

    return patch
