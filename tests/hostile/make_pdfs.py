"""PDF files that swell, loop, ask for keys, or are larger than any paper."""

from __future__ import annotations

import struct
import zlib

from tests.hostile.item import Hostile, hostile

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
STREAM = b"<</Length %d%s>>stream\n%s\nendstream"


def pdf(*objects: bytes, trailer: bytes = b"", cross: bool = True) -> bytes:
    """A PDF file of the given objects, the first being its catalog."""
    parts, places, at = [b"%PDF-1.5\n"], [], 9
    for number, body in enumerate(objects, 1):
        places.append(at)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        at += len(parts[-1])
    if cross:
        parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
        parts += [b"%010d 00000 n \n" % place for place in places]
    parts.append(b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, at))
    return b"".join(parts)


def page(content: bytes, *more: bytes, box: bytes = b"0 0 595 842", filters: bytes = b"", own: bytes = b"") -> bytes:
    """One page with `own` keys; `more`: objects from 5 on."""
    head = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R%s>>" % (box, own)
    body = STREAM % (len(content), b"/Filter[%s]" % filters if filters else b"", content)
    return pdf(CATALOG, ONE_PAGE, head, body, *more)


def picture(width: int, height: int, filters: bytes, data: bytes) -> bytes:
    """A page that shows one picture, as large as it says it is."""
    keys = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1/ColorSpace/DeviceGray/Filter%s"
    shown = STREAM % (len(data), keys % (width, height, filters), data)
    return page(b"500 0 0 700 40 40 cm /I Do", shown, own=b"/Resources<</XObject<</I 5 0 R>>>>")


def many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    return pdf(CATALOG, b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), *[leaf] * count)


def huge_jbig2() -> bytes:
    """A page of 65,000 × 65,000 points told in 30 bytes."""
    information = struct.pack(">IIIIBH", 65_000, 65_000, 0, 0, 0, 0)
    return struct.pack(">IBBBI", 0, 48, 0, 1, len(information)) + information


def huge_jpx() -> bytes:
    """The head of a JPEG 2000 codestream of 60,000 × 60,000 points in one tile."""
    side = 60_000
    size = struct.pack(">HIIIIIIIIH", 0, side, side, 0, 0, side, side, 0, 0, 3) + bytes((7, 1, 1)) * 3
    coding = b"\xff\x52" + struct.pack(">H", 12) + bytes((0, 0, 0, 1, 0, 5, 4, 4, 0, 1))
    quantum = b"\xff\x5c" + struct.pack(">H", 19) + b"\x40" + bytes(16)
    tile = b"\xff\x90" + struct.pack(">HHIBB", 10, 0, 0, 0, 1) + b"\xff\x93" + bytes(500) + b"\xff\xd9"
    return b"\xff\x4f\xff\x51" + struct.pack(">H", len(size) + 2) + size + coding + quantum + tile


def locked() -> bytes:
    keys = b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"41" * 32, b"42" * 32)
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    return pdf(CATALOG, ONE_PAGE, leaf, keys, trailer=b"/Encrypt 4 0 R/ID[<41><41>]")


def swollen() -> bytes:
    inner = zlib.compressobj(9)
    once = b"".join([*(inner.compress(bytes(10**7)) for _ in range(100)), inner.flush()])
    return page(zlib.compress(once, 9), filters=b"/FlateDecode/FlateDecode")


def endless_xref() -> bytes:
    body = (
        b"%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 1>>\nendobj\n"
    )
    at = len(body)
    return body + b"xref\n0 1\n0000000000 65535 f \ntrailer<</Size 3/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF" % (
        at,
        at,
    )


NOTHING = "no-table-found"
ACTIONS = (
    b"/OpenAction<</S/Launch/F(/bin/touch)/Win<</F(cmd.exe)>>>>/AA<</O<</S/URI/URI(http://127.0.0.1/x)>>>>"
    b"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(app.launchURL\\(1\\))>>]>>>>"
)
LEAF = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"


def holding(data: bytes, filters: bytes = b"") -> bytes:
    """A PDF with a file attached to it."""
    names = b"/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>>>"
    spec = b"<</Type/Filespec/F(a.pdf)/EF<</F 5 0 R>>>>"
    return pdf(CATALOG[:-2] + names, ONE_PAGE, LEAF, spec, STREAM % (len(data), b"/Type/EmbeddedFile" + filters, data))


