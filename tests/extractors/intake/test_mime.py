from __future__ import annotations

import base64

import pytest

from extractors.intake.mime import Part, headers_of, leaves
from schemas.errors import ItemCode, SetAside

TWO = b"""Content-Type: multipart/mixed; boundary="b"

preamble
--b
Content-Type: text/plain

one
--b
Content-Transfer-Encoding: base64

dHdv
--b--
epilogue"""


def test_parts_between_the_boundaries():
    parts = list(leaves(TWO.replace(b"\n", b"\r\n")))
    assert [part.content() for part in parts if isinstance(part, Part)] == [b"one", b"two"]
    assert [part.content() for part in leaves(TWO)] == [b"one", b"two"]
    assert not any(part.cut for part in leaves(TWO))


def test_a_mail_cut_short_says_which_part():
    parts = list(leaves(TWO[: TWO.index(b"dHdv") + 2]))
    assert [part.cut for part in parts] == [False, True]


@pytest.mark.parametrize(
    ("encoding", "body", "content"),
    [
        ("base64", b"dHd\r\nv!!", b"two"),
        ("base64", b"dHdvd", b"two"),
        ("base64", b"dHdv=garbage", b"two"),
        ("quoted-printable", b"B=E1=BA=A3ng=\r\n!", "Bảng!".encode()),
        ("x-uuencode", b"begin 644 a\n#='=O\n`\nend", b"two"),
        ("8bit", b"two", b"two"),
        ("unheard-of", b"two", b"two"),
    ],
)
def test_transfer_encodings(encoding, body, content):
    (part,) = leaves(b"Content-Transfer-Encoding: " + encoding.encode() + b"\n\n" + body)
    assert part.content() == content


def test_large_attachment_is_not_copied_on_the_way():
    mail = TWO.replace(b"dHdv", base64.b64encode(bytes(1000)))
    assert all(part.body.obj is mail for part in leaves(mail))


def test_headers_are_bounded():
    with pytest.raises(SetAside) as caught:
        headers_of(b"Subject: " + b"A" * 5_000_000)
    assert caught.value.code is ItemCode.UNREADABLE


def test_multiparts_in_multiparts_end():
    mail = b"text"
    for level in range(2000):
        mail = b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (level, level) + mail
    (reason,) = leaves(mail)
    assert isinstance(reason, SetAside)
    assert reason.code is ItemCode.NESTED_TOO_DEEP
