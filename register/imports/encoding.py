"""In what letters a text file is written, and what stands between its columns."""

from __future__ import annotations

import codecs
import csv
from pathlib import Path

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LOOK = 2**20  # bytes that are looked at
_DELIMITERS = ",;\t|"


def encoding_of(path: Path) -> str:
    """By its mark, else as UTF-16 by its blanks, else UTF-8 where it is, else Windows' Vietnamese."""
    with path.open("rb") as stream:
        head = stream.read(_LOOK)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if head and head[1::2].count(0) > len(head) // 5:
        return "utf-16-le"
    if head and head[::2].count(0) > len(head) // 5:
        return "utf-16-be"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=len(head) < _LOOK)
    except UnicodeDecodeError:
        return "cp1258"
    return "utf-8"


def delimiter_of(text: str) -> str:
    """The sign that cuts the first lines into most, equally many columns."""
    lines = text.splitlines()[:20]

    def columns(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        common = max(set(widths), key=lambda width: (width > 1, widths.count(width), width), default=1)
        return (widths.count(common) if common > 1 else 0, common)

    try:
        return max(_DELIMITERS, key=columns)
    except csv.Error:
        return ","
