from __future__ import annotations

import struct
from pathlib import Path

import pytest

from extractors.readers.word_boxes import give_turns
from schemas.grid import Decoding, Line, Page, Transcript

BODY = "Tờ trình\r"
BOXES = "UBND tØnh\r\rPhßng\rBan\r\r\x13 EMBED Excel.Sheet.8  \x14\x01\x15\r\rM¸y in\r\rPhßng\rBan\r\r"


def word_file(compound, body: str = BODY, boxes: str = BOXES, pieces: bytes | None = None) -> bytes:  # type: ignore[no-untyped-def]
    """A file of Word 97: the body's letters in two bytes each, those of the text boxes in one."""
    head = bytearray(512)
    struct.pack_into("<H", head, 0, 0xA5EC)
    struct.pack_into("<7i", head, 0x4C, len(body), 0, 0, 0, 0, 0, len(boxes))
    texts = body.encode("utf-16-le") + boxes.encode("cp1252")
    edges = struct.pack("<3I", 0, len(body), len(body) + len(boxes))
    places = struct.pack("<HIHHIH", 0, 512, 0, 0, 0x40000000 | 2 * (512 + 2 * len(body)), 0)
    table = pieces if pieces is not None else b"\1\2\0xx\2" + struct.pack("<I", len(edges + places)) + edges + places
    struct.pack_into("<II", head, 0x1A2, 7, len(table))
    return bytes(compound(("WordDocument", bytes(head) + texts), ("0Table", bytes(7) + table)))


def told(path: Path, *texts: str) -> list[tuple[str, int | None]]:
    boxes = [Line(text, floating=True) for text in texts]
    boxes[0].decoding = Decoding("tcvn3", "font", 1.0, "M¸y in", "Máy in")
    page = Page(1, [Line("Tờ trình"), *boxes])
    give_turns(Transcript("a.doc", "", [page]), path)
    assert page.lines[0].turn is None
    return [(box.text, box.turn) for box in boxes]


def test_lines_of_text_boxes_are_numbered_as_the_file_has_them(tmp_path: Path, compound) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "a.doc"
    path.write_bytes(word_file(compound))
    turns = told(path, "Máy in", "Phßng", "Ban", "* * *", "Phßng", "Ban", "UBND tØnh")
    assert [text for text, _ in sorted(turns, key=lambda said: said[1] or 0)] == [
        *("UBND tØnh", "Phßng", "Ban", "* * *", "Máy in", "Phßng", "Ban")
    ]


@pytest.mark.parametrize("pieces", [b"", b"\1\xff\xff", b"\2\xff\xff\xff\xff\0\0", b"\2\4\0\0\0\0\0\0\0"])
def test_a_damaged_file_tells_no_order(tmp_path: Path, compound, pieces: bytes) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "a.doc"
    path.write_bytes(word_file(compound, pieces=pieces))
    assert all(turn in (None, -1) for _, turn in told(path, "Máy in", "Ban"))
    path.write_bytes(b"Ban")
    assert all(turn in (None, -1) for _, turn in told(path, "Máy in", "Ban"))
