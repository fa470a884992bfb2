"""winmail.dat: the packet in which Outlook hides attachments from other programs. Format: [MS-OXTNEF], [MS-OXCDATA].

What the mail says and its attachments are taken, these with names and whether they are shown. Every length is checked
against what is left of the file, so a hostile packet costs no more than its own size.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from schemas.errors import ItemCode, SetAside

SIGNATURE = b"\x78\x9f\x3e\x22"
_ATTACHMENT = 2  # the level of an attribute; 1 is the mail's own
_BEGIN, _TITLE, _DATA, _PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_LONG_NAME, _SHORT_NAME, _CONTENT_ID, _CONTENT, _CODE_PAGE = 0x3707, 0x3704, 0x3712, 0x3701, 0x9007
_FIXED = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_STRINGS = {0x1E, 0x1F}
_SIZED = {*_STRINGS, 0x0D, 0x102}
_MANY = 0x1000  # a property of several values
_INTERFACE = 16  # an object's bytes begin with the name of its interface
_MOST = 2000  # attributes, and properties of one attachment; Outlook writes some thirty


_SAID, _MAIL_PROPERTIES = 0x800C, 0x9003
_BODY, _RICH = 0x1000, 0x1009


@dataclass(slots=True)
class Attached:
    name: str = ""
    content_id: str = ""
    content: bytes = b""


@dataclass(slots=True)
class Packet:
    """`rich`: compressed RTF."""

    attached: list[Attached] = field(default_factory=list)
    text: str = ""
    rich: bytes = b""


class _Reader:
    """Takes bytes from the front. Raises SetAside(unreadable) where there are fewer than wanted."""

    def __init__(self, data: memoryview) -> None:
        self._data, self._at = data, 0

    def take(self, size: int) -> memoryview:
        if size > len(self._data) - self._at:
            raise SetAside(ItemCode.UNREADABLE, "TNEF: cut short")
        self._at += size
        return self._data[self._at - size : self._at]

    def number(self, size: int = 4) -> int:
        return int.from_bytes(self.take(size), "little")

    def more(self) -> bool:
        return self._at < len(self._data)


def packet(data: bytes) -> Packet:
    """A packet's attachments in order, and its text. Raises SetAside(unreadable) when it is damaged or cut short."""
    reader = _Reader(memoryview(data))
    reader.take(len(SIGNATURE) + 2)
    out = Packet()
    found = out.attached
    encoding = "cp1258"
    for level, attribute, value in _attributes(reader):
        if attribute == _CODE_PAGE and len(value) >= 4:
            encoding = f"cp{struct.unpack_from('<I', value)[0]}"
        elif level == _ATTACHMENT and attribute == _BEGIN:
            found.append(Attached())
        elif level == _ATTACHMENT and found:
            _fill(found[-1], attribute, value, encoding)
        elif level != _ATTACHMENT and attribute == _SAID:
            out.text = out.text or _text(bytes(value), 0x1E, encoding)
        elif level != _ATTACHMENT and attribute == _MAIL_PROPERTIES:
            _fill_text(out, _Reader(value), encoding)
    return out


def _attributes(reader: _Reader) -> Iterator[tuple[int, int, memoryview]]:
    """(level, identity, bytes) of each attribute."""
    for _ in range(_MOST):
        if not reader.more():
            return
        level, attribute = reader.number(1), reader.number() & 0xFFFF
        value = reader.take(reader.number())
        if sum(value) & 0xFFFF != reader.number(2):
            raise SetAside(ItemCode.UNREADABLE, f"TNEF: wrong checksum of {attribute:04x}")
        yield level, attribute, value
    raise SetAside(ItemCode.ARCHIVE_BOMB, "TNEF: too many attributes")


def _fill_text(out: Packet, reader: _Reader, encoding: str) -> None:
    for identity, kind, value in _properties(reader):
        if identity == _BODY and kind in _STRINGS:
            out.text = _text(value, kind, encoding)
        elif identity == _RICH:
            out.rich = value


def _fill(item: Attached, attribute: int, value: memoryview, encoding: str) -> None:
    if attribute == _DATA:
        item.content = bytes(value)
    elif attribute == _TITLE:
        item.name = item.name or _text(bytes(value), 0x1E, encoding)
    elif attribute == _PROPERTIES:
        _fill_more(item, _Reader(value), encoding)


def _fill_more(item: Attached, reader: _Reader, encoding: str) -> None:
    """What newer programs add: the long name in Unicode, and the bytes of an attached mail."""
    for identity, kind, value in _properties(reader):
        if identity == _LONG_NAME or (identity == _SHORT_NAME and not item.name):
            item.name = _text(value, kind, encoding)
        elif identity == _CONTENT_ID:
            item.content_id = _text(value, kind, encoding)
        elif identity == _CONTENT and not item.content:
            item.content = value[_INTERFACE:] if kind == 0x0D else value


def _properties(reader: _Reader) -> Iterator[tuple[int, int, bytes]]:
    """(identity, type, bytes) of each property that has one value."""
    count = reader.number()
    if count > _MOST:
        raise SetAside(ItemCode.ARCHIVE_BOMB, "TNEF: too many properties")
    for _ in range(count):
        kind, identity = reader.number(2), reader.number(2)
        if identity >= 0x8000:
            _skip_name(reader)
        base = kind & ~_MANY
        values = [_value(reader, base) for _ in range(_count(reader, kind))]
        if len(values) == 1:
            yield identity, base, values[0]


def _skip_name(reader: _Reader) -> None:
    reader.take(16)
    if reader.number() == 0:
        reader.take(4)
    else:
        _padded(reader)


def _count(reader: _Reader, kind: int) -> int:
    if not kind & _MANY and kind not in _SIZED:
        return 1
    count = reader.number()
    if count > _MOST:
        raise SetAside(ItemCode.ARCHIVE_BOMB, "TNEF: too many values")
    return count


def _value(reader: _Reader, kind: int) -> bytes:
    if kind in _SIZED:
        return _padded(reader)
    if kind not in _FIXED:
        raise SetAside(ItemCode.UNREADABLE, f"TNEF: a property of type {kind:04x}")
    return bytes(reader.take(_FIXED[kind]))


def _padded(reader: _Reader) -> bytes:
    size = reader.number()
    value = bytes(reader.take(size))
    reader.take(-size % 4)
    return value


def _text(value: bytes, kind: int, encoding: str) -> str:
    try:
        text = value.decode("utf-16-le" if kind == 0x1F else encoding, "replace")
    except LookupError:
        text = value.decode("cp1258", "replace")
    return text.partition("\0")[0]
