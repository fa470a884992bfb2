"""The parts of a mail, cut out level by level: the standard parser recurses, and fails on one nested 2,000 deep."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser

from schemas.errors import ItemCode, SetAside

_HEADER_BYTES = 256 * 1024  # of one part; a mail with more has been made to hurt
_MULTIPART_DEPTH = 20
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True)
class Part:
    """A leaf of a mail: its headers and its body as sent. `cut`: the mail ended before the part did."""

    headers: Message
    body: bytes
    cut: bool = False

    @property
    def type(self) -> str:
        return self.headers.get_content_type()

    @property
    def disposition(self) -> str:
        return str(self.headers.get_content_disposition() or "")

    def content(self) -> bytes:
        """The body with its transfer encoding undone; damage yields what can be had."""
        encoding = str(self.headers.get("Content-Transfer-Encoding", "")).strip().lower()
        if encoding == "base64":
            return _base64(self.body)
        if encoding == "quoted-printable":
            return quopri.decodestring(self.body)
        if encoding in {"x-uuencode", "uuencode", "x-uue"}:
            return b"".join(_uudecoded(self.body))
        return self.body


def headers_of(data: bytes) -> tuple[Message, bytes]:
    """The headers and what follows the blank line. Raises SetAside(unreadable) when the headers do not end."""
    start = data[: _HEADER_BYTES + 4]
    if start.startswith((b"\n", b"\r\n")):  # a part without headers begins with the blank line
        return Message(), data.partition(b"\n")[2]
    end = _BLANK_LINE.search(start)
    if end is None and len(data) > _HEADER_BYTES:
        raise SetAside(ItemCode.UNREADABLE, f"headers of more than {_HEADER_BYTES} bytes")
    head, body = (data[: end.start()], data[end.end() :]) if end else (data, b"")
    return BytesHeaderParser().parsebytes(head + b"\n\n"), body


def leaves(data: bytes, depth: int = 0) -> Iterator[Part | SetAside]:
    """The parts that are not multiparts, in order; a forwarded mail is one part and is not entered.

    A SetAside stands for a part that cannot be had.
    """
    try:
        headers, body = headers_of(data)
    except SetAside as reason:
        yield reason
        return
    boundary = headers.get_boundary()
    if headers.get_content_maintype() != "multipart" or not boundary:
        yield Part(headers, body)
    elif depth >= _MULTIPART_DEPTH:
        yield SetAside(ItemCode.NESTED_TOO_DEEP, "multiparts in multiparts")
    else:
        pieces, whole = _pieces(body, boundary.encode("latin-1", "replace"))
        for index, piece in enumerate(pieces):
            last_is_cut = index == len(pieces) - 1 and not whole
            for leaf in leaves(piece, depth + 1):
                yield Part(leaf.headers, leaf.body, cut=True) if last_is_cut and isinstance(leaf, Part) else leaf


def _pieces(body: bytes, boundary: bytes) -> tuple[list[bytes], bool]:
    """What stands between the boundary lines, and whether the closing one is there."""
    line = re.compile(rb"(?:^|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|\Z)")
    pieces: list[bytes] = []
    start = None
    for found in line.finditer(body):
        if start is not None:
            pieces.append(_after_newline(body[start : found.start()]))
        start = found.end()
        if found[1]:
            return pieces, True
    if start is not None:
        pieces.append(_after_newline(body[start:]))
    return pieces, False


def _after_newline(piece: bytes) -> bytes:
    return piece[2:] if piece.startswith(b"\r\n") else piece[1:] if piece.startswith(b"\n") else piece


def _base64(body: bytes) -> bytes:
    letters = re.sub(rb"[^A-Za-z0-9+/=]", b"", body).split(b"=", 1)[0]
    usable = letters[: len(letters) - 1] if len(letters) % 4 == 1 else letters
    return base64.b64decode(usable + b"=" * (-len(usable) % 4))


def _uudecoded(body: bytes) -> Iterator[bytes]:
    for line in body.splitlines():
        if line.startswith((b"begin ", b"end")) or not line:
            continue
        try:
            yield binascii.a2b_uu(line)
        except binascii.Error:
            # Some encoders count the padding wrongly: decode as many bytes as the first letter says.
            length = (((line[0] - 32) & 63) * 4 + 5) // 3
            yield binascii.a2b_uu(line[:length])
