"""What is checked of an Office file before a library opens it: libraries believe what containers say of themselves.

python-docx takes a 1.2 MB file with 308 MB of XML in and needs 26 s and 1.8 GB; zipfile cuts a member at a size that
lies, and its checksum passes.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from extractors.intake import ole, signed, zipdir
from extractors.intake.budget import Budget, check_ratio
from schemas.errors import ItemCode, SetAside
from schemas.source import Kind, Limits, SourceFile

_XML_BYTES = 100 * 2**20  # of all parts that will be parsed; real dossiers have less than a tenth
_MEMBERS = 5000  # parts of one Office file: a workbook of pictures has hundreds
_BLOCK = 1 << 18
_ENCRYPTED_BIT = 0x1
# A part may say so in UTF-8 or, with a NUL beside each letter, in UTF-16.
_DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")
_ENTITY = re.compile(rb"<\0?!\0?E\0?N\0?T\0?I\0?T\0?Y")
_XML_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0<")
_PGP = b"-----BEGIN PGP MESSAGE-----"
_OLD_MANIFEST = "META-INF/manifest.xml"  # OpenOffice 2 and 3 put a harmless doctype there


def guard_office(path: Path, limits: Limits) -> None:
    """Inflates and counts every part of an Office container; returns when it is safe and whole.

    Raises SetAside: encrypted, archive-bomb (too much, too many, overlapping), unreadable (damaged, cut short, lying
    sizes, a DTD). Other files pass: a .doc or .xls that is no zip has nothing to count.
    """
    with path.open("rb") as stream:
        if not stream.read(4).startswith(b"PK"):
            return
    entries = zipdir.directory(path)
    if not entries:
        raise SetAside(ItemCode.UNREADABLE, "no directory of the whole container")
    if len(entries) > _MEMBERS or zipdir.overlaps(entries):
        raise SetAside(ItemCode.ARCHIVE_BOMB, "overlapping or too many parts")
    if any(entry.flag_bits & _ENCRYPTED_BIT for entry in entries):
        raise SetAside(ItemCode.ENCRYPTED)
    _inflate_all(path, entries, limits)


def guard(file: SourceFile, limits: Limits) -> None:
    """Raises SetAside where the file cannot go to a reader: empty, too large, unknown, locked, hostile."""
    if file.kind is Kind.EMPTY:
        raise SetAside(ItemCode.EMPTY)
    if file.size > limits.file_bytes:
        raise SetAside(ItemCode.TOO_LARGE, f"{file.size} bytes")
    if _locked(file.path):
        raise SetAside(ItemCode.ENCRYPTED)
    if file.kind is Kind.UNKNOWN:
        raise SetAside(ItemCode.UNREADABLE if _is_lost(file.path) else ItemCode.UNSUPPORTED_TYPE, file.kind)
    if file.kind in {Kind.DOCX, Kind.XLSX, Kind.ODT, Kind.ODS, Kind.XLS}:
        guard_office(file.path, limits)


def _is_lost(path: Path) -> bool:
    """An OLE file of which the list of its contents is missing: cut short or damaged."""
    with path.open("rb") as stream:
        return stream.read(8).startswith(ole.SIGNATURE) and not ole.root_streams(path)


def _locked(path: Path) -> bool:
    """A file for its receiver only, or an OLE file with a password: a newer format's package, the old ones' marks."""
    with path.open("rb") as stream:
        head = stream.read(64)
    if signed.is_enveloped(head) or head.lstrip().startswith(_PGP):
        return True
    if not head.startswith(ole.SIGNATURE):
        return False
    if "EncryptedPackage" in ole.root_streams(path):
        return True
    word = ole.stream_head(path, "WordDocument")
    if len(word) > 12:
        return word[1] == 0xA5 and bool(word[11] & 0x01)  # wIdent of every Word, and fEncrypted of the FIB
    book = ole.stream_head(path, "Workbook") or ole.stream_head(path, "Book")
    # FILEPASS follows BOF (and perhaps WRITEPROT) in the globals of a workbook with a password.
    return any(kind == 0x2F for kind in _record_kinds(book, 4))


def _record_kinds(book: bytes, count: int) -> Iterator[int]:
    at = 0
    for _ in range(count):
        if at + 4 > len(book):
            return
        yield int.from_bytes(book[at : at + 2], "little")
        at += 4 + int.from_bytes(book[at + 2 : at + 4], "little")


def _inflate_all(path: Path, entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    budget, packed = Budget(limits), path.stat().st_size
    xml = 0
    with path.open("rb") as stream:
        for entry in entries:
            is_xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
            for block in _checked(_inflated(stream, entry), entry, is_xml):
                budget.bytes(len(block))
                check_ratio(budget.unpacked, packed, limits)
                xml += len(block) if is_xml else 0
                if xml > _XML_BYTES:
                    raise SetAside(ItemCode.ARCHIVE_BOMB, f"more than {_XML_BYTES} bytes of XML")


def _inflated(stream: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes that really come out of an entry, in blocks."""
    stream.seek(entry.header_offset)
    header = stream.read(30)
    if header[:4] != zipdir.LOCAL:
        raise SetAside(ItemCode.UNREADABLE, f"no part at {entry.header_offset}")
    stream.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise SetAside(ItemCode.UNREADABLE, f"compression {entry.compress_type}")
    inflater = zlib.decompressobj(-15) if entry.compress_type == zipfile.ZIP_DEFLATED else None
    left = entry.compress_size
    while left > 0 and (packed := stream.read(min(left, _BLOCK))):
        left -= len(packed)
        yield from _blocks(inflater, packed) if inflater else [packed]


def _blocks(inflater: zlib._Decompress, packed: bytes) -> Iterator[bytes]:
    try:
        while packed and not inflater.eof:
            yield inflater.decompress(packed, _BLOCK)
            packed = inflater.unconsumed_tail
    except zlib.error as error:
        raise SetAside(ItemCode.UNREADABLE, str(error)) from error


def _checked(blocks: Iterator[bytes], entry: zipfile.ZipInfo, is_xml: bool) -> Iterator[bytes]:
    """Passes the blocks on; at the end length and checksum must be as declared."""
    size, checksum, before = 0, 0, b""
    for block in blocks:
        if is_xml:
            _refuse_dtd(before, block, entry.filename)
            before = (before + block)[-32:]
        size, checksum = size + len(block), zlib.crc32(block, checksum)
        yield block
    if size != entry.file_size or checksum != entry.CRC:
        raise SetAside(ItemCode.UNREADABLE, f"{entry.filename}: {size} bytes instead of {entry.file_size}")


def _refuse_dtd(before: bytes, block: bytes, name: str) -> None:
    if not before and block and not block.lstrip().startswith(_XML_STARTS):
        raise SetAside(ItemCode.UNREADABLE, f"{name}: not XML in a known encoding")
    text = before + block
    if _ENTITY.search(text) or (name != _OLD_MANIFEST and _DOCTYPE.search(text)):
        raise SetAside(ItemCode.UNREADABLE, f"{name}: DTD")
