"""Archives: every member streamed, counted and stored under its checksum; names and sizes in them are only claims."""

from __future__ import annotations

import locale
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractors.intake import zipdir
from extractors.intake.budget import Budget, check_ratio
from extractors.intake.guard import guard_office
from extractors.intake.names import is_ignored_name, shown_name
from extractors.intake.store import keep
from schemas.errors import ItemCode, SetAside
from schemas.source import Limits, SourceFile

__all__ = ["Unpacked", "guard_office", "unpack"]

_BLOCK = 1 << 16
_ENTRIES = 20_000  # folders, links and litter count too: walking them takes time
_FORMATS: tuple[tuple[bytes, tuple[str, ...]], ...] = (
    (b"7z\xbc\xaf", ("7zip",)),
    (b"Rar!\x1a\x07\x01", ("rar5",)),
    (b"Rar!\x1a\x07\x00", ("rar",)),
)

# Its warnings are errors here (see `_blocks`); they must not be printed too.
logging.getLogger("libarchive").addHandler(logging.NullHandler())


@dataclass(slots=True)
class Unpacked:
    """`files` in the archive's order; `problems`: (member's or archive's name, why), everything else goes on."""

    files: list[SourceFile] = field(default_factory=list)
    problems: list[tuple[str, SetAside]] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def unpack(file: SourceFile, out: Path, limits: Limits, budget: Budget | None = None) -> Unpacked:
    """The regular members of an archive, stored as `out/<sha256>`.

    Links and devices are never made. `budget` is given when the archive lies in another one. Raises SetAside when
    nothing of it can be used: archive-bomb (then what came out is deleted), encrypted, unreadable, missing-tool.
    """
    budget = budget or Budget(limits)
    unpacked = Unpacked()
    before = set(out.iterdir()) if out.exists() else set()
    try:
        _check_directory(file.path)
        _walk(file, out, budget, unpacked)
    except SetAside as reason:
        if reason.code is ItemCode.ARCHIVE_BOMB:
            for stored in unpacked.files:
                if stored.path not in before:
                    stored.path.unlink(missing_ok=True)
            raise
        unpacked.problems.append((file.name, reason))
    if not unpacked.files and unpacked.problems:
        codes = [reason.code for _, reason in unpacked.problems]
        raise SetAside(ItemCode.ENCRYPTED if ItemCode.ENCRYPTED in codes else codes[-1], "nothing came out")
    if not unpacked.files and not unpacked.ignored:
        raise SetAside(ItemCode.EMPTY, "no members")
    return unpacked


def _check_directory(path: Path) -> None:
    entries = zipdir.directory(path) if _is_zip(path) else None
    if entries == []:
        raise SetAside(ItemCode.EMPTY, "no members")
    if entries and zipdir.overlaps(entries):
        raise SetAside(ItemCode.ARCHIVE_BOMB, "overlapping members")


def _walk(file: SourceFile, out: Path, budget: Budget, unpacked: Unpacked) -> None:
    start = budget.unpacked
    error = _archive_error()
    try:
        with _reader(file.path) as archive:
            for number, entry in enumerate(archive):
                if number >= _ENTRIES:
                    raise SetAside(ItemCode.ARCHIVE_BOMB, "too many entries")
                name = _name(entry, file)
                if is_ignored_name(name):
                    unpacked.ignored.append(name)
                elif not entry.isreg:
                    unpacked.ignored += [] if entry.isdir else [name]
                else:
                    _one_more(unpacked, budget)
                    blocks = _counted(_blocks(archive, entry), budget, start, file.size)
                    _member(blocks, name, out, file, unpacked)
        if not unpacked.files and not unpacked.ignored:
            _drain(file, budget, start)
    except error as reason:
        raise _reason(reason) from reason
    if _is_zip(file.path) and zipdir.directory(file.path) is None:
        raise SetAside(ItemCode.UNREADABLE, "cut short: no directory of the whole archive")


def _drain(file: SourceFile, budget: Budget, start: int) -> None:
    """Counts what a compressed stream holds: gigabytes of zeros are an empty tar to the library."""
    if "raw" in _formats(file.path):
        with _reader(file.path, ("raw",)) as archive:
            for entry in archive:
                for _ in _counted(_blocks(archive, entry), budget, start, file.size):
                    pass


