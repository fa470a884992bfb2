"""What is encrypted comes back, and nothing else ever does."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from register.cipher import CHUNK, HEADER, TAG, Key, Unreadable, sealed_size
from schemas.errors import SetupError

KEY = Key("một câu dài để thử")


def sealed(content: bytes, name: str = "tên") -> bytes:
    return b"".join(KEY.sealed(BytesIO(content), name))


def opened(content: bytes, name: str = "tên", key: Key = KEY) -> bytes:
    return b"".join(key.opened(BytesIO(content), name))


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_what_goes_in_comes_out(size: int) -> None:
    content = bytes(range(256)) * (size // 256 + 1)
    hidden = sealed(content[:size])
    assert opened(hidden) == content[:size]
    assert len(hidden) == sealed_size(size)
    assert size < 16 or content[:16] not in hidden


def test_the_same_bytes_never_look_the_same() -> None:
    assert sealed(b"to trinh") != sealed(b"to trinh")


def test_another_passphrase_is_told() -> None:
    with pytest.raises(Unreadable, match="mật khẩu không đúng"):
        opened(sealed(b"to trinh"), key=Key("một câu dài để thử."))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda whole, one: whole[:-1],
        lambda whole, one: whole[: HEADER + one],  # cut at the end of a chunk
        lambda whole, one: whole[: HEADER + 2 * one],
        lambda whole, one: whole[:HEADER],
        lambda whole, one: whole[: HEADER - 1],
        lambda whole, one: b"",
        lambda whole, one: whole[:HEADER] + whole[HEADER + one : HEADER + 2 * one] + whole[HEADER : HEADER + one],
        lambda whole, one: whole[:HEADER] + whole[HEADER + one :],
        lambda whole, one: whole[: HEADER + one] + whole[HEADER:],
        lambda whole, one: whole + b"x",
        lambda whole, one: whole + whole[-TAG:],
        lambda whole, one: whole[:6] + b"\x10" + whole[7:],  # another cost
        lambda whole, one: whole[:6] + b"\xff" + whole[7:],  # a cost that would take the machine down
        lambda whole, one: whole[: HEADER - 1] + b"\0" + whole[HEADER:],
        lambda whole, one: whole[:-1] + bytes([whole[-1] ^ 1]),
        lambda whole, one: b"SVGBK2" + whole[6:],
    ],
)
def test_cut_moved_doubled_or_changed_is_told(spoil) -> None:
    whole = sealed(b"x" * (2 * CHUNK + 5))
    with pytest.raises(Unreadable):
        opened(spoil(whole, CHUNK + TAG))


def test_one_file_is_not_taken_for_another() -> None:
    with pytest.raises(Unreadable, match="bị sửa"):
        opened(sealed(b"x", "một"), "hai")


def test_a_passphrase_comes_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "khoa.txt"
    path.write_text("ngắn\n", "utf-8")
    with pytest.raises(SetupError, match="quá ngắn"):
        Key.from_file(path)
    with pytest.raises(SetupError, match="Không đọc được tệp mật khẩu"):
        Key.from_file(tmp_path / "không có")
    path.write_text("một câu dài để thử\ndòng khác", "utf-8")
    assert opened(sealed(b"x"), key=Key.from_file(path)) == b"x"
