from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import lzma
import os
import tarfile

import libarchive
import pytest

from extractors.intake.archive import unpack
from schemas.errors import ItemCode, SetAside
from schemas.source import Limits


def code_of(file, out, limits=None):
    with pytest.raises(SetAside) as caught:
        unpack(file, out, limits or Limits())
    return caught.value.code


def test_members_are_stored_under_their_checksum(put, zipped, tmp_path):
    file = put(zipped(("Hồ sơ/Tờ trình.txt", "nội dung"), ("../../lên.txt", "b"), ("~$a.docx", "khóa")), "a.zip")
    unpacked = unpack(file, tmp_path / "out", Limits())
    assert [member.name for member in unpacked.files] == ["Hồ sơ/Tờ trình.txt", "lên.txt"]
    assert unpacked.files[0].parent == file.sha256
    assert unpacked.files[0].path.name == hashlib.sha256("nội dung".encode()).hexdigest()
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(m.sha256 for m in unpacked.files)
    assert unpacked.ignored == ["~$a.docx"]
    assert unpacked.problems == []


def test_links_and_devices_are_not_made(put, tmp_path):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        for name, kind in (("link", tarfile.SYMTYPE), ("device", tarfile.CHRTYPE), ("real.txt", tarfile.REGTYPE)):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    unpacked = unpack(put(data.getvalue(), "a.tar.gz"), tmp_path / "out", Limits())
    assert [member.name for member in unpacked.files] == ["real.txt"]
    assert unpacked.ignored == ["link", "device"]
    assert not any(path.is_symlink() for path in (tmp_path / "out").iterdir())


def test_other_formats(put, tmp_path):
    path = tmp_path / "a.7z"
    with libarchive.file_writer(str(path), "7zip") as archive:
        archive.add_file_from_memory("Bảng.txt", 3, b"abc")
    assert [m.name for m in unpack(put(path.read_bytes()), tmp_path / "out", Limits()).files] == ["Bảng.txt"]
    packed = unpack(put(gzip.compress(b"%PDF-1.4"), "Quyết định.pdf.gz"), tmp_path / "out", Limits())
    assert [(m.name, m.kind) for m in packed.files] == [("Quyết định.pdf", "pdf")]


def test_bombs_are_not_unpacked_and_leave_nothing(put, zipped, with_size, tmp_path):
    bomb = zipped(("a.txt", "nhỏ"), ("b.bin", bytes(30 * 2**20)))
    assert code_of(put(bomb), tmp_path / "out") is ItemCode.ARCHIVE_BOMB
    assert code_of(put(with_size(bomb, "b.bin", 10)), tmp_path / "out") is ItemCode.ARCHIVE_BOMB
    assert list((tmp_path / "out").iterdir()) == []


def test_limits_on_members_and_bytes(put, zipped, tmp_path):
    many = put(zipped(*((f"{i}.txt", f"{i}") for i in range(9))))
    assert code_of(many, tmp_path, Limits(members=8)) is ItemCode.ARCHIVE_BOMB
    assert len(unpack(many, tmp_path / "out", Limits(members=9)).files) == 9
    big = put(zipped(("a", os.urandom(3000))))
    assert code_of(big, tmp_path, Limits(unpacked_bytes=2000)) is ItemCode.ARCHIVE_BOMB


def test_overlapping_members_are_refused(put, zipped, tmp_path):
    data = bytearray(zipped(("a", "x" * 50), ("b", "y" * 50), stored=True))
    second = data.rfind(b"PK\1\2")
    data[second + 42 : second + 46] = (3).to_bytes(4, "little")  # its member begins within the first
    assert code_of(put(bytes(data)), tmp_path) is ItemCode.ARCHIVE_BOMB


@pytest.mark.parametrize("size", [10, 9_000_000])
def test_a_lying_size_costs_only_its_member(put, zipped, with_size, tmp_path, size):
    data = with_size(zipped(("a.txt", "x" * 1000), ("b.txt", "y")), "a.txt", size)
    unpacked = unpack(put(data), tmp_path, Limits())
    assert [member.name for member in unpacked.files] == ["b.txt"]
    assert [(name, reason.code) for name, reason in unpacked.problems] == [("a.txt", ItemCode.UNREADABLE)]


def test_cut_short_keeps_what_came_out_whole(put, zipped, tmp_path):
    inner = zipped(("trong.txt", "trong"), stored=True)
    data = zipped(("a.txt", "nguyên vẹn"), ("b.zip", inner), ("c.bin", os.urandom(9000)), stored=True)
    unpacked = unpack(put(data[:-5000], "ho so.zip"), tmp_path, Limits())
    assert [member.name for member in unpacked.files] == ["a.txt", "b.zip"]
    assert ("ho so.zip", ItemCode.UNREADABLE) in [(name, reason.code) for name, reason in unpacked.problems]


def test_encrypted(put, zipped, tmp_path):
    data = bytearray(zipped(("a.txt", "x" * 40), stored=True))
    for at in (data.find(b"PK\3\4") + 6, data.find(b"PK\1\2") + 8):
        data[at] |= 1
    assert code_of(put(bytes(data)), tmp_path) is ItemCode.ENCRYPTED


def test_empty_and_junk(put, zipped, tmp_path):
    assert code_of(put(zipped()), tmp_path) is ItemCode.EMPTY
    for start in (b"PK\3\4", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00", b"\x1f\x8b\x08\x00"):
        assert code_of(put(start + b"\x07junk" * 99), tmp_path) is ItemCode.UNREADABLE


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_stream_of_zeros_is_a_bomb_and_no_empty_tar(put, tmp_path, pack):
    assert code_of(put(pack(bytes(20 * 2**20)), "a.gz"), tmp_path / "out") is ItemCode.ARCHIVE_BOMB


def test_what_is_open_beside_a_locked_member_comes_out(put, zipped, tmp_path):
    data = bytearray(zipped(("khóa.docx", "x" * 99), ("mở.txt", "nội dung")))
    for at in (6, data.find(b"PK\1\2") + 8):
        data[at] |= 1
    unpacked = unpack(put(bytes(data), "a.zip"), tmp_path / "out", Limits())
    assert [file.name for file in unpacked.files] == ["mở.txt"]
    assert [(name, reason.code) for name, reason in unpacked.problems] == [("khóa.docx", ItemCode.ENCRYPTED)]


def test_streams_in_streams_end(put, tmp_path):
    data = b"x"
    for _ in range(30):
        data = gzip.compress(data)
    assert code_of(put(data, "a.gz"), tmp_path / "out") is ItemCode.NESTED_TOO_DEEP
