"""A register out of a backup, into an empty place: every byte against its checksum, and nobody works there before."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from register import audit, chain
from register.backup import parsed
from register.db import Database
from register.dumps import load
from register.erasure_tables import erased_file
from register.files import FileStore, sync_folder
from register.manifest import Kept, Manifest
from register.migrations import newest
from register.places import refuse_share
from register.register import Register
from register.tables import file
from register.unfinished import RESTORE
from register.vault import Damaged, Vault
from schemas.errors import SetupError
from schemas.written import moment

Told = Callable[[int, int], None]
_COMING = f"{RESTORE}.tmp"  # what is half written


@dataclass(slots=True)
class Restored:
    """`lost`: originals that the backup lacks or has damaged; `at`: when it was made; `problems`: what does not fit."""

    at: str
    originals: int = 0
    files: int = 0
    lost: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def choose(vault: Vault, wanted: str | None) -> tuple[Path, Manifest]:
    """The backup of that name, else the newest. Raises SetupError."""
    there = vault.manifests()
    found = [path for path in there if wanted in (None, path.stem)]
    if not found:
        names = f" Đang có: {', '.join(path.stem for path in there)}." if there else ""
        raise SetupError(
            f"Không thấy bản sao lưu trọn vẹn nào{f' tên {wanted}' if wanted else ''} ở {vault.place}.{names}"
        )
    try:
        return found[-1], parsed(vault, found[-1])
    except Damaged as error:
        older = f" Bản trước nó: {found[-2].stem}." if len(found) > 1 else ""
        raise SetupError(f"Bản sao lưu {found[-1].stem} hỏng: {error}.{older}") from error


def restore(vault: Vault, wanted: str | None, data: Path, url: str | None, told: Told) -> Restored:
    """Fills `data`, and the database at `url` from a backup of PostgreSQL. Raises SetupError.

    `wanted`: the backup's name, else the newest; `told`: originals done, and all of them.
    """
    name, manifest = choose(vault, wanted)
    _check_ways(manifest, url)
    again = _claim(data, name.stem)
    if url is None:
        refuse_share(data / "sovang.db")
    _check_room(manifest, data)
    out = Restored(moment(manifest.at))
    into = _Into(vault, data)
    for number, sha256 in enumerate(sorted({*manifest.originals, *manifest.missing}), start=1):
        into.original(sha256, out)
        told(number, len(manifest.originals))
    for relative, kept in manifest.files.items():
        into.file(kept, relative)
        out.files += 1
    if url is None:
        into.file(manifest.dump, "sovang.db")
    else:
        _fill(into, manifest, Database(url), again)
    os.sync()
    (data / RESTORE).unlink()
    _prove(manifest, data, url, out)
    return out


def _check_ways(manifest: Manifest, url: str | None) -> None:
    if manifest.revision > newest():
        raise SetupError("Bản sao lưu thuộc một phiên bản phần mềm mới hơn. Hãy cập nhật phần mềm rồi khôi phục.")
    if manifest.database == "postgresql" and url is None:
        raise SetupError("Bản sao lưu là của PostgreSQL: nêu --database postgresql://… còn trống.")
    if manifest.database == "sqlite" and url is not None:
        raise SetupError("Bản sao lưu là của SQLite: bỏ --database để khôi phục, rồi chuyển bằng `sovang move`.")


def _claim(data: Path, name: str) -> bool:
    """Marks the place as being filled. True when it was being filled from the same backup: that is gone on with."""
    mark = data / RESTORE
    there = {path.name for path in data.iterdir()} - {"lost+found", _COMING} if data.exists() else set()
    again = mark.exists() and mark.read_text("utf-8") == name
    if there and not again:
        raise SetupError(f"{data} không trống: khôi phục vào một thư mục mới rồi đổi tên, không ghi đè lên sổ đang có.")
    data.mkdir(parents=True, exist_ok=True)
    coming = data / _COMING
    coming.write_text(name, "utf-8")
    coming.replace(mark)
    sync_folder(data)
    return again


def _check_room(manifest: Manifest, data: Path) -> None:
    sizes = [*manifest.originals.values(), manifest.dump.size, *(one.size for one in manifest.files.values())]
    needed, free = sum(sizes), shutil.disk_usage(data).free
    there = sum(path.stat().st_size for path in data.rglob("*") if path.is_file())
    if needed - there > free:
        raise SetupError(f"Ổ đĩa của {data} chỉ còn {free / 2**30:.1f} GiB, cần {(needed - there) / 2**30:.1f} GiB.")


@dataclass(frozen=True, slots=True)
class _Into:
    """The folder that is being filled."""

    vault: Vault
    data: Path

    def original(self, sha256: str, out: Restored) -> None:
        path = FileStore(self.data / "originals").path(sha256)
        try:
            if not path.exists():
                self._write(sha256, path)
                path.chmod(0o440)
            out.originals += 1
        except Damaged:
            out.lost.append(sha256)

    def file(self, kept: Kept, relative: str) -> Path:
        """Raises SetupError for what is damaged, and for a path out of the folder: anybody may make a manifest."""
        path = (self.data / relative).resolve()
        if not path.is_relative_to(self.data.resolve()):
            raise SetupError(f"Bản sao lưu nêu đường dẫn lạ ({relative}): không khôi phục.")
        try:
            self._write(kept.sha256, path)
        except Damaged as error:
            raise SetupError(f"Tệp {path.name} trong bản sao lưu hỏng ({error}): dùng bản sao lưu trước đó.") from error
        return path

    def _write(self, sha256: str, target: Path) -> None:
        """Whole and as it was, or not at all. Raises Damaged."""
        target.parent.mkdir(parents=True, exist_ok=True)
        coming = self.data / _COMING
        try:
            with coming.open("wb") as out:
                for chunk in self.vault.read(sha256):
                    out.write(chunk)
            coming.replace(target)
        finally:
            coming.unlink(missing_ok=True)


def _fill(into: _Into, manifest: Manifest, database: Database, again: bool) -> None:
    copy = into.data / "sovang.dump"
    try:
        with database.read() as connection:
            there = bool(sa.inspect(connection).get_table_names())
            done = there and again and not list(chain.against(connection, *manifest.audit))
        if there and not done:  # a restore that was killed after it had filled the database has done its work there
            raise SetupError(f"Cơ sở dữ liệu {database.shown} không trống: nêu một cơ sở dữ liệu mới.")
        if not there:
            load(into.file(manifest.dump, copy.name), database)
    finally:
        copy.unlink(missing_ok=True)
        database.close()


def _prove(manifest: Manifest, data: Path, url: str | None, out: Restored) -> None:
    """The database opens, is the one that was saved, and has all its originals; what is not so is told."""
    register = Register.open(data, url)
    try:
        with register.database.read() as connection:
            out.problems += [p.message for p in chain.check(connection)]
            if manifest.revision == newest():  # a migration may have sealed the chain anew
                out.problems += [p.message for p in chain.against(connection, *manifest.audit)]
            erased = sa.select(erased_file.c.sha256)
            known = {*connection.scalars(sa.select(file.c.sha256).where(file.c.sha256.not_in(erased)))}
        out.lost = sorted({*out.lost, *(one for one in known if not register.files.path(one).exists())} & known)
        with register.database.write() as connection:
            audit.note(connection, "restored", "register", {"from": out.at, "lost": len(out.lost)})
    finally:
        register.close()
