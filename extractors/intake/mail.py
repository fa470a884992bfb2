"""A mail taken apart: what it says of itself, its text, its attachments, and the pictures that are only dress."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path

from extractors.intake import msg, rich, tnef, uu
from extractors.intake.budget import Budget
from extractors.intake.decoration import is_decoration
from extractors.intake.mail_words import body_text, bytes_text, file_name, header_text, holds_list, html_text
from extractors.intake.mime import Part, headers_of, leaves, made_part
from extractors.intake.names import shown_name
from extractors.intake.store import keep
from schemas.errors import ItemCode, SetAside
from schemas.source import Kind, Limits, SourceFile

# Parts that belong to the mail, not to the dossier.
_DRESS = {
    *("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature", "text/calendar"),
    *("application/applefile", "application/pgp-encrypted", "text/vcard", "text/x-vcard"),
    *("text/x-amp-html", "message/delivery-status", "message/disposition-notification"),
}
# What a page saved as one file (.mht) carries for programs.
_WEB_DRESS = {"text/xml", "application/xml", "text/css", "application/vnd.ms-officetheme", "application/x-mso"}
_RICH = "text/rtf"
_CID = re.compile(r"""cid:([^"'\s>)]{1,300})""", re.IGNORECASE)


@dataclass(slots=True)
class Mail:
    """`parts`: to be opened and read; `kept`, not to be read: first what the mail says, as text of kind `mail`, then
    its page of HTML as sent and the pictures that are dress.

    `date` is aware where the mail gives a zone; None, like an empty `message_id`, where the header is missing.
    """

    file: SourceFile
    subject: str = ""
    sender: str = ""  # as shown, name and address
    address: str = ""
    date: dt.datetime | None = None
    message_id: str = ""
    body: str = ""
    parts: list[SourceFile] = field(default_factory=list)
    kept: list[SourceFile] = field(default_factory=list)
    problems: list[tuple[SourceFile | str, SetAside]] = field(default_factory=list)


@dataclass(slots=True)
class _Opening:
    """What is found while the parts of one mail are gone through."""

    mail: Mail
    out: Path
    budget: Budget
    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    pictures: list[tuple[SourceFile, Part]] = field(default_factory=list)

    def keep(self, part: Part, name: str) -> SourceFile:
        content = part.content()
        self.budget.member()
        self.budget.bytes(len(content))
        return keep([content], name, self.out, self.mail.file.sha256)


def open_mail(file: SourceFile, out: Path, limits: Limits, budget: Budget | None = None) -> Mail:
    """Takes one mail apart into `out`; a forwarded mail is a part of kind `eml`, for the caller to open in turn.

    Outlook's own formats (.msg, winmail.dat) too. Raises SetAside: too-large, unreadable, archive-bomb (too many or
    too large parts).
    """
    if file.size > limits.file_bytes:
        raise SetAside(ItemCode.TOO_LARGE, f"{file.size} bytes")
    headers, parts = _taken_apart(file, limits)
    mail = _envelope(file, headers)
    opening = _Opening(mail, out, budget or Budget(limits))
    for number, leaf in enumerate(parts, 1):
        if isinstance(leaf, SetAside):
            mail.problems.append((f"{file.name}: phần {number}", leaf))
        else:
            _take(leaf, opening)
    _sort_pictures(opening)
    mail.body = body_text("\n".join(opening.plain) or "\n".join(map(html_text, opening.html)))
    _take_down(opening)
    return mail


def _taken_apart(file: SourceFile, limits: Limits) -> tuple[Message, Iterable[Part | SetAside]]:
    """A mail's headers and its parts, from whatever format."""
    if file.kind is Kind.MSG:
        return msg.taken_apart(file.path, limits)
    data = file.path.read_bytes()
    if file.kind is Kind.TNEF:
        packet = tnef.packet(data)
        return Message(), [*_said(packet), *map(_out_of_packet, packet.attached)]
    # Some mailers and scripts put a mark or blank lines before the first header.
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    return headers_of(data)[0], leaves(data)


def _said(packet: tnef.Packet) -> Iterator[Part | SetAside]:
    if packet.text:
        yield made_part(packet.text.encode(), "", "text/plain; charset=utf-8")
    elif packet.rich:
        yield from msg.rich_body(packet.rich)


def _out_of_packet(item: tnef.Attached) -> Part:
    # The page that shows the pictures is in a format of its own: those with an identity are taken as shown.
    return made_part(item.content, item.name, "", content_id=item.content_id, inline=bool(item.content_id))


def _take_down(opening: _Opening) -> None:
    """What the mail says as one text: who sent what when is evidence, also where nobody can open the mail itself."""
    mail = opening.mail
    date = f"{mail.date:%d/%m/%Y %H:%M}" if mail.date else ""
    said = (("Từ", mail.sender), ("Ngày", date), ("Tiêu đề", mail.subject))
    head = "\n".join(f"{word}: {value}" for word, value in said if value)
    if head or mail.body:
        text = f"{head}\n\n{mail.body}".strip() + "\n"
        note = keep([text.encode()], "nội dung thư.txt", opening.out, mail.file.sha256)
        mail.kept.insert(0, note.model_copy(update={"kind": Kind.MAIL}))


def _envelope(file: SourceFile, headers: Message) -> Mail:
    sender = header_text(headers, "from")
    return Mail(
        file=file,
        subject=header_text(headers, "subject"),
        sender=sender,
        address=parseaddr(sender)[1],
        date=_date(header_text(headers, "date")),
        message_id=header_text(headers, "message-id"),
    )


def _date(text: str) -> dt.datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None


def _take(part: Part, opening: _Opening) -> None:
    """Files one part: body, attachment, or dress."""
    name = file_name(part.headers)
    if part.type in {"text/plain", "text/html", _RICH} and not name and part.disposition != "attachment":
        _take_body(part, opening)
        return
    kept = opening.keep(part, shown_name(name) or _made_name(part, opening.mail))
    if part.cut:
        opening.mail.problems.append((kept, SetAside(ItemCode.UNREADABLE, "the mail ends within this part")))
    if part.type in _DRESS or (part.type in _WEB_DRESS and "content-location" in part.headers and not name):
        opening.mail.kept.append(kept)
    elif kept.kind is Kind.IMAGE:
        opening.pictures.append((kept, part))
        opening.mail.parts.append(kept)
    else:
        opening.mail.parts.append(kept)


def _take_body(part: Part, opening: _Opening) -> None:
    content = part.content()
    if not content.strip():
        return
    charset = part.headers.get_content_charset()
    if part.type == "text/plain":
        said, files = uu.taken_out(content)
        opening.plain.append(bytes_text(said, charset))
        for name, inside in files:
            _take(made_part(inside, bytes_text(name, charset), ""), opening)
    elif part.type == _RICH:
        opening.plain.append(rich.rich_text(content))
        if b"\\trowd" in content:  # a table may be the list
            opening.mail.parts.append(opening.keep(part, "nội dung thư.rtf"))
    else:
        text = bytes_text(content, charset)
        opening.html.append(text)
        page = opening.keep(part, "nội dung thư.html")
        (opening.mail.parts if holds_list(text) else opening.mail.kept).append(page)


def _sort_pictures(opening: _Opening) -> None:
    """Dress out of the parts into the kept ones; only now are all pages seen that may show a picture."""
    shown = {cid.lower() for html in opening.html for cid in _CID.findall(html)}
    mail = opening.mail
    for picture, part in opening.pictures:
        cid = header_text(part.headers, "content-id").strip("<>").lower()
        if is_decoration(picture, inline=cid in shown or (bool(cid) and part.disposition != "attachment")):
            mail.parts.remove(picture)
            mail.kept.append(picture)


def _made_name(part: Part, mail: Mail) -> str:
    """A name for a part without one: a forwarded mail's subject, else its number."""
    if part.type == "message/rfc822":
        return shown_name(_subject(part) or "thư chuyển tiếp") + ".eml"
    ending = "".join(_letters(part.type.partition("/")[2]))[:8]
    return f"phần {len(mail.parts) + 1}.{ending or 'bin'}"


def _subject(part: Part) -> str:
    try:
        return header_text(headers_of(part.content())[0], "subject").replace("/", "-")
    except SetAside:
        return ""


def _letters(text: str) -> Iterator[str]:
    return (letter for letter in text if letter.isalnum())
