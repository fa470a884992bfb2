"""The text of a mail that Outlook keeps as compressed RTF only. Formats: [MS-OXRTFCP], [MS-OXRTFEX]."""

from __future__ import annotations

import re
import struct

from schemas.errors import ItemCode, SetAside

_KNOWN = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"
    rb"SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_COMPRESSED, _STORED = b"LZFu", b"MELA"
_WINDOW = 4096
_MOST = 20 * 2**20  # bytes of RTF: a mail's text has thousands
_MOST_TEXT = 2 * 2**20  # bytes of RTF that are turned into text
_TOKEN = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\([a-z]{1,32})(-?\d{1,9})? ?|\\(.)|([{}])|([^\\{}\r\n]+)|[\r\n]+", re.DOTALL
)
_UNSEEN = {b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"header", b"footer", b"themedata"}
_BREAKS = {b"par": "\n", b"line": "\n", b"row": "\n", b"cell": "\t", b"tab": "\t"}


def unpacked(data: bytes) -> bytes:
    """Compressed RTF as RTF. Raises SetAside(unreadable, too-large)."""
    if len(data) < 16:
        raise SetAside(ItemCode.UNREADABLE, "RTF: cut short")
    size, form = struct.unpack_from("<I", data, 4)[0], data[8:12]
    if size > _MOST:
        raise SetAside(ItemCode.TOO_LARGE, f"{size} bytes of RTF")
    if form == _STORED:
        return data[16 : 16 + size]
    if form != _COMPRESSED:
        raise SetAside(ItemCode.UNREADABLE, "RTF: unknown compression")
    return _inflated(data[16:], size)


def _inflated(data: bytes, size: int) -> bytes:
    """Runs of eight, a letter or a reference to the last 4096 bytes each; what is cut short yields what is there."""
    out = bytearray(_KNOWN)
    at, end = 0, len(_KNOWN) + size
    while at < len(data) and len(out) < end:
        flags, at = data[at], at + 1
        for bit in range(8):
            if not flags >> bit & 1:
                out += data[at : at + 1]
                at += 1
                continue
            word = int.from_bytes(data[at : at + 2].ljust(2, b"\0"), "big")
            at += 2
            back = (len(out) - (word >> 4)) % _WINDOW
            if back == 0 or at > len(data):  # the reference to the place that is written next is the end
                return bytes(out[len(_KNOWN) : end])
            for _ in range((word & 0xF) + 2):
                out.append(out[-back] if back <= len(out) else 0x20)
    return bytes(out[len(_KNOWN) : end])


def rich_text(rtf: bytes) -> str:
    """The visible words of RTF, also where it wraps a page of HTML."""
    reader = _Reader()
    for found in _TOKEN.finditer(rtf[:_MOST_TEXT]):
        reader.take(found)
    return "".join(reader.out)


class _Reader:
    """`hidden`: how deep the group is that is not shown; 0: all is."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self._codes = "cp1258"
        self._depth = self._hidden = self._skip = 0
        self._after = 1  # letters that stand for a Unicode one where it is unknown
        self._markup = False  # RTF that only repeats what the tags of HTML say

    def take(self, found: re.Match[bytes]) -> None:
        code, word, number, sign, brace, text = found.groups()
        if brace:
            self._depth += 1 if brace == b"{" else -1
            self._hidden = 0 if self._depth < self._hidden else self._hidden
        elif word:
            self._control(word, int(number) if number else None)
        elif code:
            self._say(bytes.fromhex(code.decode()).decode(self._codes, "replace"))
        elif sign == b"*":
            self._hide()
        elif sign:
            self._say({b"~": " ", b"_": "-"}.get(sign, sign.decode("latin-1") if sign in b"\\{}" else ""))
        elif text:
            self._say(text.decode("latin-1"))

    def _control(self, word: bytes, number: int | None) -> None:
        if word in _UNSEEN:
            self._hide()
        elif word == b"htmlrtf":
            self._markup = number != 0
        elif word == b"ansicpg" and number:
            self._codes = f"cp{number}" if number in {1250, 1251, 1252, 1258, 874, 932, 936} else "cp1258"
        elif word == b"uc" and number is not None:
            self._after = min(max(number, 0), 8)
        elif word == b"u" and number is not None and not self._hidden and not self._markup:
            self.out.append(chr(number % 65536).encode("utf-16", "replace").decode("utf-16", "replace"))
            self._skip = self._after
        elif word in _BREAKS and not self._hidden:
            self.out.append(_BREAKS[word])

    def _hide(self) -> None:
        self._hidden = self._hidden or self._depth

    def _say(self, text: str) -> None:
        skipped = min(self._skip, len(text))
        self._skip -= skipped
        if not self._hidden and not self._markup:
            self.out.append(text[skipped:])
