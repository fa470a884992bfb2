"""Mails without end, without edges, within each other."""

from __future__ import annotations

import base64

from tests.hostile.item import Hostile, hostile

HEAD = b"From: a@mau.vn\r\nTo: b@mau.vn\r\nSubject: ho so\r\nMIME-Version: 1.0\r\n"
MIXED = HEAD + b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n'


def attached(name: bytes, body: bytes) -> bytes:
    head = b'--x\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="%s"\r\n' % name
    return head + b"Content-Transfer-Encoding: base64\r\n\r\n" + body + b"\r\n"


def many_attachments(count: int) -> bytes:
    parts = [attached(b"%d.pdf" % n, base64.b64encode(b"%%PDF-1.4 %d" % n)) for n in range(count)]
    return MIXED + b"".join(parts) + b"--x--\r\n"


def nested(depth: int) -> bytes:
    mail = HEAD + b"\r\nxin chao\r\n"
    for level in range(depth):
        edge = b"n%d" % level
        mail = (
            HEAD
            + b'Content-Type: multipart/mixed; boundary="%s"\r\n\r\n--%s\r\n' % (edge, edge)
            + b"Content-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n"
            + mail
            + b"\r\n--%s--\r\n" % edge
        )
    return mail


NOTHING = "no-table-found unsupported-type empty unreadable"
ITEMS: list[Hostile] = [
    hostile("nghìn tệp.eml", "archive-bomb", lambda: many_attachments(1000)),
    hostile("lồng hai mươi.eml", "nested-too-deep", nested(20)),
    hostile("lồng hai nghìn.eml", "nested-too-deep unreadable", lambda: nested(2000)),
    hostile("không ranh giới.eml", NOTHING, HEAD + b"Content-Type: multipart/mixed\r\n\r\n--x\r\n\r\nxin chao\r\n"),
    hostile(
        "đầu thư khổng lồ.eml",
        f"too-large {NOTHING}",
        lambda: HEAD + b"X-Rac: " + b"a" * 50_000_000 + b"\r\n\r\nxin chao",
    ),
    hostile("triệu dòng đầu.eml", f"too-large {NOTHING}", lambda: HEAD + b"X-Rac: a\r\n" * 500_000 + b"\r\nxin chao"),
    hostile(
        "chủ đề dài.eml",
        NOTHING,
        lambda: b"Subject: " + b"=?utf-8?q?a?=\r\n " * 20_000 + b"b\r\n" + HEAD + b"\r\nxin chao",
    ),
    hostile("base64 rác.eml", NOTHING, MIXED + attached(b"a.pdf", b"@@@!!!===" * 999) + b"--x--\r\n"),
    hostile(
        "tên leo ra.eml", NOTHING, MIXED + attached(b"../../leo-ra.pdf", base64.b64encode(b"%PDF-1.4 x")) + b"--x--\r\n"
    ),
    hostile(
        "triệu ranh giới.eml",
        f"archive-bomb too-large {NOTHING}",
        lambda: MIXED + b"--x\r\n\r\n\r\n" * 200_000 + b"--x--\r\n",
    ),
]
ITEMS += [
    hostile("rỗng.eml", "empty", b"From: a@mau.vn\r\n\r\n"),
    hostile(
        "mã hóa.eml",
        "encrypted",
        MIXED
        + attached(b"smime.p7m", base64.b64encode(bytes.fromhex("308006092a864886f70d010703a080") * 9))
        + b"--x--",
    ),
    hostile(
        "pgp.eml", "encrypted", MIXED + attached(b"a.asc", base64.b64encode(b"-----BEGIN PGP MESSAGE-----")) + b"--x--"
    ),
    hostile("chữ ký cụt.p7m", "unreadable empty", bytes.fromhex("308006092a864886f70d010702a080") + bytes(99)),
    hostile("uu vô tận.eml", NOTHING, HEAD + b"\r\nbegin 644 a.pdf\r\n" + b"M" + b"!" * 60 + b"\r\n" + b"\xff" * 9999),
    hostile("toàn gạch.eml", f"too-large {NOTHING}", lambda: MIXED + b"--" * 1_000_000),
    hostile(
        "hộp thư mười nghìn.mbox",
        f"archive-bomb {NOTHING}",
        lambda: b"From a 2024\n".join([b""] + [HEAD + b"\n"] * 9999),
    ),
]
