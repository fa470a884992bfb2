"""Word and Excel files, new and old, that swell, nest, fetch or run things."""

from __future__ import annotations

import struct

from tests.hostile.item import Hostile, hostile, zipped

MB = 2**20
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sharedStrings+xml"/></Types>'
)
RELS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="' + KIND[:-1] + '"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="' + KIND[:-1] + '"'
FREE_DESK = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:'
    'drawing:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:script="urn:oasis:names:tc:'
    'opendocument:xmlns:script:1.0" office:version="1.2"'
)
LAUGHS = '<!DOCTYPE a [<!ENTITY a0 "ha">{}]>'.format(
    "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
)


def related(number: int, kind: str, target: str, *, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="rId{number}" Type="{KIND}{kind}" Target="{target}"{mode}/>'


def word(body: str, *, before: str = "", links: str = "") -> bytes:
    """A .docx of the given body; `before`: a DTD; `links`: relationships of the document."""
    document = f'<?xml version="1.0"?>{before}<w:document {W}><w:body>{body}</w:body></w:document>'
    return zipped(
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELS.format(related(1, "officeDocument", "word/document.xml"))),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", RELS.format(links)),
        stored=True,  # or their own ratio gives them away
    )


def sheet(rows: str, *, after: str = "", shared: str = "", before: str = "") -> bytes:
    """An .xlsx of one sheet; `after`: what follows its cells; `shared`: its strings."""
    workbook = f'<workbook {S}><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'
    links = related(1, "worksheet", "worksheets/sheet1.xml") + related(2, "sharedStrings", "sharedStrings.xml")
    return zipped(
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELS.format(related(1, "officeDocument", "xl/workbook.xml"))),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", RELS.format(links)),
        ("xl/worksheets/sheet1.xml", f"<worksheet {S}><sheetData>{rows}</sheetData>{after}</worksheet>"),
        ("xl/sharedStrings.xml", f'<?xml version="1.0"?>{before}<sst {S}>{shared}</sst>'),
        stored=True,
    )


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cells(rows: int, columns: int) -> str:
    cell = "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"
    return f"<w:tbl>{('<w:tr>' + cell * columns + '</w:tr>') * rows}</w:tbl>"


def nested_tables(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth


def remote(url: str) -> bytes:
    """A .docx whose template, picture and object lie elsewhere."""
    links = "".join(
        related(number, kind, f"{url}/{kind}", outside=True)
        for number, kind in enumerate(("attachedTemplate", "image", "oleObject", "hyperlink"), 1)
    )
    blip = '<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:link="rId2"/>'
    return word(f"<w:p><w:r><w:drawing>{blip}</w:drawing></w:r></w:p>", links=links)


def repeated_strings() -> bytes:
    """One text of 32,000 letters in 300,000 cells."""
    row = "".join('<c t="s"><v>0</v></c>' for _ in range(60))
    return sheet(f"<row>{row}</row>" * 5000, shared=f"<si><t>{'a' * 32_000}</t></si>")


def merged(count: int) -> str:
    areas = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, count + 1))
    return f'<mergeCells count="{count}">{areas}</mergeCells>'


def open_document(kind: str, body: str, *, before: str = "") -> bytes:
    media = f"application/vnd.oasis.opendocument.{kind}"
    inner = f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
    files = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return zipped(
        ("mimetype", media),
        ("content.xml", f"<office:document-content {FREE_DESK}>{before}{inner}</office:document-content>"),
        ("META-INF/manifest.xml", files),
        stored=True,
    )


def free_text(url: str) -> bytes:
    """An .odt with a macro to be run when it opens, a remote picture and a linked section."""
    script = "vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document"
    event = f'script:language="ooo:script" script:event-name="dom:load" xlink:href="{script}"'
    listeners = f"<office:event-listeners><script:event-listener {event}/></office:event-listeners>"
    shown = f'<text:p><draw:frame><draw:image xlink:href="{url}/odt.png"/></draw:frame>x</text:p>'
    section = f'<text:section text:name="a"><text:section-source xlink:href="{url}/section.odt"/></text:section>'
    return open_document("text", shown + section, before=f"<office:scripts>{listeners}</office:scripts>")