def _one_more(unpacked: Unpacked, budget: Budget) -> None:
    budget.member()
    if len(unpacked.files) + len(unpacked.problems) >= budget.limits.members:
        raise SetAside(ItemCode.ARCHIVE_BOMB, f"more than {budget.limits.members} members")


def _member(blocks: Iterator[bytes], name: str, out: Path, file: SourceFile, unpacked: Unpacked) -> None:
    """One member kept, or its problem noted; what ends the whole archive passes through."""
    try:
        unpacked.files.append(keep(blocks, name, out, file.sha256))
    except SetAside as reason:
        if reason.code is ItemCode.ARCHIVE_BOMB:
            raise
        unpacked.problems.append((name, reason))


def _counted(blocks: Iterator[bytes], budget: Budget, start: int, packed: int) -> Iterator[bytes]:
    for block in blocks:
        budget.bytes(len(block))
        check_ratio(budget.unpacked - start, packed, budget.limits)
        yield block


def _blocks(archive: Any, entry: Any) -> Iterator[bytes]:
    """What comes out of the member. Its own loop, as the library takes a warning's number for a length.

    A warning is a wrong checksum or size: the member is then damaged, not nearly right.
    """
    from ctypes import create_string_buffer

    from libarchive import ffi

    if _is_locked(entry):  # the members after it may be open
        raise SetAside(ItemCode.ENCRYPTED, "a locked member")
    buffer = create_string_buffer(_BLOCK)
    try:
        while count := ffi.read_data(archive._pointer, buffer, _BLOCK):
            if count < 0:
                raise SetAside(ItemCode.UNREADABLE, "wrong size or checksum")
            yield buffer.raw[:count]
    except ffi.ArchiveError as error:
        raise _reason(error) from error


def _is_locked(entry: Any) -> bool:
    from libarchive import ffi

    told = ffi.libarchive.archive_entry_is_data_encrypted
    told.argtypes = [ffi.c_archive_entry_p]
    return bool(told(entry._entry_p))


@contextmanager
def _reader(path: Path, formats: tuple[str, ...] = ()) -> Iterator[Any]:
    from libarchive import ffi
    from libarchive.read import ArchiveRead, new_archive_read

    _speak_utf8()
    first, *others = formats or _formats(path)
    with new_archive_read(first, "none" if first in {"7zip", "rar", "rar5"} or _is_zip(path) else "all") as pointer:
        for name in others:
            ffi.get_read_format_function(name)(pointer)
        ffi.read_open_filename_w(pointer, str(path), _BLOCK)
        yield ArchiveRead(pointer)


def _speak_utf8() -> None:
    """The C library converts members' names to the locale, and fails in the bare one that services start with."""
    if locale.nl_langinfo(locale.CODESET).upper() not in {"UTF-8", "UTF8"}:
        with suppress(locale.Error):
            locale.setlocale(locale.LC_CTYPE, "C.UTF-8")


def _formats(path: Path) -> tuple[str, ...]:
    """Only the formats that the first bytes speak of: the library knows many more, all of them C code."""
    if _is_zip(path):
        # Without a directory of the whole file only what can be read from front to back is there.
        return ("zip_seekable",) if zipdir.directory(path) is not None else ("zip_streamable",)
    with path.open("rb") as stream:
        head = stream.read(8)
    named = next((formats for start, formats in _FORMATS if head.startswith(start)), None)
    return named or ("tar", "raw")


def _is_zip(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(2) == b"PK"


def _name(entry: Any, file: SourceFile) -> str:
    from libarchive import ffi

    raw = ffi.entry_pathname(entry._entry_p) or entry.pathname or b""
    if raw == b"data" and not file.name.lower().startswith("data"):
        return shown_name(Path(file.name).stem, "data")  # one compressed file has no name of its own
    return shown_name(raw, "?")


def _archive_error() -> type[Exception]:
    try:
        from libarchive.exception import ArchiveError
    except (ImportError, OSError, AttributeError, TypeError) as error:  # the C library is not there
        raise SetAside(ItemCode.MISSING_TOOL, f"libarchive: {error}") from error
    found: type[Exception] = ArchiveError
    return found


def _reason(error: Exception) -> SetAside:
    text = str(error)
    locked = any(word in text.lower() for word in ("passphrase", "encrypt", "password"))
    if "too many filters" in text.lower():
        return SetAside(ItemCode.NESTED_TOO_DEEP, text)
    return SetAside(ItemCode.ENCRYPTED if locked else ItemCode.UNREADABLE, text)
