"""Words in mail headers and bodies: RFC 2047 and 2231 names, wrong charsets, HTML as text. All of it bounded."""

from __future__ import annotations

import re
import unicodedata
from email.header import decode_header
from email.message import Message
from email.utils import collapse_rfc2231_value
from html.parser import HTMLParser

from extractors.text.syllables import is_syllable

_HEADER_LETTERS = 4000  # longer ones are attacks: 20,000 encoded words run the standard library out of memory
_BODY_LETTERS = 200_000
_HTML_BYTES = 2 * 2**20
_ENCODED = r"=\?[^?\s]{1,40}\?[bBqQ]\?[^?\s]*\?="
_TWO_ENCODED = re.compile(f"({_ENCODED})\\s+(?={_ENCODED})")
_BREAKS = {"br", "p", "div", "tr", "li", "table", "h1", "h2", "h3", "blockquote"}
_UNSEEN = {"style", "script", "head", "title"}


def header_text(headers: Message, name: str) -> str:
    """A header as one line of text; empty when it is missing."""
    raw = next((value for key, value in headers.raw_items() if key.lower() == name), "")
    return words(str(raw))


def words(raw: str) -> str:
    """Encoded words and raw bytes of a header as text. An unknown charset is tried as UTF-8 and Windows 1258."""
    raw = re.sub(r"\r?\n[ \t]?", " ", raw[:_HEADER_LETTERS])
    text = _decoded(_TWO_ENCODED.sub(_blank_between, raw))
    return " ".join(unicodedata.normalize("NFC", text).split())


def file_name(headers: Message) -> str:
    """The file name of a part, from the disposition or the type; empty when it has none."""
    for key, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        value = headers.get_param(parameter, None, key)
        if isinstance(value, tuple):
            charset, _, letters = value
            # The pieces were joined before: a letter may be cut between two of them.
            return words(bytes_text(letters.encode("latin-1", "replace"), charset))
        if value:
            return words(collapse_rfc2231_value(value))
    return ""


def bytes_text(data: bytes, charset: str | None) -> str:
    """Bytes as text: in their stated charset, else UTF-8, else Windows 1258, else Latin 1."""
    for candidate in (charset, "utf-8", "cp1258"):
        try:
            return unicodedata.normalize("NFC", data.decode(candidate or "utf-8"))
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")


def html_text(html: str) -> str:
    """The visible words of a page, a line for each block."""
    reader = _Visible()
    reader.feed(html[:_HTML_BYTES])
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def body_text(text: str) -> str:
    """A body at a length that fits a screen and a database."""
    return text[:_BODY_LETTERS].replace("\r\n", "\n").strip()


class _Visible(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        self.pieces.append("\n" if tag in _BREAKS else "\t" if tag in {"td", "th"} else "")

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            # Line ends in the source are blanks on the page.
            self.pieces.append(data.replace("\n", " "))


def _decoded(raw: str) -> str:
    try:
        pieces = decode_header(raw)
    except (ValueError, LookupError):  # broken base64 in an encoded word
        pieces = [(raw, None)]
    return "".join(p if isinstance(p, str) else bytes_text(p, c) for p, c in map(_bare, pieces))


def _blank_between(found: re.Match[str]) -> str:
    """Some mailers lose the blank where they break a header: it is put back between two whole syllables."""
    after = re.match(_ENCODED, found.string[found.end() :])
    left = _decoded(found[1]).rpartition(" ")[2]
    right = _decoded(after[0] if after else "").partition(" ")[0]
    lost = is_syllable(left) and is_syllable(right) and not is_syllable(left + right)
    return f"{found[1]} =?utf-8?q?_?= " if lost else found[0]


def _bare(piece: tuple[str | bytes, str | None]) -> tuple[str | bytes, str | None]:
    """A raw header with bytes above 127 arrives as text with surrogates: back to bytes."""
    text, charset = piece
    if isinstance(text, str) and not text.isascii():
        return text.encode("utf-8", "surrogateescape"), None
    return text, charset
