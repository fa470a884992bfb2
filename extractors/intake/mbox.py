"""A mailbox in one file: its mails begin with a line `From …` after a blank one."""

from __future__ import annotations

import re
from collections.abc import Iterator

# The line ends in a year, and a header follows: a sentence that begins with "From" is not taken for a new mail.
_BEGIN = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]{1,200}\d{4}[^\r\n]{0,40}\r?\n(?=[!-9;-~]{1,70}:)")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def messages(data: bytes) -> Iterator[bytes]:
    """The mails of a mailbox in order, each without its `From` line; bytes that are no mailbox are one mail."""
    starts = list(_BEGIN.finditer(data))
    ends = [found.start() for found in starts[1:]] + [len(data)]
    if not starts:
        yield data.partition(b"\n")[2] if data.startswith(b"From ") else data
    for found, end in zip(starts, ends, strict=True) if starts else ():
        yield _QUOTED.sub(rb"\1", data[found.end() : end])
