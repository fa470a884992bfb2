"""What was dropped: files by content, their true kind, and the limits under which they may be opened."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, field_validator


class Channel(StrEnum):
    FOLDER = "folder"
    EMAIL = "email"
    UPLOAD = "upload"
    IMPORT = "import"
    KEYED = "keyed"


class Kind(StrEnum):
    """A file's true kind, from its bytes."""

    DOCX = "docx"
    DOC = "doc"
    RTF = "rtf"
    ODT = "odt"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    PDF = "pdf"
    IMAGE = "image"
    EML = "eml"
    MSG = "msg"
    MBOX = "mbox"
    TNEF = "tnef"  # winmail.dat
    SIGNED = "signed"  # .p7m: a mail or a file within its signature
    MAIL = "mail"  # what a mail says, taken down as text: evidence, not a document
    ARCHIVE = "archive"
    HTML = "html"
    WORD_XML = "word-xml"  # Word's XML of 2003, mostly called .xml or .doc
    FLAT_TEXT = "flat-text"  # OpenDocument as one XML file: .fodt
    FLAT_SHEET = "flat-sheet"  # .fods
    SHEET_XML = "sheet-xml"  # Excel's XML of 2003, mostly called .xls
    TEXT = "text"
    EMPTY = "empty"
    UNKNOWN = "unknown"


class SourceFile(BaseModel):
    """One file of a dossier: `path` is where its bytes lie, `name` what the sender called it (shown, never opened)."""

    model_config = ConfigDict(frozen=True)

    name: str
    sha256: str
    size: int
    kind: Kind
    path: Path
    parent: str | None = None  # sha256 of the mail or archive it came out of


class Limits(BaseModel):
    """How much a hostile file may cost. Bytes, pixels, seconds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @field_validator("*")
    @classmethod
    def _bound(cls, value: float) -> float:
        if value < 0:
            raise ValueError("a limit is not negative")
        return value

    file_bytes: int = 200 * 2**20
    unpacked_bytes: int = 500 * 2**20
    ratio: int = 100  # unpacked to packed, once more than 5 MiB came out
    members: int = 200
    files: int = 1000  # of a dropped folder
    depth: int = 2  # archives in archives, mails in mails
    text_bytes: int = 20 * 2**20  # of a page of HTML, an XML sheet or a text
    pages: int = 500
    rows: int = 5000
    cols: int = 60
    lines: int = 50_000  # of a file, outside its tables: 500 full pages have half
    letters: int = 100_000  # of one line or cell; Excel's hold 32,767
    cells: int = 100_000  # of all tables of a file
    pixels: int = 60_000_000
    vectors: int = 20_000  # lines and rectangles of a PDF page, before tables are looked for
    seconds: float = 45.0  # on the clock, until a file's first page is read, in the sandbox
    seconds_a_page: float = 40.0  # added with each page that is read
    seconds_to_assemble: float = 30.0  # for what all files of a dossier say together
    cpu_seconds: float = 40.0  # of CPU for each page, and for each file that LibreOffice converts
    memory: int = 3 * 2**29  # bytes a child may hold of its own; twice as much of address space
    written_bytes: int = 2**30  # of one file that a child writes
    answer_bytes: int = 2**28  # of what a child says about a file
    open_files: int = 256
