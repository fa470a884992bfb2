"""A backup while the office works: the database first, then all that it points to, the manifest last."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from register import audit
from register.clock import now
from register.db import Database
from register.dumps import dump
from register.erasure_tables import erased_file
from register.files import FileStore, digest_of
from register.manifest import Kept, Manifest
from register.migrations import newest
from register.tables import file
from register.vault import Damaged, Vault, alone

# What is in the data folder and is no part of a backup: it is kept otherwise, or made anew by itself.
_LEFT_OUT = frozenset(
    {"originals", "pages", "scratch", "inbox", "index", "prefect", "backups", "outgoing", "so-vang-sang-kien.xlsx"}
)
_DATABASE = ("sovang.db", "sovang.log", "sovang.dump")
_SAMPLE = 20  # objects of earlier backups that are read again


@dataclass(slots=True)
class Backup:
    """What a backup did. `new`: objects and bytes that were not there before; `removed`: old backups."""

    name: str
    originals: int = 0
    new: int = 0
    new_bytes: int = 0
    missing: list[str] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)  # objects that had been damaged in the vault
    removed: list[str] = field(default_factory=list)


def back_up(database: Database, files: FileStore, vault: Vault, keep: int, told: Callable[[int, int], None]) -> Backup:
    """Makes one backup, then lets go of all but the newest `keep`, when above 0. Raises SetupError.

    `told`: originals looked at, and all of them.
    """
    with vault.writing():
        at = now()
        out = Backup(f"sovang-{at:%Y%m%d-%H%M%S-%f}")
        with database.read() as connection:
            head = audit.head(connection)
        data = files.root.parent
        with _scratch(data) as folder:
            dump(database, folder / "dump")
            dumped = _keep(vault, folder / "dump", out)
        known = _known(database)  # after the dump: all that the dump points to, and maybe more
        originals = _originals(files, vault, known, out, told)
        others = {str(path.relative_to(data)): _keep(vault, path, out) for path in _others(data, vault.place)}
        manifest = Manifest(
            at=at,
            database=database.engine.dialect.name,
            revision=newest(),
            dump=dumped,
            audit=head,
            originals=originals,
            missing=out.missing,
            files=others,
        )
        vault.write_manifest(out.name, manifest.content())
        _let_go(vault, keep, out)
    return out


@contextmanager
def _scratch(data: Path) -> Iterator[Path]:
    """A folder for the copy of the database, beside it: nobody but its owner may read either."""
    folder = data / ".sao-luu"
    folder.mkdir(mode=0o700, exist_ok=True)
    with alone(folder / "lock", f"Một lượt sao lưu khác của {data} đang chạy: đợi nó xong."):
        _clear(folder)  # of a backup that was killed
        yield folder
        _clear(folder)


def _clear(folder: Path) -> None:
    for path in folder.glob("dump*"):
        path.unlink()


def _known(database: Database) -> dict[str, int]:
    with database.read() as connection:
        kept = file.c.sha256.not_in(sa.select(erased_file.c.sha256))
        return dict(connection.execute(sa.select(file.c.sha256, file.c.size).where(kept)).tuples().all())


def _originals(
    files: FileStore, vault: Vault, known: dict[str, int], out: Backup, told: Callable[[int, int], None]
) -> dict[str, int]:
    kept = {}
    again = {*random.sample(sorted(known), min(_SAMPLE, len(known)))}
    for number, (sha256, size) in enumerate(sorted(known.items()), start=1):
        path = files.path(sha256)
        there = vault.holds(sha256, size)
        if there and sha256 in again and not _whole(vault, sha256):
            there = False
            out.mended.append(sha256)
        try:
            if not there:
                vault.put(path, sha256)
                out.new, out.new_bytes = out.new + 1, out.new_bytes + size
            kept[sha256] = size
        except (FileNotFoundError, Damaged):
            out.missing.append(sha256)
        told(number, len(known))
    out.originals = len(kept)
    return kept


def _whole(vault: Vault, sha256: str) -> bool:
    try:
        for _ in vault.read(sha256):
            pass
    except Damaged:
        return False
    return True


def _keep(vault: Vault, path: Path, out: Backup) -> Kept:
    sha256, size = digest_of(path), path.stat().st_size
    if not vault.holds(sha256, size):
        vault.put(path, sha256)
        out.new, out.new_bytes = out.new + 1, out.new_bytes + size
    return Kept(sha256=sha256, size=size)


def _others(data: Path, place: Path) -> Iterator[Path]:
    """Programmes, settings, fitted models and whatever else is in the data folder for good."""
    for top in sorted(data.iterdir()):
        if top.name in _LEFT_OUT or top.name.startswith((".", *_DATABASE)) or top.is_symlink():
            continue
        inside = sorted(top.rglob("*")) if top.is_dir() else [top]
        for path in inside:
            if path.is_file() and not path.is_symlink() and not path.resolve().is_relative_to(place.resolve()):
                yield path


def _let_go(vault: Vault, keep: int, out: Backup) -> None:
    """Removes old backups, and what no backup needs any more; nothing of that while one of them cannot be read."""
    manifests = vault.manifests()
    for path in manifests[:-keep] if keep else []:
        path.unlink()
        out.removed.append(path.stem)
    try:
        wanted = [vault.path(one) for path in vault.manifests() for one in parsed(vault, path).objects()]
    except Damaged:
        return
    for path in {*vault.objects()} - {*wanted}:
        path.unlink()


def parsed(vault: Vault, path: Path) -> Manifest:
    """Raises Damaged."""
    return Manifest.parse(vault.read_manifest(path))
