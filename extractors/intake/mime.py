"""The parts of a mail, cut out level by level: the standard parser recurses, and fails on one nested 2,000 deep."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser

from extractors.intake import uu
from extractors.intake.mail_words import base64_bytes, bytes_text
from schemas.errors import ItemCode, SetAside

_HEADER_BYTES = 256 * 1024  # of one part; a mail with more has been made to hurt
_MULTIPART_DEPTH = 10  # signed and forwarded by a list: 6
_MEDIA_TYPE = re.compile(r"[\w.+-]{1,60}/[\w.+-]{1,80}(; charset=[\w-]{1,40})?", re.ASCII)
_EDGE = re.compile(rb"^--([^\r\n]{1,200}?)[ \t]*\r?\nContent-", re.MULTILINE | re.IGNORECASE)
_EDGE_WITHIN = 64 * 1024
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True)
class Part:
    """A leaf of a mail: its headers and its body as sent. `cut`: the mail ended before the part did."""

    headers: Message
    body: memoryview  # of the mail as it came: a mail is large, and its parts are not copied to be looked at
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
            return base64_bytes(bytes(self.body))
        if encoding == "quoted-printable":
            return quopri.decodestring(bytes(self.body))
        if encoding in {"x-uuencode", "uuencode", "x-uue"}:
            return uu.decoded(bytes(self.body))
        return bytes(self.body)


def made_part(content: bytes, name: str, media_type: str, *, content_id: str = "", inline: bool = False) -> Part:
    """A part out of a format that is no MIME: Outlook's own."""
    headers = Message()
    headers["Content-Type"] = media_type if _MEDIA_TYPE.fullmatch(media_type) else "application/octet-stream"
    if name:
        headers.add_header("Content-Disposition", "inline" if inline else "attachment", filename=("utf-8", "", name))
    if content_id:
        headers["Content-ID"] = "<" + re.sub(r"[^!-~]|[<>]", "", content_id)[:300] + ">"
    return Part(headers, memoryview(content))


def headers_of(data: bytes | memoryview) -> tuple[Message, memoryview]:
    """The headers and what follows the blank line. Raises SetAside(unreadable) when the headers do not end."""
    start, view = bytes(data[: _HEADER_BYTES + 4]), memoryview(data)
    if start.startswith((b"\n", b"\r\n")):  # a part without headers begins with the blank line
        return Message(), view[2 if start.startswith(b"\r") else 1 :]
    end = _BLANK_LINE.search(start)
    if end is None and len(data) > _HEADER_BYTES:
        raise SetAside(ItemCode.UNREADABLE, f"headers of more than {_HEADER_BYTES} bytes")
    head, body = (start[: end.start()], view[end.end() :]) if end else (start, view[:0])
    return HeaderParser().parsestr(bytes_text(head, None) + "\n\n"), body


def leaves(data: bytes | memoryview, depth: int = 0) -> Iterator[Part | SetAside]:
    """The parts that are not multiparts, in order; a forwarded mail is one part and is not entered.

    A SetAside stands for a part that cannot be had.
    """
    try:
        headers, body = headers_of(data)
    except SetAside as reason:
        yield reason
        return
    edge = _edge(headers, body) if headers.get_content_maintype() == "multipart" else None
    if edge is None:
        yield Part(headers, body)
    elif depth >= _MULTIPART_DEPTH:
        yield SetAside(ItemCode.NESTED_TOO_DEEP, "multiparts in multiparts")
    else:
        pieces, whole = _pieces(body, edge)
        for index, piece in enumerate(pieces):
            last_is_cut = index == len(pieces) - 1 and not whole
            for leaf in leaves(piece, depth + 1):
                yield Part(leaf.headers, leaf.body, cut=True) if last_is_cut and isinstance(leaf, Part) else leaf


def _edge(headers: Message, body: memoryview) -> bytes | None:
    """The line between a mail's parts: as its header says, else as the parts themselves show."""
    told = (headers.get_boundary() or "").encode("latin-1", "replace")
    if told and re.search(rb"(?:^|\n)--" + re.escape(told), body):
        return told
    shown = _EDGE.search(bytes(body[:_EDGE_WITHIN]))
    return shown[1] if shown else None


def _pieces(body: memoryview, boundary: bytes) -> tuple[list[memoryview], bool]:
    """What stands between the boundary lines, and whether the closing one is there."""
    line = re.compile(rb"(?:^|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|\Z)")
    pieces: list[memoryview] = []
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


def _after_newline(piece: memoryview) -> memoryview:
    start = bytes(piece[:2])
    return piece[2:] if start == b"\r\n" else piece[1:] if start[:1] == b"\n" else piece
