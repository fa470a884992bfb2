"""Files that old mailers write into the mail's text (uuencode): `begin 644 name`, lines of letters, `end`."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

_BEGIN = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{1,200}?)[ \t]*\r?\n(?=[ -`]{2,100}[ \t]*\r?$)", re.MULTILINE)
_END = re.compile(rb"^end[ \t]*\r?$", re.MULTILINE)


def taken_out(text: bytes) -> tuple[bytes, list[tuple[bytes, bytes]]]:
    """The text without the files in it, and these as (name, content); one that does not end goes to the text's end."""
    rest, files, at = [], [], 0
    while begin := _BEGIN.search(text, at):
        end = _END.search(text, begin.end())
        rest.append(text[at : begin.start()])
        files.append((begin[1], decoded(text[begin.end() : end.start() if end else len(text)])))
        at = end.end() if end else len(text)
    return b"".join([*rest, text[at:]]), files


def decoded(lines: bytes) -> bytes:
    """What uuencoded lines stand for; damaged lines yield what can be had."""
    return b"".join(_decoded(lines))


def _decoded(body: bytes) -> Iterator[bytes]:
    for line in body.splitlines():
        if line.startswith((b"begin ", b"end")) or not line:
            continue
        try:
            yield binascii.a2b_uu(line)
        except binascii.Error:
            # Some encoders count the padding wrongly: decode as many bytes as the first letter says.
            length = (((line[0] - 32) & 63) * 4 + 5) // 3
            try:
                yield binascii.a2b_uu(line[:length])
            except binascii.Error:
                continue
