"""Signed messages and files (.p7m): what was signed is taken out, the signature itself is not judged. Format: RFC 5652.

Lengths are checked against what is left, and only the few elements on the way to the content are looked at.
"""

from __future__ import annotations

from schemas.errors import ItemCode, SetAside

_SIGNED, _ENVELOPED = (bytes.fromhex(f"06092a864886f70d0107{last}") for last in ("02", "03"))
_HEAD = 40  # bytes in which the kind of message is named
_SEQUENCE, _OCTETS, _CHUNKS, _EXPLICIT = 0x30, 0x04, 0x24, 0xA0
_DEPTH = 12
_PIECES = 1_000_000  # elements of unstated length, and chunks of content


def is_signed(head: bytes) -> bool:
    """Whether bytes begin a signed message."""
    return head[:1] == b"\x30" and _SIGNED in head[:_HEAD]


def is_enveloped(head: bytes) -> bool:
    """Whether bytes begin a message that only its receiver can open."""
    return head[:1] == b"\x30" and _ENVELOPED in head[:_HEAD]


def content(data: bytes) -> bytes:
    """What was signed; empty where the signature stands apart from it. Raises SetAside(unreadable)."""
    message = _inside(data, (_SEQUENCE, _EXPLICIT, _SEQUENCE, _SEQUENCE, _EXPLICIT))
    if message is None:
        return b""
    tag, start, stop = message
    if tag == _OCTETS:
        return data[start:stop]
    return b"".join(data[a:b] for kind, a, b in _children(data, start, stop) if kind == _OCTETS)


def _inside(data: bytes, way: tuple[int, ...]) -> tuple[int, int, int] | None:
    """The octets at the end of the way: in each element the first child with the next tag."""
    at = (way[0], *_element(data, 0)[1:3])
    for tag in (*way[1:], None):
        wanted = {_OCTETS, _CHUNKS} if tag is None else {tag}
        found = next((child for child in _children(data, *at[1:]) if child[0] in wanted), None)
        if found is None:
            return None
        at = found
    return at


def _children(data: bytes, start: int, stop: int) -> list[tuple[int, int, int]]:
    out: list[tuple[int, int, int]] = []
    while start < stop and len(out) < _PIECES:
        tag, begin, end, start = _element(data, start)
        out.append((tag, begin, min(end, stop)))
    return out


def _element(data: bytes, at: int, depth: int = 0) -> tuple[int, int, int, int]:
    """(tag, where its content begins, where that ends, where the next element begins)."""
    if at + 2 > len(data) or depth > _DEPTH:
        raise SetAside(ItemCode.UNREADABLE, "PKCS #7: cut short")
    tag, length, start = data[at], data[at + 1], at + 2
    if length == 0x80:
        stop = start
        while data[stop : stop + 2] != b"\0\0":
            stop = _element(data, stop, depth + 1)[3]
        return tag, start, stop, stop + 2
    if length > 0x80:
        size = length & 0x7F
        length, start = int.from_bytes(data[start : start + size], "big"), start + size
    if start + length > len(data):
        raise SetAside(ItemCode.UNREADABLE, "PKCS #7: cut short")
    return tag, start, start + length, start + length
