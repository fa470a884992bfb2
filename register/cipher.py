"""Files under a passphrase: scrypt, then AES-256-GCM in chunks whose order and end are authenticated (STREAM).

A file is its header, then chunks of `CHUNK` bytes with a tag of 16 each. The nonce is the chunk's number and whether it
is the last, so that a chunk left out, doubled, moved or cut off is told; the key is the file's own, bound to its name.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from schemas.errors import SetupError, SovangError

CHUNK = 1 << 20
TAG = 16
_MAGIC = b"SVGBK1"
_COST, _BLOCK, _LANES = 15, 8, 1  # scrypt: 2^15 rounds of 1 KiB blocks, 32 MiB: a tenth of a second
_MOST_COST = 20
_SALT, _PROOF = 16, 16
HEADER = len(_MAGIC) + 3 + _SALT + _PROOF + _SALT
_LEAST = 10  # letters of a passphrase


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Unreadable(SovangError):
    """What was encrypted cannot be had: another passphrase, or not the bytes that were written."""


class Key:
    """One passphrase. Deriving costs a tenth of a second, once for each salt."""

    def __init__(self, passphrase: str) -> None:
        self._passphrase = passphrase.encode()
        self._salt = secrets.token_bytes(_SALT)
        self._known: dict[bytes, bytes] = {}

    @classmethod
    def from_file(cls, path: Path) -> Key:
        """The first line of a file that only its owner should read. Raises SetupError."""
        try:
            text = path.read_text("utf-8").partition("\n")[0].strip()
        except (OSError, UnicodeDecodeError) as error:
            raise SetupError(f"Không đọc được tệp mật khẩu {path}. Kiểm tra đường dẫn và quyền đọc.") from error
        if len(text) < _LEAST:
            raise SetupError(f"Mật khẩu trong {path} quá ngắn: dòng đầu cần ít nhất {_LEAST} ký tự.")
        return cls(text)

    def sealed(self, stream: Readable, name: str) -> Iterator[bytes]:
        """What to write for the bytes of a stream."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        costs = bytes((_COST, _BLOCK, _LANES)) + self._salt
        own = secrets.token_bytes(_SALT)
        header = _MAGIC + costs + self._derived(costs, b"proof")[:_PROOF] + own
        cipher = AESGCM(self._derived(costs, b"file" + own + name.encode()))
        yield header
        number, chunk, last = 0, stream.read(CHUNK), False
        while not last:
            following = stream.read(CHUNK)
            last = not following
            yield cipher.encrypt(_nonce(number, last), chunk, header)
            number, chunk = number + 1, following

    def opened(self, stream: BinaryIO, name: str) -> Iterator[bytes]:
        """The bytes that were sealed under this name. Raises Unreadable, at the latest at the end."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        header = stream.read(HEADER)
        costs, own = self._checked(header)
        cipher = AESGCM(self._derived(costs, b"file" + own + name.encode()))
        number, chunk, last = 0, stream.read(CHUNK + TAG), False
        while not last:
            following = stream.read(CHUNK + TAG)
            last = not following
            try:
                yield cipher.decrypt(_nonce(number, last), chunk, header)
            except (InvalidTag, ValueError) as error:
                raise Unreadable("tệp mã hóa bị sửa, bị cắt hoặc bị đảo thứ tự") from error
            number, chunk = number + 1, following

    def name_of(self, sha256: str) -> str:
        """What a file is called where its own hash would tell which file it is."""
        return self._derived(bytes((_COST, _BLOCK, _LANES)) + self._salt, b"name" + sha256.encode()).hex()

    def settle(self, stream: BinaryIO) -> None:
        """Takes the salt of a file that was sealed before, so that names stay the same. Raises Unreadable."""
        costs, _ = self._checked(stream.read(HEADER))
        self._salt = costs[3:]

    def _checked(self, header: bytes) -> tuple[bytes, bytes]:
        """The costs with their salt, and the file's own salt. Raises Unreadable."""
        start = len(_MAGIC)
        costs = header[start : start + 3 + _SALT]
        if len(header) < HEADER or header[:start] != _MAGIC:
            raise Unreadable("tệp không phải tệp mã hóa của sovang, hoặc bị cắt")
        if costs[0] > _MOST_COST or costs[1:3] != bytes((_BLOCK, _LANES)):
            raise Unreadable("phần đầu của tệp mã hóa bị sửa")
        proof = header[start + len(costs) : start + len(costs) + _PROOF]
        if not secrets.compare_digest(proof, self._derived(costs, b"proof")[:_PROOF]):
            raise Unreadable("mật khẩu không đúng")
        return costs, header[-_SALT:]

    def _derived(self, costs: bytes, purpose: bytes) -> bytes:
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
        from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

        if costs not in self._known:
            work = Scrypt(salt=costs[3:], length=32, n=1 << costs[0], r=costs[1], p=costs[2])
            self._known[costs] = work.derive(self._passphrase)
        return HKDFExpand(algorithm=SHA256(), length=32, info=purpose).derive(self._known[costs])


def sealed_size(size: int) -> int:
    """How long a file of `size` bytes is when it is encrypted."""
    chunks = max(1, -(-size // CHUNK))
    return HEADER + size + chunks * TAG


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])
