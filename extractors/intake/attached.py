"""Files within documents: attached to a PDF, embedded in an Office file, or pages that were pasted in as pictures."""

from __future__ import annotations

import ctypes
import hashlib
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.imaging.render import open_document
from extractors.intake.budget import Budget
from extractors.intake.decoration import is_decoration, is_paper
from extractors.intake.names import shown_name
from extractors.intake.store import keep
from schemas.errors import ItemCode, SetAside
from schemas.grid import Attached, Grid, Line, Transcript
from schemas.source import Kind, Limits, SourceFile

PREFIX = "attached-"  # before the checksum, in the folder of the file's page pictures
_OFFICE = (Kind.DOCX, Kind.XLSX)
_CHUNKS = (".htm", ".html", ".mht", ".rtf", ".docx", ".txt")  # what Word shows as a part of its text (altChunk)
_PACKAGES = (".docx", ".doc", ".xlsx", ".xls", ".pdf", ".xlsm", ".docm", ".ods", ".odt")
_PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp")
_MOST_PICTURES, _MOST_LOOKED_AT = 20, 500
_COLUMNS = 4  # a table of so many may be the list of innovations: the document speaks for itself
_LETTERS = 3000  # so much text is a report, and its pictures illustrate it
_ANNOTATIONS = 200  # of a page, looked through for papers that are clipped to it
_CLIPPED = 17  # FPDF_ANNOT_FILEATTACHMENT


def take_out(source: SourceFile, transcript: Transcript, folder: Path, limits: Limits) -> None:
    """Keeps what lies in a document that was read as `folder/attached-<sha256>`, and names it in its transcript.

    What cannot be had or is not taken is told in the transcript's notes.
    """
    budget = Budget(limits)
    try:
        for name, data in _contents(source, transcript, limits):
            if len(transcript.attached) >= limits.members:
                raise SetAside(ItemCode.ARCHIVE_BOMB, "too many files in a document")
            budget.bytes(len(data))
            sha256 = hashlib.sha256(data).hexdigest()
            if data and sha256 not in {file.sha256 for file in transcript.attached}:
                keep([data], name, folder).path.replace(folder / f"{PREFIX}{sha256}")
                transcript.attached.append(Attached(shown_name(name) or "tệp kèm", sha256))
    except (SetAside, pypdfium2.PdfiumError, zipfile.BadZipFile, ctypes.ArgumentError, KeyError, ValueError):
        transcript.lost.append("Có tệp đính kèm bên trong chưa lấy ra được hết; hãy mở bản gốc để xem.")


def _contents(source: SourceFile, transcript: Transcript, limits: Limits) -> Iterator[tuple[str, bytes]]:
    if source.kind is Kind.PDF:
        with open_document(source.path) as document:
            yield from _of_pdf(document, source.path, limits)
    elif source.kind in _OFFICE:
        with zipfile.ZipFile(source.path) as container:
            yield from _of_office(container, transcript, source, limits)


def _of_pdf(document: pypdfium2.PdfDocument, path: Path, limits: Limits) -> Iterator[tuple[str, bytes]]:
    for number in range(min(document.count_attachments(), limits.members + 1)):
        yield _file(document.get_attachment(number))
    data = path.read_bytes()
    if b"/FileAttachment" not in data and b"/ObjStm" not in data:  # loading pages costs
        return
    for number in range(min(len(document), limits.pages)):
        page = document[number]
        for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _ANNOTATIONS)):
            annotation = pdfium.FPDFPage_GetAnnot(page, index)
            if pdfium.FPDFAnnot_GetSubtype(annotation) == _CLIPPED and (
                clipped := pdfium.FPDFAnnot_GetFileAttachment(annotation)
            ):
                yield _file(pypdfium2.PdfAttachment(clipped, document))
            pdfium.FPDFPage_CloseAnnot(annotation)
        page.close()


def _file(attachment: pypdfium2.PdfAttachment) -> tuple[str, bytes]:
    return attachment.get_name(), bytes(attachment.get_data())


def _of_office(
    container: zipfile.ZipFile, transcript: Transcript, source: SourceFile, limits: Limits
) -> Iterator[tuple[str, bytes]]:
    """The guard has counted all parts of the container: they are as large as they say."""
    names = [name for name in container.namelist() if "/" in name]
    chunks = [n for n in names if n.count("/") == 1 and n.startswith("word/") and n.lower().endswith(_CHUNKS)]
    packages = [n for n in names if "/embeddings/" in n and n.lower().endswith(_PACKAGES)]
    for name in chunks:
        yield name.rpartition("/")[2], container.read(name)
    speaks = _has_table(transcript)
    if speaks and packages:
        transcript.notes.append(f"Có {len(packages)} tệp nhúng bên trong, không đọc vì đã có bảng.")
    for name in () if speaks else packages:
        yield name.rpartition("/")[2], container.read(name)
    illustrated = speaks or (source.kind is not Kind.XLSX and _letters(transcript) > _LETTERS)
    taken = left = 0
    for name, data, paper in _pictures_in(container, names):
        if taken < _MOST_PICTURES and (paper or not illustrated):
            taken += 1
            yield name, data
        else:
            left += 1
    if left:
        transcript.notes.append(f"Có {left} ảnh lớn dán trong tệp; chữ trong ảnh không được đọc, hãy xem ảnh.")


def _pictures_in(container: zipfile.ZipFile, names: list[str]) -> Iterator[tuple[str, bytes, bool]]:
    """Pictures that may be pages (large enough, no logos or stamps), and whether they look like paper."""
    pictures = [n for n in names if "/media/" in n and n.lower().endswith(_PICTURES)]
    with tempfile.TemporaryDirectory() as room:
        for name in pictures[:_MOST_LOOKED_AT]:
            data = container.read(name)
            file = keep([data], name, Path(room))
            if file.kind is Kind.IMAGE and not is_decoration(file, inline=True):
                yield name.rpartition("/")[2], data, is_paper(file)


def _has_table(transcript: Transcript) -> bool:
    grids = [block for page in transcript.pages for block in page.blocks if isinstance(block, Grid)]
    return any(grid.cols >= _COLUMNS and grid.rows > 1 for grid in grids)


def _letters(transcript: Transcript) -> int:
    blocks = [block for page in transcript.pages for block in page.blocks]
    texts = (b.text if isinstance(b, Line) else "".join(c.text for c in b.cells) for b in blocks)
    return sum(map(len, texts))
