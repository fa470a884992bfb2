"""Archives that swell, lie, climb out, or never end."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile

from tests.hostile.item import Hostile, hostile, zipped

MB = 2**20


def nested(depth: int) -> bytes:
    data = b"the end"
    for _ in range(depth):
        data = zipped(("a.zip", data))
    return data


def lying(declared: int) -> bytes:
    """One member of 1 MB that says it has `declared` bytes, in both headers."""
    data = bytearray(zipped(("a.pdf", b"%PDF-1.4 " + bytes(MB))))
    struct.pack_into("<I", data, 22, declared)
    struct.pack_into("<I", data, data.find(b"PK\1\2") + 24, declared)
    return bytes(data)


def locked() -> bytes:
    """A zip whose member bears the mark of a password."""
    data = bytearray(zipped(("bảng.docx", bytes(range(256)) * 8), stored=True))
    for at in (6, data.find(b"PK\1\2") + 8):
        data[at] |= 1
    return bytes(data)


def overlapping() -> bytes:
    """Two entries of the directory over the same bytes."""
    data = zipped(("a.txt", bytes(MB)))
    start = data.find(b"PK\1\2")
    end = data.find(b"PK\5\6")
    entry = data[start:end]
    tail = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 2, 2, 2 * len(entry), start, 0)
    return data[:start] + entry + entry + tail


def many_members(count: int) -> bytes:
    return zipped(*((f"{number}.txt", "x") for number in range(count)), stored=True)


def with_link() -> bytes:
    link = zipfile.ZipInfo("bảng.docx")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def tarred(*members: tuple[str, bytes, str]) -> bytes:
    """A tar of (name, type, link's target); all are empty."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind, target in members:
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, target
            archive.addfile(member)
    return out.getvalue()


def layers(count: int) -> bytes:
    data = b"x"
    for _ in range(count):
        data = gzip.compress(data)
    return data


def half_locked() -> bytes:
    data = bytearray(zipped(("a.docx", bytes(99)), ("b.txt", "x"), stored=True))
    for at in (6, data.find(b"PK\1\2") + 8):
        data[at] |= 1
    return bytes(data)


TEXT = "unsupported-type no-table-found"
ITEMS: list[Hostile] = [
    hostile("bom.zip", "archive-bomb", lambda: zipped(("a.pdf", bytes(150 * MB)))),
    hostile("bom lồng.zip", "archive-bomb", lambda: zipped(("b.zip", zipped(("a.pdf", bytes(150 * MB)))), stored=True)),
    hostile("lồng sâu.zip", "nested-too-deep", lambda: nested(12)),
    hostile("nói dối ít.zip", "unreadable archive-bomb", lambda: lying(10)),
    hostile("nói dối nhiều.zip", "unreadable", lambda: lying(2**31)),
    hostile("có khóa.zip", "encrypted", locked),
    hostile("chồng nhau.zip", "archive-bomb", overlapping),
    hostile("mười nghìn.zip", "archive-bomb", lambda: many_members(10_000)),
    hostile("leo ra.zip", TEXT, zipped(("../../../leo-ra.txt", "x"), ("/tmp/leo-ra.txt", "y"))),
    hostile("kiểu windows.zip", TEXT, zipped(("a\\..\\..\\leo-ra.txt", "x"), ("CON.txt", "y"))),
    hostile("tên dài.zip", TEXT, zipped(("ă" * 3000 + ".txt", "x"), ("\u202efdp.exe\0\n\x1b[2J", "y"))),
    hostile("liên kết.zip", "empty", with_link),
    hostile("cụt.zip", "unreadable", lambda: zipped(("a.docx", bytes(range(256)) * 999))[:300]),
    hostile(
        "thiết bị.tar",
        "empty",
        tarred(
            ("../leo-ra", tarfile.SYMTYPE, "/etc"),
            ("cứng", tarfile.LNKTYPE, "/etc/passwd"),
            ("thiết bị", tarfile.CHRTYPE, ""),
            ("ống", tarfile.FIFOTYPE, ""),
        ),
    ),
    hostile("bom.gz", "archive-bomb", lambda: gzip.compress(b"a" * (150 * MB), 1)),
    hostile("bom.bz2", "archive-bomb", lambda: bz2.compress(b"a" * (60 * MB), 1)),
    hostile("rác.7z", "unreadable", b"7z\xbc\xaf\x27\x1c" + bytes(range(256)) * 50),
    hostile("rác.rar", "unreadable empty", b"Rar!\x1a\x07\x01\x00" + bytes(range(256)) * 50),
    hostile("rác.xz", "unreadable", b"\xfd7zXZ\0" + bytes(range(256)) * 50),
]
ITEMS += [
    hostile("toàn số không.xz", "archive-bomb", lambda: lzma.compress(bytes(60 * MB), preset=0)),
    hostile("toàn số không.tar.gz", "archive-bomb", lambda: gzip.compress(bytes(60 * MB), 1)),
    hostile("ba mươi lớp.gz", "nested-too-deep", lambda: layers(30)),
    hostile("khóa một nửa.zip", f"encrypted {TEXT}", half_locked),
    hostile("tự bung.exe", "unsupported-type", b"MZ" + bytes(3000) + zipped(("a.txt", "x"))),
    hostile("mười nghìn.tar", "archive-bomb", lambda: tarred(*((f"{n}", tarfile.REGTYPE, "") for n in range(10_000)))),
    hostile("đầu 7z dối.7z", "unreadable", b"7z\xbc\xaf\x27\x1c\0\4" + struct.pack("<IQQI", 0, 0, 2**40, 0)),
    hostile(
        "hồ sơ lồng và bom.zip", f"archive-bomb {TEXT}", lambda: zipped(("a.txt", "x"), ("b.zip", many_members(300)))
    ),
]