def repeated_cells() -> bytes:
    keys = 'table:number-columns-repeated="16384" office:value-type="string"'
    row = f"<table:table-cell {keys}><text:p>a</text:p></table:table-cell>"
    rows = f'<table:table-row table:number-rows-repeated="1048576">{row}</table:table-row>'
    return open_document("spreadsheet", f'<table:table table:name="a">{rows}</table:table>')


def rich(body: bytes) -> bytes:
    return b"{\\rtf1\\ansi " + body + b"}"


def rich_remote(url: str) -> bytes:
    places = b"".join(
        b'{\\field{\\*\\fldinst %s "%s/%s"}{\\fldrslt x}}' % (word.encode(), url.encode(), word.lower().encode())
        for word in ("INCLUDEPICTURE", "INCLUDETEXT", "LINK Word.Document", "DDEAUTO")
    )
    return rich(b"{\\*\\template %s/a.dot}" % url.encode() + places)


def compound(*streams: str) -> bytes:
    """An OLE2 file with root streams of these names and nothing useful in them."""
    entries = [_entry("Root Entry", 5, child=1)]
    table = [0xFFFFFFFD, 0xFFFFFFFE]
    for index, name in enumerate(streams, 1):
        entries.append(_entry(name, 2, right=index + 1 if index < len(streams) else 0xFFFFFFFF, start=len(table)))
        table += [*range(len(table) + 1, len(table) + 8), 0xFFFFFFFE]
    table += [0xFFFFFFFF] * (128 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<II", 1, 1) + bytes(4) + struct.pack("<IIIII", 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    bodies = bytes(range(256)) * 16 * len(streams)
    return header + struct.pack("<128I", *table) + b"".join(entries).ljust(512, b"\0")[:512] + bodies


def _entry(name: str, kind: int, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF, start: int = 0) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
    return head + struct.pack("<III", 0xFFFFFFFF, right, child) + bytes(36) + struct.pack("<IQ", start, 4096)


NOTHING = "no-table-found"
FLAT = b"application/vnd.oasis.opendocument.text"
PARTS = [("[Content_Types].xml", TYPES), ("word/document.xml", "<a/>"), *((f"word/{n}", "") for n in range(6000))]
FAR_XML = (
    b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    b'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row ss:Index="2000000000">'
    b'<Cell ss:Index="2000000000" ss:MergeAcross="2000000000"><Data>a</Data></Cell></Row></Table></Worksheet>'
    b"</Workbook>"
)
CELL = '<c r="{}" t="inlineStr"><is><t>a</t></is></c>'
FAR = f'<row r="1">{CELL.format("A1")}</row><row r="1048576">{CELL.format("XFD1048576")}</row>'
LONG = '<row><c t="inlineStr"><is><t>dòng</t></is></c></row>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY a0 SYSTEM "file:///etc/hostname">]>'


def items(url: str) -> list[Hostile]:
    """`url`: where the files point that want something fetched."""
    return [
        hostile(
            "bom.docx",
            "archive-bomb",
            lambda: zipped(("[Content_Types].xml", TYPES), ("word/document.xml", "<w:document>" + " " * (200 * MB))),
        ),
        hostile("tỉ tiếng cười.docx", "unreadable", word(paragraph("&a9;"), before=LAUGHS)),
        hostile("thực thể ngoài.docx", "unreadable", word(paragraph("&a0;"), before=OUTSIDE)),
        hostile("mẫu từ xa.docx", NOTHING, remote(url)),
        hostile("lồng sâu.docx", f"{NOTHING} unreadable nested-too-deep", word(nested_tables(5000))),
        hostile("lồng vừa.docx", f"{NOTHING} unreadable nested-too-deep", word(nested_tables(60))),
        hostile("trăm nghìn đoạn.docx", "too-many-pages timeout", lambda: word(paragraph("đoạn") * 100_000)),
        hostile("triệu ô.docx", "too-many-pages timeout out-of-memory", lambda: word(cells(20_000, 50))),
        hostile("nghìn cột.docx", f"{NOTHING} too-many-pages timeout out-of-memory", lambda: word(cells(20, 5_000))),
        hostile("có khóa.docx", "encrypted", compound("EncryptedPackage", "EncryptionInfo")),
        hostile("có khóa.xlsx", "encrypted", compound("EncryptionInfo", "EncryptedPackage")),
        hostile("cụt.docx", "unreadable", lambda: word(paragraph("đoạn") * 999)[:-300]),
        hostile("ô xa.xlsx", NOTHING, sheet(FAR)),
        hostile("chuỗi lặp.xlsx", f"{NOTHING} too-many-pages out-of-memory timeout too-large", repeated_strings),
        hostile("tỉ tiếng cười.xlsx", "unreadable", sheet("", shared="<si><t>&a9;</t></si>", before=LAUGHS)),
        hostile("trăm nghìn ô gộp.xlsx", f"{NOTHING} timeout unreadable", lambda: sheet(LONG, after=merged(100_000))),
        hostile(
            "gộp tất cả.xlsx",
            f"{NOTHING} timeout out-of-memory",
            sheet(LONG, after='<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        ),
        hostile("triệu dòng.xlsx", f"{NOTHING} too-many-pages timeout archive-bomb", lambda: sheet(LONG * 1_000_000)),
        hostile("cụt.xls", "unreadable unsupported-type", compound("Workbook")[:1500]),
        hostile("rác.xls", "unreadable", compound("Workbook")),
        hostile("rác.doc", "unreadable unsupported-type", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 99),
        hostile("rác nữa.doc", "unreadable", compound("WordDocument")),
        hostile("rác.msg", "unreadable unsupported-type empty", compound("__properties_version1.0")),
        hostile(
            "lồng sâu.rtf",
            f"{NOTHING} unreadable timeout out-of-memory",
            lambda: rich(b"{\\b " * 100_000 + b"}" * 100_000),
        ),
        hostile("từ xa.rtf", f"{NOTHING} unreadable", rich_remote(url)),
        hostile("vi lệnh.odt", f"{NOTHING} unreadable", free_text(url)),
        hostile("ô lặp.ods", f"{NOTHING} out-of-memory timeout unreadable", repeated_cells),
        hostile(
            "lồng sâu.html",
            f"{NOTHING} unsupported-type unreadable nested-too-deep",
            lambda: b"<html>" + b"<table><tr><td>" * 50_000,
        ),
        hostile(
            "triệu ô.html",
            f"{NOTHING} unsupported-type timeout too-large too-many-pages",
            lambda: b"<html><table>" + b"<tr><td>1</td></tr>" * 500_000,
        ),
        hostile(
            "ảnh từ xa.html",
            f"{NOTHING} unsupported-type",
            f'<html><link href="{url}/a.css"><img src="{url}/a.png">'.encode(),
        ),
        hostile("dòng dài.txt", f"{NOTHING} unsupported-type too-large", lambda: b"a" * (60 * MB)),
        hostile("một ô dài.html", "too-large", lambda: b"<html><table><tr><td>1<td>" + b"a " * 300_000),
        hostile("thực thể.fodt", "unreadable", b'<office:document mimetype="' + FLAT + b'"><!DOCTYPE a><a/>'),
        hostile("một trăm nghìn mục.docx", "archive-bomb", lambda: zipped(*PARTS, stored=True)),
        hostile("cột vô lý.csv", f"{NOTHING} too-large too-many-pages", lambda: b"a," * 2_000_000),
        hostile("toàn nul.txt", "unsupported-type", bytes(MB)),
        hostile("lồng ba nghìn.odt", f"{NOTHING} unreadable", open_document("text", "<text:list>" * 3000)),
        hostile("chỉ số vô lý.xls", NOTHING, FAR_XML),
        hostile("trích một nửa.doc", "unreadable unsupported-type", compound("WordDocument")[:700]),
    ]
