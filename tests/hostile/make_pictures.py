"""Pictures that declare more points than any machine has memory, or frames without end."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

from tests.hostile.item import Hostile, hostile


def png(width: int, height: int) -> bytes:
    """A black-and-white PNG whose rows are all there."""
    packer = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    data = b"".join([*(packer.compress(row * 100) for _ in range(height // 100)), packer.flush()])
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def tiff(width: int, height: int, frames: int = 1, *, cyclic: bool = False) -> bytes:
    """A TIFF of so many directories over the same few bytes; `cyclic`: the last leads back to the first."""
    tags = [(256, width), (257, height), (258, 1), (259, 1), (262, 1), (273, 8), (277, 1), (278, height), (279, 8)]
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    size, first = 2 + len(entries) + 4, 16
    out = [b"II*\0" + struct.pack("<I", first) + bytes(8)]
    for number in range(frames):
        last = number == frames - 1
        after = (first if cyclic else 0) if last else first + size * (number + 1)
        out.append(struct.pack("<H", len(tags)) + entries + struct.pack("<I", after))
    return b"".join(out)


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((400, 400), 50).save(out, "JPEG")
    return out.getvalue()


def huge_jpeg() -> bytes:
    """A JPEG that declares 65,500 points each way."""
    data = bytearray(jpeg())
    at = data.find(b"\xff\xc0")
    struct.pack_into(">HH", data, at + 5, 65_500, 65_500)
    return bytes(data)


BMP = (
    b"BM"
    + struct.pack("<IHHI", 99, 0, 0, 54)
    + struct.pack("<IiiHHIIiiII", 40, 99_999, -99_999, 1, 24, 0, 0, 1, 1, 0, 0)
)
GIF = (
    b"GIF89a"
    + struct.pack("<HHBBB", 65_535, 65_535, 0x80, 0, 0)
    + bytes(6)
    + b","
    + struct.pack("<HHHHB", 0, 0, 65_535, 65_535, 0)
    + b"\2\2\x4c\1\0;"
)
NOTHING = "no-table-found unreadable"
ITEMS: list[Hostile] = [
    hostile("chín trăm triệu.png", "too-large", lambda: png(30_000, 30_000)),
    hostile("một trăm sáu chín triệu.png", "too-large", lambda: png(13_000, 13_000)),
    hostile("khai khống.tif", "too-large", tiff(60_000, 60_000)),
    hostile("khai âm.tif", "too-large unreadable", tiff(0xFFFFFFFF, 0xFFFFFFFF)),
    hostile("vòng.tif", f"too-many-pages {NOTHING}", tiff(8, 8, 3, cyclic=True)),
    hostile("trăm nghìn khung.tif", "too-many-pages", lambda: tiff(8, 8, 100_000)),
    hostile("cụt.jpg", NOTHING, jpeg()[:2000]),
    hostile("khai khống.jpg", "too-large", huge_jpeg()),
    hostile("khai khống.gif", "too-large unsupported-type unreadable", GIF),
    hostile("khai khống.bmp", "too-large unreadable", BMP),
    hostile("rác.heic", "unreadable unsupported-type", b"\0\0\0\x18ftypheic" + bytes(range(256)) * 99),
    hostile(
        "rác.webp", "unreadable unsupported-type too-large", b"RIFF\xff\xff\xff\x7fWEBPVP8X" + bytes(range(256)) * 9
    ),
    hostile("bẹt.png", f"{NOTHING} too-large", lambda: png(1_000_000, 100)),
]
