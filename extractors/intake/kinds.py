"""A file's true kind, from its bytes: what a sender calls a file says nothing about what a reader will meet."""

from __future__ import annotations

import re
from pathlib import Path

from extractors.intake import ole, signed, tnef, zipdir
from schemas.source import Kind

_HEAD = 65_536
_STARTS: tuple[tuple[bytes, Kind], ...] = (
    (b"\x89PNG\r\n\x1a\n", Kind.IMAGE),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"GIF8", Kind.IMAGE),
    (b"II*\0", Kind.IMAGE),
    (b"MM\0*", Kind.IMAGE),
    (b"II+\0", Kind.IMAGE),
    (b"%PDF-", Kind.PDF),
    (b"{\\rtf", Kind.RTF),
    (b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE),
    (b"Rar!\x1a\x07", Kind.ARCHIVE),
    (b"\x1f\x8b", Kind.ARCHIVE),
    (b"BZh", Kind.ARCHIVE),
    (b"\xfd7zXZ\0", Kind.ARCHIVE),
    (b"\x28\xb5\x2f\xfd", Kind.ARCHIVE),  # zstd
    (tnef.SIGNATURE, Kind.TNEF),
)
_OFFICE_TOP = {"[Content_Types].xml", "_rels", "docProps", "customXml", "word", "xl", "mimetype"}
_HEIF_BRANDS = {*(b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"), b"avif"}
_BITMAP_HEADERS = {12, 40, 52, 56, 64, 108, 124}
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_MAIL_HEADERS = {
    *("from", "to", "cc", "subject", "date", "message-id", "received", "return-path", "delivered-to", "reply-to"),
    *("mime-version", "content-type", "x-mailer", "sender", "x-received", "arc-seal", "dkim-signature", "thread-index"),
}
_ONLY_MAIL = _MAIL_HEADERS - {"date", "content-type", "mime-version"}  # web answers have these three too
_PARTS = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
_HEADER = re.compile(rb"([!-9;-~]{1,70}):")
_PDF_AFTER_JUNK = re.compile(rb"%PDF-\d\.\d")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|div|p)\b", re.IGNORECASE)
_SHEET_XML = re.compile(rb"<(?:\w{1,20}:)?Workbook\s[^>]*urn:schemas-microsoft-com:office:spreadsheet")
_WORD_XML = re.compile(rb"<(?:\w{1,20}:)?wordDocument\s[^>]*schemas\.microsoft\.com/office/word/2003/wordml")
_FLAT = re.compile(rb'<office:document\s[^>]*mimetype="application/vnd\.oasis\.opendocument\.(text|spreadsheet)')
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of(path: Path, name: str = "") -> Kind:
    """What the file is. `name` only settles what bytes leave open: a text whose one header line may begin a mail."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if not head:
        return Kind.EMPTY
    if head.startswith((zipdir.LOCAL, zipdir.END, b"PK\x07\x08")):
        return _zip_kind(path)
    if head.startswith(ole.SIGNATURE):
        return _ole_kind(path)
    if signed.is_signed(head):
        return Kind.SIGNED
    return _started(head) or _textual(head, name)


def _started(head: bytes) -> Kind | None:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n\0")
    for signature, kind in _STARTS:
        if head.startswith(signature) or (kind in {Kind.RTF, Kind.PDF} and start.startswith(signature)):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.IMAGE
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return Kind.IMAGE
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BITMAP_HEADERS:
        return Kind.IMAGE
    return Kind.ARCHIVE if head[257:262] == b"ustar" else None


def _zip_kind(path: Path) -> Kind:
    entries = zipdir.directory(path)
    names = zipdir.head_names(path) if entries is None else [entry.filename for entry in entries]
    names = [name.replace("\\", "/") for name in names]
    if entries is None and names and names[0].partition("/")[0] not in _OFFICE_TOP:
        return Kind.ARCHIVE  # cut short: the names after the first may be those of an inner document
    if names and names[0] == "mimetype":
        return _open_document_kind(path)
    if "[Content_Types].xml" not in names:
        return Kind.ARCHIVE
    if "xl/workbook.bin" in names:
        return Kind.XLS  # xlsb: the reader of .xls knows it, that of .xlsx does not
    folders = {name.partition("/")[0] for name in names}
    return Kind.DOCX if "word" in folders else Kind.XLSX if "xl" in folders else Kind.UNKNOWN


def _open_document_kind(path: Path) -> Kind:
    """The first member of an ODF container is its media type, stored uncompressed."""
    with path.open("rb") as stream:
        head = stream.read(200).decode("latin-1")
    if _OPEN_DOCUMENT not in head:
        return Kind.UNKNOWN
    family = head.partition(_OPEN_DOCUMENT)[2]
    return Kind.ODT if family.startswith("text") else Kind.ODS if family.startswith("spreadsheet") else Kind.UNKNOWN


def _ole_kind(path: Path) -> Kind:
    names = ole.root_streams(path)
    if "WordDocument" in names:
        return Kind.DOC
    if names & {"Workbook", "Book"}:
        return Kind.XLS
    return Kind.MSG if "__properties_version1.0" in names else Kind.UNKNOWN


def _textual(head: bytes, name: str) -> Kind:
    if _is_mail(head, name):
        return Kind.MBOX if head.startswith(b"From ") else Kind.EML
    if _PDF_AFTER_JUNK.search(head[:1024]):
        return Kind.PDF
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<") and (kind := _xml_kind(start)):
        return kind
    if start.startswith(b"<") and _HTML.search(start[:4096]):
        return Kind.HTML
    if start.startswith(b"<?xml") or len(_CONTROLS.findall(head)) * 200 > len(head):
        return Kind.UNKNOWN
    return Kind.TEXT


def _xml_kind(start: bytes) -> Kind | None:
    """Office files that are one file of XML."""
    if _SHEET_XML.search(start[:8192]) and start.startswith(b"<?xml"):
        return Kind.SHEET_XML
    if _WORD_XML.search(start[:16384]):
        return Kind.WORD_XML
    flat = _FLAT.search(start[:16384])
    return None if flat is None else Kind.FLAT_TEXT if flat[1] == b"text" else Kind.FLAT_SHEET


def _is_mail(head: bytes, name: str) -> bool:
    lines = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").splitlines()
    found = set()
    for number, line in enumerate(lines):
        header = _HEADER.match(line)
        if header:
            found.add(header[1].decode("ascii").lower())
        elif not line.strip() or (line[:1] not in b" \t" and not (number == 0 and line.startswith(b"From "))):
            break
    mail = found & _MAIL_HEADERS
    if "content-type" in found and ("content-transfer-encoding" in found or _PARTS.search(head[:4096])):
        return True  # a page saved with its pictures (.mht), and what is left of a mail that was signed
    return bool(mail & _ONLY_MAIL) and (len(mail) >= 2 or name.lower().endswith(".eml"))