def matryoshka(depth: int) -> bytes:
    data = page(b"BT ET")
    for _ in range(depth):
        data = holding(data)
    return data


ITEMS: list[Hostile] = [
    hostile("trăm nghìn trang.pdf", "too-many-pages timeout", lambda: many_pages(100_000)),
    hostile("trang khổng lồ.pdf", NOTHING, page(b"0 0 m 1 1 l S", box=b"0 0 14400 14400")),
    hostile("trang vô lý.pdf", f"{NOTHING} unreadable too-large", page(b"0 0 m 1 1 l S", box=b"-1e30 0 1e30 1e-30")),
    hostile("phình hai lần.pdf", "timeout out-of-memory unreadable no-table-found", swollen),
    hostile(
        "triệu nét.pdf",
        f"{NOTHING} timeout",
        lambda: page(zlib.compress(b"0 0 m 99 99 l S\n" * 10**6), filters=b"/FlateDecode"),
    ),
    hostile("cụt.pdf", f"unreadable {NOTHING}", lambda: many_pages(40)[:900]),
    hostile("cây vòng.pdf", "too-many-pages unreadable", pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1000000>>")),
    hostile(
        "đếm dối.pdf",
        f"too-many-pages unreadable {NOTHING}",
        pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count -5>>", LEAF),
    ),
    hostile("xref vòng.pdf", f"unreadable empty {NOTHING}", endless_xref()),
    hostile("có khóa.pdf", "encrypted", locked()),
    hostile(
        "ảnh khổng lồ.pdf",
        f"{NOTHING} unreadable too-large",
        lambda: picture(60_000, 60_000, b"/FlateDecode", zlib.compress(bytes(450 * 10**6), 1)),
    ),
    hostile(
        "jbig2.pdf",
        f"{NOTHING} unreadable out-of-memory too-large",
        picture(65_000, 65_000, b"/JBIG2Decode", huge_jbig2()),
    ),
    hostile(
        "jpx.pdf",
        f"{NOTHING} unreadable out-of-memory too-large timeout",
        picture(60_000, 60_000, b"/JPXDecode", huge_jpx()),
    ),
    hostile(
        "ccitt.pdf", f"{NOTHING} unreadable too-large", picture(60_000, 60_000, b"/CCITTFaxDecode", b"\x26\xa1" * 500)
    ),
    hostile("hành động.pdf", NOTHING, pdf(CATALOG[:-2] + ACTIONS + b">>", ONE_PAGE, LEAF)),
    hostile("ngoặc sâu.pdf", f"unreadable nested-too-deep {NOTHING}", page(b"[" * 200_000 + b"]" * 200_000 + b"TJ")),
    hostile(
        "hình trong hình.pdf",
        f"{NOTHING} unreadable nested-too-deep timeout out-of-memory",
        page(
            b"/F Do",
            STREAM
            % (11, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>", b"/F Do /F Do"),
            own=b"/Resources<</XObject<</F 5 0 R>>>>",
        ),
    ),
    hostile("rác.pdf", "unreadable", b"%PDF-1.7\n" + bytes(range(256)) * 400),
]
ITEMS += [
    hostile("búp bê.pdf", f"nested-too-deep {NOTHING}", lambda: matryoshka(8)),
    hostile(
        "bom đính kèm.pdf",
        f"{NOTHING} archive-bomb out-of-memory unreadable",
        lambda: holding(zlib.compress(bytes(520 * 2**20), 1), b"/Filter/FlateDecode"),
    ),
    hostile("trắng bốn trăm.pdf", NOTHING, lambda: many_pages(400)),
    hostile("hộp nan.pdf", f"{NOTHING} unreadable", page(b"BT ET", box=b"nan nan inf -inf")),
    hostile("hộp sợi chỉ.pdf", f"{NOTHING} unreadable too-large", page(b"BT ET", box=b"0 0 .01 1000000")),
    hostile("cây sâu.pdf", "unreadable", pdf(CATALOG, *(b"<</Type/Pages/Kids[%d 0 R]>>" % n for n in range(3, 3000)))),
    hostile("không trang.pdf", "unreadable empty", pdf(CATALOG, b"<</Type/Pages/Kids[]/Count 0>>")),
]
