"""Invented files of Outlook, written byte by byte: a .msg and a winmail.dat."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

_NONE, _END = 0xFFFFFFFF, 0xFFFFFFFE
Tree = dict[str, "bytes | Tree"]


@dataclass
class _Compound:
    """The sectors of an OLE2 file as they are laid down."""

    table: list[int] = field(default_factory=list)
    sectors: list[bytes] = field(default_factory=list)

    def lay(self, data: bytes) -> int:
        pieces = [data[at : at + 512].ljust(512, b"\0") for at in range(0, len(data), 512)]
        start = len(self.sectors)
        self.sectors += pieces
        self.table += [*range(start + 1, start + len(pieces)), _END] if pieces else []
        return start if pieces else _END


def compound_of(tree: Tree) -> bytes:
    """An OLE2 file; streams below 4096 bytes lie in the mini stream, its tables wherever they are needed."""
    out, small, small_table = _Compound(), bytearray(), list[int]()
    entries: list[list[object]] = [["Root Entry", 5, _NONE, _NONE, _END, 0]]

    def lay(data: bytes) -> int:
        if len(data) >= 4096 or not data:
            return out.lay(data)
        start, count = len(small_table), -(-len(data) // 64)
        small.extend(data.ljust(count * 64, b"\0"))
        small_table.extend([*range(start + 1, start + count), _END])
        return start

    def add(folder: Tree, parent: int) -> None:
        last = None
        for name, content in folder.items():
            index = len(entries)
            stream = isinstance(content, bytes)
            entries.append([name, 2 if stream else 1, _NONE, _NONE, lay(content) if stream else 0, len(content)])
            entries[parent if last is None else last][3 if last is None else 2] = index
            last = index
            if isinstance(content, dict):
                entries[index][5] = 0
                add(content, index)

    add(tree, 0)
    entries[0][4], entries[0][5] = out.lay(bytes(small)), len(small)
    small_start = out.lay(struct.pack(f"<{len(small_table)}I", *small_table).ljust(512, b"\xff")) if small else _END
    directory = out.lay(b"".join(_entry(*entry) for entry in entries))
    return _with_tables(out, directory, small_start)


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
    return head + struct.pack("<III", _NONE, right, child) + bytes(36) + struct.pack("<IQ", start, size)


def _with_tables(out: _Compound, directory: int, small_start: int) -> bytes:
    """The tables at the end; beyond 109 of them, in a list of their own."""
    content, count, lists = len(out.sectors), 0, 0
    while count * 128 < content + count + lists:
        count += 1
        lists = max(0, -(-(count - 109) // 127))
    places = [*range(content, content + count)]
    table = [*out.table, *[0xFFFFFFFD] * count, *[0xFFFFFFFC] * lists]
    words = table + [_NONE] * (count * 128 - len(table))
    more = b""
    for number in range(lists):
        mine = places[109 + number * 127 : 109 + (number + 1) * 127]
        after = content + count + number + 1 if number + 1 < lists else _END
        more += struct.pack("<128I", *mine, *[_NONE] * (127 - len(mine)), after)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<II", count, directory) + bytes(4)
    small_count = 0 if small_start == _END else next(n for n in range(1, 999) if out.table[small_start + n - 1] == _END)
    list_start = content + count if lists else _END
    head += struct.pack("<IIIII", 4096, small_start, small_count, list_start, lists)
    head += struct.pack("<109I", *(places + [_NONE] * 109)[:109])
    return head + b"".join(out.sectors) + struct.pack(f"<{len(words)}I", *words) + more


def mail_tree(texts: dict[int, str | bytes], attached: list[Tree], *, inner: bool = False, code_page: int = 0) -> Tree:
    """A mail's storage. `texts`: property → Unicode text, or bytes for a text in the code page."""
    known = [struct.pack("<IIQ", 0x3FDE0003, 6, code_page)] if code_page else []
    tree: Tree = {"__properties_version1.0": bytes(24 if inner else 32) + b"".join(known)}
    for identity, text in texts.items():
        kind, data = (0x1E, text) if isinstance(text, bytes) else (0x1F, text.encode("utf-16-le"))
        tree[f"__substg1.0_{identity:04X}{kind:04X}"] = data
    for number, item in enumerate(attached):
        tree[f"__attach_version1.0_#{number:08X}"] = item
    return tree


def file_tree(name: str, content: bytes, content_id: str = "") -> Tree:
    tree: Tree = {"__properties_version1.0": bytes(8), "__substg1.0_3707001F": name.encode("utf-16-le")}
    tree["__substg1.0_37010102"] = content
    if content_id:
        tree["__substg1.0_3712001F"] = content_id.encode("utf-16-le")
    return tree


def inner_tree(mail: Tree) -> Tree:
    return {"__properties_version1.0": bytes(8), "__substg1.0_3701000D": mail}


def winmail(*files: tuple[str, bytes, str], code_page: int = 1258) -> bytes:
    """A winmail.dat of (long name, content, content id)."""
    out = b"\x78\x9f\x3e\x22\x01\x00" + _attribute(1, 0x00069007, struct.pack("<II", code_page, 0))
    for name, content, content_id in files:
        out += _attribute(2, 0x00069002, bytes(14)) + _attribute(2, 0x00018010, b"NGAN~1.PDF\0")
        out += _attribute(2, 0x0006800F, content)
        wide = (name + "\0").encode("utf-16-le")
        extra = [_sized(0x3707, 0x1F, wide), struct.pack("<HHI", 0x0B, 0x7FFE, 1), _named(0x0003, 7)]
        extra += [_sized(0x3712, 0x1E, content_id.encode() + b"\0")] if content_id else []
        out += _attribute(2, 0x00069005, struct.pack("<I", len(extra)) + b"".join(extra))
    return out


def _attribute(level: int, identity: int, data: bytes) -> bytes:
    return struct.pack("<BII", level, identity, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def _sized(identity: int, kind: int, value: bytes) -> bytes:
    return struct.pack("<HHII", kind, identity, 1, len(value)) + value + bytes(-len(value) % 4)


def _named(kind: int, value: int) -> bytes:
    name = "x-a".encode("utf-16-le")
    return struct.pack("<HH16sII", kind, 0x8001, bytes(16), 1, len(name)) + name + bytes(2) + struct.pack("<I", value)
