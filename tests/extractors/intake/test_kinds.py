from __future__ import annotations

import pytest

from schemas.source import Kind

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"
MAIL = b"From: a@example.vn\r\nSubject: hi\r\n\r\nbody"

BOOK = b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table/></Worksheet></Workbook>'
WORD = b'<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body/></w:wordDocument>'
FLAT = b'<office:document xmlns:table="t" office:mimetype="application/vnd.oasis.opendocument.%s"><table:table/>'


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", Kind.EMPTY),
        (b"%PDF-1.7\n", Kind.PDF),
        (b"\0\0junk of a gateway\r\n%PDF-1.4\n", Kind.PDF),
        (b"{\\rtf1\\ansi", Kind.RTF),
        (b"\x89PNG\r\n\x1a\n", Kind.IMAGE),
        (b"\xff\xd8\xff\xe0", Kind.IMAGE),
        (b"II*\0\x08", Kind.IMAGE),
        (b"MM\0*\0", Kind.IMAGE),
        (b"BM" + bytes(12) + b"\x28\0\0\0", Kind.IMAGE),
        (b"RIFF\x10\0\0\0WEBPVP8 ", Kind.IMAGE),
        (HEIC, Kind.IMAGE),
        (b"7z\xbc\xaf\x27\x1c\0\4", Kind.ARCHIVE),
        (b"Rar!\x1a\x07\x01\0", Kind.ARCHIVE),
        (b"\x1f\x8b\x08\0", Kind.ARCHIVE),
        (bytes(257) + b"ustar\x0000", Kind.ARCHIVE),
        (MAIL, Kind.EML),
        (b"From someone Mon Jan  4\n" + MAIL, Kind.MBOX),
        (b"\x78\x9f\x3e\x22\x01\0", Kind.TNEF),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>' + BOOK, Kind.SHEET_XML),
        (b"<!DOCTYPE html><html><body>x", Kind.HTML),
        (b"\xef\xbb\xbf  <table><tr><td>x</td></tr></table>", Kind.HTML),
        ("Tờ trình: đề nghị\nxét công nhận".encode(), Kind.TEXT),
        ("Tờ trình".encode("utf-16"), Kind.TEXT),
        (b"BM is how this text begins", Kind.TEXT),
        (b"<?xml version='1.0'?><a/>", Kind.UNKNOWN),
        (b"<?xml version='1.0'?>" + WORD, Kind.WORD_XML),
        (FLAT % b"text", Kind.FLAT_TEXT),
        (FLAT % b"spreadsheet", Kind.FLAT_SHEET),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x", Kind.EML),
        (b"\x28\xb5\x2f\xfd\x04", Kind.ARCHIVE),
        (bytes(range(32)) * 10, Kind.UNKNOWN),
    ],
)
def test_bytes_say_the_kind(put, data, kind):
    assert put(data, "bang tong hop.docx").kind is kind


def test_name_only_breaks_a_tie(put):
    assert put(b"Subject: x\n\nbody", "thu.eml").kind is Kind.EML
    assert put(b"Subject: x\n\nbody", "ghi chu.txt").kind is Kind.TEXT
    assert put(b"Content-Type: text/html\nDate: today\n\n<html>", "a").kind is not Kind.EML


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ([("[Content_Types].xml", "<T/>"), ("word/document.xml", "<d/>")], Kind.DOCX),
        ([("[Content_Types].xml", "<T/>"), ("xl/workbook.xml", "<d/>")], Kind.XLSX),
        ([("[Content_Types].xml", "<T/>"), ("xl/workbook.bin", "x")], Kind.XLS),
        ([("[Content_Types].xml", "<T/>"), ("ppt/presentation.xml", "<d/>")], Kind.UNKNOWN),
        ([("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<d/>")], Kind.ODT),
        ([("mimetype", "application/vnd.oasis.opendocument.spreadsheet")], Kind.ODS),
        ([("mimetype", "application/epub+zip")], Kind.UNKNOWN),
        ([("word/document.xml", "a folder of that name")], Kind.ARCHIVE),
        ([], Kind.ARCHIVE),
    ],
)
def test_members_say_the_kind_of_a_zip(put, zipped, members, kind):
    assert put(zipped(*members, stored=True), "x.pdf").kind is kind


def test_zip_cut_short_is_not_its_inner_document(put, zipped):
    inner = zipped(("[Content_Types].xml", "<T/>"), ("word/document.xml", "<d/>"))
    outer = zipped(("to trinh.docx", inner), ("bang.txt", "x" * 900), stored=True)
    assert put(outer[: outer.rfind(b"x" * 100)], "a.zip").kind is Kind.ARCHIVE


@pytest.mark.parametrize(
    ("streams", "kind"),
    [
        ([("WordDocument", b"")], Kind.DOC),
        ([("Workbook", b"")], Kind.XLS),
        ([("Book", b"")], Kind.XLS),
        ([("__properties_version1.0", b"")], Kind.MSG),
        ([("EncryptedPackage", b""), ("EncryptionInfo", b"")], Kind.UNKNOWN),
        ([], Kind.UNKNOWN),
    ],
)
def test_streams_say_the_kind_of_a_compound_file(put, compound, streams, kind):
    assert put(compound(*streams), "x.doc").kind is kind


def test_broken_compound_file_is_unknown(put, compound):
    data = compound(("WordDocument", b""))
    assert put(data[:300]).kind is Kind.UNKNOWN
    assert put(data[:8] + bytes(5000)).kind is Kind.UNKNOWN
