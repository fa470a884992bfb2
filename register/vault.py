"""Where backups lie: every file once, by its SHA-256, whole or not at all; a manifest for each backup, written last.

    PLACE/objects/ab/cd/<name>       originals, dumps, programmes … of all backups
    PLACE/sovang-<moment>.manifest   what one backup consists of
    PLACE/khoa                       encrypted only: the salt that all its files share

Encrypted, an object's name follows from its hash and the key: a hash alone would tell whose file it is.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from register.cipher import CHUNK, Key, Readable, Unreadable, sealed_size
from register.files import sync_folder
from schemas.errors import SetupError

MANIFESTS = "sovang-*.manifest"
_SALT = "khoa"


@contextmanager
def alone(path: Path, message: str) -> Iterator[None]:
    """One process at a time; what is killed lets go. Raises SetupError with `message`."""
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SetupError(message) from error
        yield


class Damaged(Exception):
    """What lies in a vault is not what was put there."""


class Vault:
    """Raises SetupError for a passphrase that is missing, not wanted, or another one than before.

    `option`: what gives the passphrase, where it is told.
    """

    def __init__(self, place: Path, key: Key | None = None, option: str = "--encrypt") -> None:
        self.place, self._key, self._option = place, key, option
        self._objects, self._coming = place / "objects", place / "tmp"
        if (place / _SALT).exists():
            self._unlock(place / _SALT)
        elif key and self.manifests():
            other = "nêu nơi khác cho bản mã hóa, hoặc " if option == "--encrypt" else ""
            raise SetupError(f"Bản sao lưu ở {place} không mã hóa: {other}bỏ {option} (SOVANG_BACKUP_PASSPHRASE).")

    def manifests(self) -> list[Path]:
        """Of whole backups, oldest first."""
        return sorted(self.place.glob(MANIFESTS))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One backup at a time. Raises SetupError while another is at work."""
        self._coming.mkdir(parents=True, exist_ok=True)
        with alone(self.place / ".lock", f"Một lượt sao lưu khác đang ghi vào {self.place}: đợi nó xong."):
            for left in self._coming.iterdir():  # of a backup that was killed
                left.unlink()
            if self._key and not (self.place / _SALT).exists():
                self._write(self.place / _SALT, self._key.sealed(BytesIO(), _SALT))
            yield

    def path(self, sha256: str) -> Path:
        name = self._key.name_of(sha256) if self._key else sha256
        return self._objects / name[:2] / name[2:4] / name

    def holds(self, sha256: str, size: int) -> bool:
        try:
            return self.path(sha256).stat().st_size == (sealed_size(size) if self._key else size)
        except OSError:
            return False

    def put(self, source: Path, sha256: str) -> None:
        """Keeps a file. Raises Damaged when its bytes are others than `sha256` says."""
        with source.open("rb") as stream:
            seen = _Seen(stream, sha256)
            self._write(self.path(sha256), self._sealed(seen, sha256), seen)

    def read(self, sha256: str) -> Iterator[bytes]:
        """A file's bytes; raises Damaged, at the latest after the last of them."""
        digest = hashlib.sha256()
        try:
            with self.path(sha256).open("rb") as stream:
                for chunk in self._opened(stream, sha256):
                    digest.update(chunk)
                    yield chunk
        except (OSError, Unreadable) as error:
            raise Damaged(str(error)) from error
        if digest.hexdigest() != sha256:
            raise Damaged("khác với lúc sao lưu")

    def write_manifest(self, name: str, content: bytes) -> Path:
        target = self.place / f"{name}.manifest"
        self._write(target, self._sealed(BytesIO(content), "manifest"))
        return target

    def read_manifest(self, path: Path) -> bytes:
        """Raises Damaged."""
        try:
            with path.open("rb") as stream:
                return b"".join(self._opened(stream, "manifest"))
        except (OSError, Unreadable) as error:
            raise Damaged(str(error)) from error

    def objects(self) -> Iterator[Path]:
        return self._objects.glob("??/??/*")

    def _write(self, target: Path, chunks: Iterator[bytes], seen: _Seen | None = None) -> None:
        """Down to the disk before it has its name. Raises Damaged when what was `seen` is not what was meant."""
        coming = self._coming / uuid.uuid4().hex
        try:
            with coming.open("xb") as out:
                for chunk in chunks:
                    out.write(chunk)
                if seen:
                    seen.check()
                out.flush()
                os.fsync(out.fileno())
            target.parent.mkdir(parents=True, exist_ok=True)
            coming.replace(target)
            sync_folder(target.parent)
        finally:
            coming.unlink(missing_ok=True)

    def _unlock(self, salt: Path) -> None:
        if self._key is None:
            raise SetupError(f"Bản sao lưu ở {self.place} được mã hóa: nêu tệp mật khẩu bằng {self._option} TỆP.")
        try:
            with salt.open("rb") as stream:
                self._key.settle(stream)
        except Unreadable as error:
            raise SetupError(f"Không mở được bản sao lưu mã hóa ở {self.place}: {error}.") from error

    def _sealed(self, stream: Readable, name: str) -> Iterator[bytes]:
        if self._key:
            return self._key.sealed(stream, name)
        return iter(lambda: stream.read(CHUNK), b"")

    def _opened(self, stream: BinaryIO, name: str) -> Iterator[bytes]:
        if self._key:
            return self._key.opened(stream, name)
        return iter(lambda: stream.read(CHUNK), b"")


class _Seen:
    """A stream that hashes what is read of it."""

    def __init__(self, stream: BinaryIO, sha256: str) -> None:
        self._stream, self._wanted, self._digest = stream, sha256, hashlib.sha256()

    def read(self, size: int, /) -> bytes:
        chunk = self._stream.read(size)
        self._digest.update(chunk)
        return chunk

    def check(self) -> None:
        if self._digest.hexdigest() != self._wanted:
            raise Damaged("khác với lúc nhận")
