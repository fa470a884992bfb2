"""Outlook's .msg taken apart into the same parts as any mail. Format: [MS-OXMSG]."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from email.header import Header
from email.message import Message
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from extractors.intake import ole, rich
from extractors.intake.mail_words import bytes_text
from extractors.intake.mime import Part, headers_of, made_part
from schemas.errors import ItemCode, SetAside
from schemas.source import Limits

_SUBJECT, _SENDER, _ADDRESSES, _MESSAGE_ID, _SENT, _HEADERS = 0x0037, 0x0C1A, (0x5D01, 0x0C1F), 0x1035, 0x0039, 0x007D
_BODY, _HTML, _RICH, _CODE_PAGES = 0x1000, 0x1013, 0x1009, (0x3FDE, 0x3FFD)
_NAMES, _CONTENT, _MEDIA_TYPE, _CONTENT_ID = (0x3707, 0x3704, 0x3001), 0x3701, 0x370E, 0x3712
_HIDDEN, _FLAGS, _SHOWN_IN_TEXT = 0x7FFE, 0x3714, 0x4
_OUTER_HEAD, _INNER_HEAD, _ATTACHMENT_HEAD = 32, 24, 8  # bytes before the properties
_DEPTH = 4  # mails in mails; the walk through the item has its own, lower limit
_BOUNDARY = "=_sovang_="  # never in base64
_LINE = 57  # bytes in a line of base64


def taken_apart(path: Path, limits: Limits) -> tuple[Message, list[Part | SetAside]]:
    """The headers and the parts; a mail in the mail is one part, in the internet's format.

    Raises SetAside: unreadable, archive-bomb (streams that share their bytes).
    """
    from oxmsg import Message as Outlook

    claimed = ole.streams_size(path)
    if claimed > limits.unpacked_bytes:
        raise SetAside(ItemCode.ARCHIVE_BOMB, "streams larger than any mail")
    try:
        storage = Outlook.load(str(path))._storage  # the library does not show mails in mails
        headers, parts = _mail(storage, _OUTER_HEAD, 0)
        cut = [SetAside(ItemCode.UNREADABLE, "the file is cut short")] if _came_out(storage) < claimed else []
        return headers, [*parts, *cut]
    except (SetAside, MemoryError):
        raise
    except Exception as error:  # the library raises what struct, codecs and dictionaries raise
        raise SetAside(ItemCode.UNREADABLE, repr(error)) from error


def _came_out(storage: Any) -> int:
    return sum(len(stream.bytes_) for stream in storage.streams) + sum(map(_came_out, storage.storages))


def _mail(storage: Any, head: int, depth: int) -> tuple[Message, list[Part | SetAside]]:
    codes = _code_page(storage, head)
    return _envelope(storage, head, codes), [*_bodies(storage, codes), *_attachments(storage, codes, depth)]


def _envelope(storage: Any, head: int, codes: str) -> Message:
    """The headers as the mail travelled, else what Outlook noted."""
    travelled = _text(storage, _HEADERS, codes)
    headers = headers_of(travelled.encode() + b"\n\n")[0] if travelled else Message()
    address = next((text for pid in _ADDRESSES if "@" in (text := _text(storage, pid, codes))), "")
    sender = f"{_text(storage, _SENDER, codes)} <{address}>" if address else _text(storage, _SENDER, codes)
    sent = _properties(storage, head).date_prop_value(_SENT)
    noted = (
        ("Subject", _text(storage, _SUBJECT, codes)),
        ("From", sender.strip()),
        ("Date", format_datetime(sent) if sent else ""),
        ("Message-ID", _text(storage, _MESSAGE_ID, codes)),
    )
    for name, value in noted:
        if value and name not in headers:
            headers[name] = value
    return headers


def _bodies(storage: Any, codes: str) -> Iterator[Part | SetAside]:
    plain = _text(storage, _BODY, codes)
    if plain:
        yield made_part(plain.encode(), "", "text/plain; charset=utf-8")
    if page := _stream(storage, _HTML, 0x0102):
        yield made_part(page, "", f"text/html; charset={codes}")
    elif written := _text(storage, _HTML, codes):
        yield made_part(written.encode(), "", "text/html; charset=utf-8")
    elif not plain and (packed := _stream(storage, _RICH, 0x0102)):
        yield from rich_body(packed)


def rich_body(packed: bytes) -> Iterator[Part | SetAside]:
    """A mail's text as compressed RTF; where it is damaged that is told, and the files beside it still count."""
    try:
        yield made_part(rich.unpacked(packed), "", "text/rtf")
    except SetAside as error:
        yield error


