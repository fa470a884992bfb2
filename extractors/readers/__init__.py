"""One reader for each kind of file: `read(file, context) -> Transcript`. A new kind is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable

from extractors.context import Context
from extractors.readers import markup, pdf, scan, sheet, sheet_xml, text, word
from schemas.grid import Transcript
from schemas.source import Kind, SourceFile

READERS: dict[Kind, Callable[[SourceFile, Context], Transcript]] = {
    Kind.DOCX: word.read,
    Kind.XLSX: sheet.read,
    Kind.XLS: sheet.read,
    Kind.ODS: sheet.read,
    Kind.SHEET_XML: sheet_xml.read,
    Kind.HTML: markup.read,
    Kind.TEXT: text.read,
    Kind.PDF: pdf.read,
    Kind.IMAGE: scan.read,
}
