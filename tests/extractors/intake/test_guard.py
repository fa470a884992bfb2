from __future__ import annotations

import os
import struct

import pytest

from extractors.intake.guard import guard, guard_office
from schemas.errors import ItemCode, SetAside
from schemas.source import Limits

TYPES = ("[Content_Types].xml", "<Types/>")


def code_of(check, *arguments):
    with pytest.raises(SetAside) as caught:
        check(*arguments)
    return caught.value.code


def test_a_sound_document_passes(put, zipped):
    file = put(zipped(TYPES, ("word/document.xml", "<a/>"), ("word/media/1.jpg", os.urandom(9000))))
    guard_office(file.path, Limits())
    guard(file, Limits())


def test_what_is_no_zip_has_nothing_to_count(put, compound):
    guard_office(put(compound(("WordDocument", b""))).path, Limits())


@pytest.mark.parametrize(
    "xml",
    [
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>',
        '<?xml version="1.0"?><!DOCTYPE a><a/>'.encode("utf-16"),
        b"+ADw-a/+AD4-",
        b"<a>" + b"x" * (1 << 18) + b"<!ENTITY late>",
    ],
)
def test_no_dtd_in_xml(put, zipped, xml):
    file = put(zipped(TYPES, ("word/document.xml", xml)))
    assert code_of(guard_office, file.path, Limits()) is ItemCode.UNREADABLE


def test_old_openoffice_manifest_is_known(put, zipped):
    kind = ("mimetype", "application/vnd.oasis.opendocument.text")
    public = '<!DOCTYPE manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd"><a/>'
    guard_office(put(zipped(kind, ("META-INF/manifest.xml", public), stored=True)).path, Limits())
    inner = '<!DOCTYPE a [<!ENTITY b "c">]><a/>'
    file = put(zipped(kind, ("META-INF/manifest.xml", inner), stored=True))
    assert code_of(guard_office, file.path, Limits()) is ItemCode.UNREADABLE


def test_bombs(put, zipped, with_size):
    bomb = zipped(TYPES, ("word/document.xml", b"<a>" + bytes(40 * 2**20)))
    assert code_of(guard_office, put(bomb).path, Limits()) is ItemCode.ARCHIVE_BOMB
    small = with_size(bomb, "word/document.xml", 500)
    assert code_of(guard_office, put(small).path, Limits()) is ItemCode.ARCHIVE_BOMB
    data = zipped(TYPES, ("xl/media/a.bin", os.urandom(5000)))
    assert code_of(guard_office, put(data).path, Limits(unpacked_bytes=4000)) is ItemCode.ARCHIVE_BOMB


def test_more_xml_than_any_dossier(put, zipped, monkeypatch):
    monkeypatch.setattr("extractors.intake.guard._XML_BYTES", 1000)
    file = put(zipped(TYPES, ("word/a.xml", "<a>" + "x" * 600), ("word/b.xml", "<a>" + "x" * 600)))
    assert code_of(guard_office, file.path, Limits()) is ItemCode.ARCHIVE_BOMB


def test_damage(put, zipped, with_size):
    sound = zipped(TYPES, ("word/document.xml", "<a>" + "x" * 900))
    assert code_of(guard_office, put(sound[:-30]).path, Limits()) is ItemCode.UNREADABLE
    assert code_of(guard_office, put(b"PK\3\4 before" + sound).path, Limits()) is ItemCode.UNREADABLE
    lying = with_size(sound, "word/document.xml", 100)
    assert code_of(guard_office, put(lying).path, Limits()) is ItemCode.UNREADABLE


def test_passwords(put, compound):
    package = put(compound(("EncryptedPackage", b""), ("EncryptionInfo", b"")), "a.docx")
    assert code_of(guard, package, Limits()) is ItemCode.ENCRYPTED
    word = b"\xec\xa5" + bytes(9) + b"\x01"
    assert code_of(guard, put(compound(("WordDocument", word))), Limits()) is ItemCode.ENCRYPTED
    book = struct.pack("<HH", 0x809, 4) + bytes(4) + struct.pack("<HH", 0x2F, 2)
    assert code_of(guard, put(compound(("Workbook", book))), Limits()) is ItemCode.ENCRYPTED
    guard(put(compound(("Workbook", struct.pack("<HH", 0x809, 4)))), Limits())


def test_what_no_reader_takes(put):
    assert code_of(guard, put(b""), Limits()) is ItemCode.EMPTY
    assert code_of(guard, put(b"MZ\x90\0\3\0\0\0" * 9), Limits()) is ItemCode.UNSUPPORTED_TYPE
    assert code_of(guard, put(b"%PDF-1.4" + bytes(99)), Limits(file_bytes=50)) is ItemCode.TOO_LARGE
