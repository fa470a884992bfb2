"""Words in mail headers and bodies: RFC 2047 and 2231 names, wrong charsets, HTML as text. All of it bounded."""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from email.message import Message
from email.utils import collapse_rfc2231_value
from html import unescape
from html.parser import HTMLParser

from extractors.text.syllables import is_syllable

_HEADER_LETTERS = 4000  # longer ones are attacks: 20,000 encoded words run the standard library out of memory
_BODY_LETTERS = 200_000
_HTML_BYTES = 2 * 2**20
_LIST_CELLS = 4
_ENCODED = re.compile(r"=\?([^?\s*]{1,40})(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
_BREAKS = {"br", "p", "div", "tr", "li", "table", "h1", "h2", "h3", "blockquote"}
_UNSEEN = {"style", "script", "head", "title"}


def header_text(headers: Message, name: str) -> str:
    """A header as one line of text; empty when it is missing."""
    raw = next((value for key, value in headers.raw_items() if key.lower() == name), "")
    return words(str(raw))


def words(raw: str) -> str:
    """A header with its encoded words decoded, on one line."""
    raw = re.sub(r"\r?\n[ \t]?", " ", raw[:_HEADER_LETTERS])
    text, at = "", 0
    before: tuple[str, bytes] | None = None  # encoded words are joined before they are decoded: they may cut a letter
    for found in _ENCODED.finditer(raw):
        between, at = raw[at : found.start()], found.end()
        charset, data = found[1].lower(), _encoded_word(found)
        if before and not between.strip():
            if charset == before[0] and not _lost_blank(before, data):
                before = (charset, before[1] + data)
                continue
            text += bytes_text(before[1], before[0]) + (" " if _lost_blank(before, data) else "")
        else:
            text += (bytes_text(before[1], before[0]) if before else "") + between
        before = (charset, data)
    text += (bytes_text(before[1], before[0]) if before else "") + raw[at:]
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
    for candidate in (charset or "utf-8", "utf-8", "cp1258"):
        try:
            text = unicodedata.normalize("NFC", data.decode(candidate))
        except (ValueError, LookupError):
            continue
        return text.encode("utf-8", "replace").decode()  # some charsets can yield halves of letters
    return data.decode("latin-1")


def base64_bytes(data: bytes) -> bytes:
    """What can be decoded of base64 that may be cut, broken or padded wrongly."""
    letters = re.sub(rb"[^A-Za-z0-9+/=]", b"", data).split(b"=", 1)[0]
    usable = letters[: len(letters) - 1] if len(letters) % 4 == 1 else letters
    return base64.b64decode(usable + b"=" * (-len(usable) % 4))


def html_text(html: str) -> str:
    """The visible words of a page, a line for each block."""
    reader = _Visible()
    reader.feed(safe_markup(html[:_HTML_BYTES]))
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def safe_markup(html: str) -> str:
    """HTML without its comments, and without the sections that the standard parser fails on.

    For each comment that does not end the parser looks through the whole page: 200 KB took 40 s.
    """
    kept, at = [], 0
    while (start := html.find("<!--", at)) >= 0:
        kept.append(html[at:start])
        end = html.find("-->", start + 2)
        if end < 0:
            return "".join(kept).replace("<![", "<!-[")
        at = end + 3
    return "".join([*kept, html[at:]]).replace("<![", "<!-[")


def holds_list(html: str) -> bool:
    """Whether a mail's page seems to have a list of innovations in it: a row of so many cells that names them."""
    text = unicodedata.normalize("NFC", unescape(html[:_HTML_BYTES])).lower()
    rows = (" ".join(row.partition("</tr")[0].split()) for row in text.split("<tr")[1:])
    return any(row.count("<td") + row.count("<th") >= _LIST_CELLS and "sáng kiến" in row for row in rows)


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


def _encoded_word(found: re.Match[str]) -> bytes:
    data = found[3].encode("utf-8")
    return base64_bytes(data) if found[2] in "bB" else binascii.a2b_qp(data, header=True)


def _lost_blank(before: tuple[str, bytes], data: bytes) -> bool:
    """Some mailers lose the blank where they break a header: one is missing between two whole syllables."""
    left = bytes_text(before[1], before[0]).rpartition(" ")[2]
    right = bytes_text(data, before[0]).partition(" ")[0]
    return is_syllable(left) and is_syllable(right) and not is_syllable(left + right)