def _attachments(storage: Any, codes: str, depth: int) -> Iterator[Part | SetAside]:
    for item in storage.iter_attachment_storages():
        name = next((text for pid in _NAMES if (text := _text(item, pid, codes))), "")
        inner = next((s for s in item.storages if s.name == f"__substg1.0_{_CONTENT:04X}000D"), None)
        content = _stream(item, _CONTENT, 0x0102)
        if content is not None:
            known = _properties(item, _ATTACHMENT_HEAD)
            shown = bool(known.int_prop_value(_HIDDEN)) or bool((known.int_prop_value(_FLAGS) or 0) & _SHOWN_IN_TEXT)
            content_id, media_type = (_text(item, pid, codes) for pid in (_CONTENT_ID, _MEDIA_TYPE))
            yield made_part(content, name, media_type, content_id=content_id, inline=shown)
        elif inner is not None and any(s.name == "__properties_version1.0" for s in inner.streams):
            yield from _inner_mail(inner, depth + 1)
        else:
            yield SetAside(ItemCode.UNREADABLE, f"{name}: only a link or an object of another program")


def _inner_mail(storage: Any, depth: int) -> Iterator[Part | SetAside]:
    """The inner mail as one part, and what of it could not be had."""
    if depth > _DEPTH:
        yield SetAside(ItemCode.NESTED_TOO_DEEP, "mails in mails")
        return
    headers, parts = _mail(storage, _INNER_HEAD, depth)
    yield made_part(_joined(headers, [part for part in parts if isinstance(part, Part)]), "", "message/rfc822")
    yield from (part for part in parts if isinstance(part, SetAside))


def _joined(headers: Message, parts: Sequence[Part]) -> bytes:
    """The mail in the internet's format, for the walk that opens forwarded mails."""
    known = ((name, str(headers.get(name, ""))) for name in ("From", "Subject", "Date", "Message-ID"))
    lines = [f"{name}: {Header(' '.join(value.split()), 'utf-8').encode()}" for name, value in known if value]
    lines += ["MIME-Version: 1.0", f'Content-Type: multipart/mixed; boundary="{_BOUNDARY}"', "", ""]
    out = ["\n".join(lines).encode()]
    for part in parts:
        head = "".join(f"{name}: {value}\n" for name, value in part.headers.items())
        out.append(f"--{_BOUNDARY}\n{head}Content-Transfer-Encoding: base64\n\n".encode())
        out.append(base64.encodebytes(bytes(part.body)))
    return b"".join([*out, f"--{_BOUNDARY}--\n".encode()])


def _code_page(storage: Any, head: int) -> str:
    number = next((n for pid in _CODE_PAGES if (n := _properties(storage, head).int_prop_value(pid))), 1258)
    return "utf-8" if number == 65001 else f"cp{number}"


def _properties(storage: Any, head: int) -> Any:
    from oxmsg.properties import Properties

    return Properties(storage, properties_header_offset=head)


def _text(storage: Any, identity: int, codes: str) -> str:
    """A text property. Decoded here: the library takes texts without a code page for West European."""
    wide = _stream(storage, identity, 0x001F)
    text = wide.decode("utf-16-le", "replace") if wide is not None else None
    return (text if text is not None else bytes_text(_stream(storage, identity, 0x001E) or b"", codes)).rstrip("\0")


def _stream(storage: Any, identity: int, kind: int) -> bytes | None:
    name = f"__substg1.0_{identity:04X}{kind:04X}"
    return next((bytes(stream.bytes_) for stream in storage.streams if stream.name.upper() == name.upper()), None)
