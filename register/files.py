"""Originals: every file once, under its SHA-256, never changed and never removed."""

from __future__ import annotations

import hashlib
import os
import uuid
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class StoredFile:
    """`path` is where the bytes lie; `name` what the sender called them (shown, never opened)."""

    sha256: str
    size: int
    path: Path
    name: str


class FileStore:
    """A folder of originals: `ab/cd/<sha256>`. A file is there whole or not at all."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._coming = root / "tmp"
        self._coming.mkdir(parents=True, exist_ok=True)

    def put(self, path: Path, name: str | None = None) -> StoredFile:
        """Stores a file's bytes as they are while they are copied. Raises OSError when they cannot be read or kept."""
        with path.open("rb") as stream:
            return self._put(stream, path.name if name is None else name)

    def put_bytes(self, data: bytes, name: str) -> StoredFile:
        return self._put(BytesIO(data), name)

    def path(self, sha256: str) -> Path:
        if len(sha256) != 64 or set(sha256) - set("0123456789abcdef"):
            raise ValueError(f"not a SHA-256: {sha256!r}")
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def drop(self, sha256: str) -> bool:
        """Deletes an original and damaged copies of it, for an erasure on the record; False when there was none."""
        path = self.path(sha256)
        found = [path, *path.parent.glob(f"{sha256}.*")] if path.parent.is_dir() else []
        gone = [one for one in found if one.is_file()]
        for one in gone:
            one.unlink()
        return bool(gone)

    def _put(self, stream: BinaryIO, name: str) -> StoredFile:
        coming = self._coming / uuid.uuid4().hex
        try:
            sha256, size = _copy(stream, coming)
            target = self.path(sha256)
            if not _intact(target, sha256):
                _settle(coming, target)
        finally:
            coming.unlink(missing_ok=True)
        return StoredFile(sha256, size, target, name)


def _copy(stream: BinaryIO, target: Path) -> tuple[str, int]:
    """Copies to disk, all the way down; gives the SHA-256 and size of what was copied."""
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as out:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest(), size


def _intact(target: Path, sha256: str) -> bool:
    """Whether the original is there already. A damaged one is moved aside, so that a good copy can take its place."""
    if not target.exists():
        return False
    if digest_of(target) == sha256:
        return True
    target.rename(target.with_name(f"{sha256}.{uuid.uuid4().hex[:8]}"))
    return False


def _settle(coming: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    coming.chmod(0o440)
    coming.replace(target)  # same bytes, should another process have been quicker
    for folder in (target.parent, target.parent.parent, target.parent.parent.parent):
        sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Makes new names survive a power cut. Windows has no such thing to sync."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
