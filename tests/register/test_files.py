"""Originals: once, whole, unchanged."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from register.files import FileStore, StoredFile

HELLO = hashlib.sha256(b"hello").hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "originals")


def files_in(store: FileStore) -> list[Path]:
    return [p for p in store.root.rglob("*") if p.is_file()]


def test_a_file_lies_under_its_sha256_and_is_read_only(store: FileStore, tmp_path: Path) -> None:
    (tmp_path / "tờ trình.docx").write_bytes(b"hello")
    kept = store.put(tmp_path / "tờ trình.docx")
    assert kept == StoredFile(HELLO, 5, store.root / HELLO[:2] / HELLO[2:4] / HELLO, "tờ trình.docx")
    assert kept.path.read_bytes() == b"hello"
    assert kept.path.stat().st_mode & 0o777 == 0o440


def test_the_same_content_is_stored_once(store: FileStore) -> None:
    first, second = store.put_bytes(b"hello", "a.docx"), store.put_bytes(b"hello", "b.docx")
    assert (first.path, second.name) == (second.path, "b.docx")
    assert len(files_in(store)) == 1


def test_an_empty_file_is_kept_too(store: FileStore) -> None:
    assert store.put_bytes(b"", "rỗng.pdf").size == 0
    assert store.path(hashlib.sha256(b"").hexdigest()).stat().st_size == 0


def test_more_than_one_chunk_is_hashed_as_a_whole(store: FileStore) -> None:
    data = bytes(range(256)) * 9000
    assert store.put_bytes(data, "x").sha256 == hashlib.sha256(data).hexdigest()


def test_a_failed_copy_leaves_nothing_behind(store: FileStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("register.files.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.put_bytes(b"hello", "a.docx")
    assert files_in(store) == []


def test_a_good_copy_takes_the_place_of_a_damaged_one_which_is_kept(store: FileStore) -> None:
    bad = store.put_bytes(b"hello", "a")
    bad.path.chmod(0o600)
    bad.path.write_bytes(b"hel")
    assert store.put_bytes(b"hello", "a").path.read_bytes() == b"hello"
    assert sorted(p.read_bytes() for p in files_in(store)) == [b"hel", b"hello"]


def test_only_a_sha256_names_a_file(store: FileStore) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        store.path("../../etc/passwd")
