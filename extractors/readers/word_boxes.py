"""The order of the text boxes in an old Word file (.doc), where it keeps their texts one behind the other.

LibreOffice hangs them on paragraphs, in the order of its own drawing. Format: [MS-DOC], Word 97 and later.
"""

from __future__ import annotations

import re
import struct
from collections import defaultdict, deque
from itertools import pairwise
from pathlib import Path

from extractors.intake.ole import stream_bytes, stream_head
from schemas.grid import Transcript

_WORD97, _ENCRYPTED, _SECOND_TABLE = 0xA5EC, 0x100, 0x200
_COUNTS, _PIECES = 0x4C, 0x1A2  # where the head tells the letters of each text, and the place of the piece table
_COMPRESSED = 0x40000000  # a piece of one byte a letter
_MOST = 64 * 2**20  # bytes of a stream
_LETTERS = 200_000  # of all text boxes
_FIELD_CODE = re.compile("\x13[^\x13\x14\x15]*\x14?")


def give_turns(transcript: Transcript, path: Path) -> None:
    """Numbers the lines in text boxes as the file at `path` has them; leaves them alone where it cannot be followed."""
    boxes = [line for page in transcript.pages for line in page.lines if line.floating]
    try:
        places = _places(_boxes_text(path)) if boxes else {}
    except (struct.error, ValueError):
        return
    last = -1
    for line in boxes:
        found = places.get(_key(line.decoding.original if line.decoding else line.text))
        last = line.turn = found.popleft() if found else last


def _places(text: str) -> dict[str, deque[int]]:
    out: defaultdict[str, deque[int]] = defaultdict(deque)
    for place, line in enumerate(re.split("[\r\x07\x0b\x0c]", _FIELD_CODE.sub("", text))):
        if key := _key(line):
            out[key].append(place)
    return out


def _key(text: str) -> str:
    """What stays of a text on its way through LibreOffice, whatever its encoding."""
    return re.sub(r"[^0-9A-Za-z]", "", text)


def _boxes_text(path: Path) -> str:
    """The texts of all text boxes, as the file has them; empty where there are none."""
    head = stream_head(path, "WordDocument")
    magic, flags = struct.unpack_from("<H", head, 0)[0], struct.unpack_from("<H", head, 10)[0]
    counts = struct.unpack_from("<7i", head, _COUNTS)
    if magic != _WORD97 or flags & _ENCRYPTED or not 0 < counts[6] <= _LETTERS or min(counts) < 0:
        return ""
    start = sum(counts[:6])
    whole = stream_bytes(path, "WordDocument", _MOST)
    table = stream_bytes(path, "1Table" if flags & _SECOND_TABLE else "0Table", _MOST)
    at, size = struct.unpack_from("<II", head, _PIECES)
    return "".join(_cut(whole, piece, start, start + counts[6]) for piece in _pieces(table[at : at + size]))


def _pieces(data: bytes) -> list[tuple[int, int, int]]:
    """(first letter, the one after the last, where the bytes are) of each piece of the text."""
    at = 0
    while data[at : at + 1] == b"\1":  # formats come first
        at += 3 + struct.unpack_from("<H", data, at + 1)[0]
    count = (struct.unpack_from("<I", data, at + 1)[0] - 4) // 12
    at += 5
    edges = struct.unpack_from(f"<{count + 1}I", data, at)
    at += 4 * (count + 1) + 2
    return [(*edge, struct.unpack_from("<I", data, at + 8 * n)[0]) for n, edge in enumerate(pairwise(edges))]


def _cut(data: bytes, piece: tuple[int, int, int], start: int, end: int) -> str:
    """The letters of a piece that lie between two places of the whole text."""
    first, last, where = piece
    skip, length = max(0, start - first), min(last, end) - max(first, start)
    if length <= 0:
        return ""
    if where & _COMPRESSED:
        at = (where & ~_COMPRESSED) // 2 + skip
        return data[at : at + length].decode("cp1252", "replace")
    at = where + 2 * skip
    return data[at : at + 2 * length].decode("utf-16-le", "replace")
