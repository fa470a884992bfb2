"""Bytes that came in, kept under their checksum: the same bytes once, whatever they are called."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from extractors.intake.kinds import kind_of
from schemas.source import SourceFile

_CHUNK = 1 << 20


def source_file(path: Path, name: str = "", parent: str | None = None) -> SourceFile:
    """The file at `path` as a `SourceFile`, in place: its checksum and true kind."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_CHUNK):
            digest.update(block)
    shown = name or path.name
    return SourceFile(
        name=shown,
        sha256=digest.hexdigest(),
        size=path.stat().st_size,
        kind=kind_of(path, shown),
        path=path,
        parent=parent,
    )


def keep(blocks: Iterable[bytes], name: str, out: Path, parent: str | None = None) -> SourceFile:
    """Writes the blocks to `out/<sha256>` and says what they are; a file half written never bears such a name.

    What `blocks` raises passes through, and nothing is left of the attempt.
    """
    out.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix="~$", dir=out)
    half = Path(temporary)
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(handle, "wb") as stream:
            for block in blocks:
                digest.update(block)
                size += len(block)
                stream.write(block)
        path = out / digest.hexdigest()
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    return SourceFile(
        name=name, sha256=digest.hexdigest(), size=size, kind=kind_of(path, name), path=path, parent=parent
    )
