"""Whether the originals are as they came: missing, cut short, changed, of no dossier; half copies left behind."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import sqlalchemy as sa

from register.db import Database
from register.erasure_tables import erased_file
from register.files import FileStore, digest_of
from register.problem import Problem
from register.tables import file

_SAMPLE = 200  # originals that a quick look reads again; all are looked at
_GRACE = 600.0  # seconds: what is younger may be on its way in
_HEX = "0123456789abcdef"
_BACK = "lấy lại từ bản sao lưu (`sovang restore`) hoặc xin đơn vị gửi lại"
Progress = Callable[[int], None]


def check(database: Database, files: FileStore, seen: Progress, *, quick: bool = False) -> Iterator[Problem]:
    """One 256th of the originals in memory at a time; `seen` is told of each that was looked at."""
    with database.read() as connection:
        total = connection.scalar(sa.select(sa.func.count()).select_from(file)) or 0
    chance = min(1.0, _SAMPLE / total) if quick and total else 1.0
    for prefix in (a + b for a in _HEX for b in _HEX):
        yield from _part(database, files, prefix, _Look(chance, seen))
    yield from _strays(files.root)
    yield from _half_copies(files.root / "tmp")


class _Look:
    """What is read again."""

    def __init__(self, chance: float, seen: Progress) -> None:
        self.chance, self.seen = chance, seen

    def at(self, path: Path, sha256: str, size: int) -> Problem | None:
        try:
            found = path.lstat().st_size
            if path.is_symlink() or found > size:
                return Problem("corrupt", sha256, f"Tệp gốc {path} đã bị thay đổi: {_BACK}.")
            if found < size:
                return Problem("truncated", sha256, f"Tệp gốc {path} bị cụt ({found}/{size} byte): {_BACK}.")
            if random.random() < self.chance and digest_of(path) != sha256:  # noqa: S311
                return Problem("corrupt", sha256, f"Tệp gốc {path} đã bị thay đổi: {_BACK}.")
        except OSError as error:
            why = error.strerror or "lỗi ổ đĩa"
            return Problem("corrupt", sha256, f"Không đọc được tệp gốc {path} ({why}): kiểm tra ổ đĩa, quyền; {_BACK}.")
        return None


def _part(database: Database, files: FileStore, prefix: str, look: _Look) -> Iterator[Problem]:
    wanted, erased = _wanted(database, prefix), _erased(database, prefix)
    here = {path.name: path for path in sorted(files.root.glob(f"{prefix}/??/*"))}
    for sha256, size in wanted.items():
        path = here.pop(sha256, None)
        if sha256 in erased:
            if path is not None:
                message = f"Tệp gốc {path} đã xóa theo yêu cầu mà lại có: chạy `sovang person sweep` để xóa."
                yield Problem("erased", sha256, message)
        elif path is None or path != files.path(sha256):
            yield Problem("missing", sha256, f"Mất tệp gốc {sha256}: {_BACK}.")
        elif problem := look.at(path, sha256, size):
            yield problem
        look.seen(1)
    for name, path in here.items():
        if name.partition(".")[0] in wanted:
            message = f"Bản hỏng của một tệp gốc còn ở {path} (đã có bản tốt thay): giữ để tra cứu hoặc xóa đi."
            yield Problem("corrupt", name, message)
        else:
            message = f"Tệp {path} không thuộc hồ sơ nào: nếu không phải hồ sơ đang nhận dở, chuyển đi nơi khác."
            yield Problem("orphan", name, message)


def _erased(database: Database, prefix: str) -> set[str]:
    mine = (erased_file.c.sha256 >= prefix) & (erased_file.c.sha256 < f"{prefix}g")
    with database.read() as connection:
        return {*connection.scalars(sa.select(erased_file.c.sha256).where(mine))}


def _wanted(database: Database, prefix: str) -> dict[str, int]:
    mine = (file.c.sha256 >= prefix) & (file.c.sha256 < f"{prefix}g")  # g follows the last hex digit everywhere
    with database.read() as connection:
        rows = connection.execute(sa.select(file.c.sha256, file.c.size).where(mine).order_by(file.c.sha256))
        return {row.sha256: row.size for row in rows}


def _strays(root: Path) -> Iterator[Problem]:
    """What lies among the folders of originals without being one of them."""
    for entry in sorted(root.iterdir()):
        if entry.name == "tmp" or (len(entry.name) == 2 and not set(entry.name) - set(_HEX) and entry.is_dir()):
            continue
        message = f"{entry} không phải tệp gốc của sổ: chuyển đi nơi khác."
        yield Problem("orphan", entry.name, message)


def _half_copies(folder: Path) -> Iterator[Problem]:
    for entry in sorted(folder.iterdir()):
        if time.time() - os.lstat(entry).st_mtime >= _GRACE:
            message = f"Tệp chép dở còn lại: {entry}. Xóa đi được; hồ sơ của tệp ấy hãy nhận lại."
            yield Problem("temporary", entry.name, message)
