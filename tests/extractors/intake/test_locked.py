"""Archives with passwords, and of kinds that no library of ours writes."""

from __future__ import annotations

import base64
import zlib

import pytest

from extractors.intake.archive import unpack
from schemas.errors import ItemCode, SetAside
from schemas.source import Kind, Limits

# Two files of nothing but a greeting, password "bi"; made with 7-Zip. In the first the names are hidden too.
HIDDEN_NAMES = """
N3q8ryccAASnbYoGoAAAAAAAAAA9AAAAAAAAAOO8tzGegMLzaKlTUoUaEiQzrq6QJafKi7mDur0url8gv3wz+710PxXSadsbAFZXxsDajkjyDkt4mV1r
qy4135y/fs4GBpGyUyJCKvtPZCZXg69qV4Y+l/7ztaC4s4N/Ux3crIPcsQXtlOt8xJioJ6KMoV2t+Ywng7Y9O5LN8BcU6YExy4vZ8At0UIxwWHSjyladmJHg
rLyXSItZLYNgz+L5+lDkFwYgAQmAgAAHCwEAAiQG8QcBElMPe3AQ9ebBjrkAtSzL9fkYWiMDAQEFXQAQAAABAAxzgI4KAU2v6nIAAA=="""
HIDDEN_CONTENT = """
N3q8ryccAAQiAWSWkwAAAAAAAAAhAAAAAAAAAASo/O1FXlZ7K3ieRC97Urli1f1H03HUrFReWS26xx8r2VxCgAAAgTMHrg/QDrA8nzkQnJ+m1TPasi6wedXx
9ZfT/K+E6QBUCZMZxh+dReAgI1L7mZcUW8/MhvzjoCO4TockhgRRcq+nabacVOSIwARsPSMoc7vpTe2jaw+CNf9lTFCAABnamPB/CL3cI+jd2HVGYVoAAAAX
BiABCXMABwsBAAEjAwEBBV0AEAAADICOCgGSmn5MAAA="""


@pytest.mark.parametrize("data", [HIDDEN_NAMES, HIDDEN_CONTENT])
def test_locked_7z(put, data, tmp_path):
    file = put(base64.b64decode(data), "ho so.7z")
    assert file.kind is Kind.ARCHIVE
    with pytest.raises(SetAside) as caught:
        unpack(file, tmp_path / "out", Limits())
    assert caught.value.code is ItemCode.ENCRYPTED


def number(value):
    """A length as RAR 5 writes it: seven bits a byte, the eighth says that more follow."""
    out = bytearray()
    while True:
        out.append((value & 0x7F) | (0x80 if value > 0x7F else 0))
        value >>= 7
        if not value:
            return bytes(out)


def block(body):
    head = number(len(body)) + body
    return zlib.crc32(head).to_bytes(4, "little") + head


def rar(*files):
    """A RAR 5 archive of files stored as they are (name, content)."""
    out = b"Rar!\x1a\x07\x01\x00" + block(number(1) + number(0) + number(0))
    for name, content in files:
        sum_ = zlib.crc32(content).to_bytes(4, "little")
        words = [2, 2, len(content), 4, len(content), 0o100644]  # type, has data, its size; has a checksum; size; mode
        ending = b"".join(map(number, [0, 1, len(name.encode())])) + name.encode()  # stored, from Unix
        out += block(b"".join(map(number, words)) + sum_ + ending) + content
    return out + block(number(5) + number(0) + number(0))


def test_rar(put, tmp_path):
    file = put(rar(("Hồ sơ/Tờ trình.pdf", b"%PDF-1.4 1"), ("../Thumbs.db", b"x"), ("b.pdf", b"%PDF-1.4 2")), "a.rar")
    unpacked = unpack(file, tmp_path / "out", Limits())
    assert [(f.name, f.kind) for f in unpacked.files] == [("Hồ sơ/Tờ trình.pdf", Kind.PDF), ("b.pdf", Kind.PDF)]
    assert unpacked.ignored == ["Thumbs.db"]


def test_rar_cut_short(put, tmp_path):
    with pytest.raises(SetAside) as caught:
        unpack(put(rar(("a.pdf", b"%PDF-1.4" * 9))[:-20], "a.rar"), tmp_path / "out", Limits())
    assert caught.value.code is ItemCode.UNREADABLE
