from __future__ import annotations

import base64

import pytest

from extractors.intake import signed
from extractors.intake.items import open_item
from schemas.errors import ItemCode, SetAside
from schemas.source import Kind, Limits

DATA, SIGNED, ENVELOPED = (bytes.fromhex(f"06092a864886f70d0107{n}") for n in ("01", "02", "03"))
MAIL = (
    b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nxin gui\r\n--x\r\n'
    b"Content-Type: application/pdf; name=a.pdf\r\n\r\n%PDF-1.4 x\r\n--x--\r\n"
)


def tlv(tag: int, value: bytes) -> bytes:
    size = len(value).to_bytes(4, "big")
    return bytes([tag, 0x84]) + size + value


def open_ended(tag: int, value: bytes) -> bytes:
    return bytes([tag, 0x80]) + value + b"\0\0"


def message(content: bytes, make=tlv) -> bytes:
    inner = make(0x30, DATA + make(0xA0, content))
    return make(0x30, SIGNED + make(0xA0, make(0x30, b"\2\1\1" + tlv(0x31, b"") + inner + tlv(0x31, b""))))


@pytest.mark.parametrize(
    "data", [message(tlv(4, b"hello")), message(open_ended(0x24, tlv(4, b"hel") + tlv(4, b"lo")), open_ended)]
)
def test_what_was_signed(data):
    assert signed.is_signed(data)
    assert signed.content(data) == b"hello"


def test_a_signature_that_stands_apart():
    assert signed.content(message(b"")) == b""


@pytest.mark.parametrize("data", [message(tlv(4, b"hello"))[:-20], b"\x30\x80" * 5000, b"\x30"])
def test_damaged(data):
    with pytest.raises(SetAside) as caught:
        signed.content(data)
    assert caught.value.code is ItemCode.UNREADABLE


def test_a_signed_mail_is_opened(put, tmp_path):
    body = base64.encodebytes(message(tlv(4, MAIL)))
    mail = b"From: a@b\r\nSubject: x\r\nContent-Type: application/pkcs7-mime; name=smime.p7m\r\n"
    opened = open_item(put(mail + b"Content-Transfer-Encoding: base64\r\n\r\n" + body, "a.eml"), tmp_path, Limits())
    assert [leaf.name for leaf in opened.leaves] == ["a.pdf"]


def test_a_signed_file_by_itself(put, tmp_path):
    opened = open_item(put(message(tlv(4, b"%PDF-1.4 x")), "tờ trình.pdf.p7m"), tmp_path, Limits())
    assert [(leaf.name, leaf.kind) for leaf in opened.leaves] == [("tờ trình.pdf", Kind.PDF)]


def test_signatures_in_each_other_end(put, tmp_path):
    data = b"%PDF-1.4"
    for _ in range(9):
        data = message(tlv(4, data))
    opened = open_item(put(data, "a.p7m"), tmp_path, Limits())
    assert [reason.code for _, reason in opened.problems] == [ItemCode.NESTED_TOO_DEEP]


@pytest.mark.parametrize("data", [tlv(0x30, ENVELOPED + bytes(99)), b"-----BEGIN PGP MESSAGE-----\n\nabc"])
def test_for_the_receiver_only(put, data, tmp_path):
    opened = open_item(put(data, "smime.p7m"), tmp_path, Limits())
    assert [reason.code for _, reason in opened.problems] == [ItemCode.ENCRYPTED]
