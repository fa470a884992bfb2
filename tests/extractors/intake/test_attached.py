from __future__ import annotations

import io

import docx
import pytest
from PIL import Image

from extractors.context import Context
from extractors.intake.attached import PREFIX
from extractors.jobs import read
from schemas.source import Limits
from tests.hostile.make_office import RELS, TYPES, W, paragraph, related
from tests.hostile.make_pdfs import CATALOG, LEAF, ONE_PAGE, STREAM, pdf

PAPER = b"%PDF-1.4 inside"
NAMES = b"/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>>>"
FILE = b"<</Type/Filespec/F(a.pdf)/EF<</F 5 0 R>>>>"


def portfolio(data: bytes = PAPER, filters: bytes = b"") -> bytes:
    return pdf(CATALOG[:-2] + NAMES, ONE_PAGE, LEAF, FILE, STREAM % (len(data), b"/Type/EmbeddedFile" + filters, data))


def clipped() -> bytes:
    leaf = LEAF[:-2] + b"/Annots[6 0 R]>>"
    note = b"<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS 4 0 R>>"
    return pdf(CATALOG, ONE_PAGE, leaf, FILE, STREAM % (len(PAPER), b"/Type/EmbeddedFile", PAPER), note)


def packed(zipped, *more, body=""):
    types = TYPES.replace("</Types>", '<Default Extension="png" ContentType="image/png"/></Types>')
    return zipped(
        ("[Content_Types].xml", types),
        ("_rels/.rels", RELS.format(related(1, "officeDocument", "word/document.xml"))),
        ("word/document.xml", f"<w:document {W}><w:body>{body or paragraph('Kèm theo')}</w:body></w:document>"),
        *more,
    )


def found(put, data, folder, limits=None):
    transcript = read(put(data, "tệp"), Context(folder, limits or Limits()))
    kept = [(file.name, (folder / f"{PREFIX}{file.sha256}").read_bytes()) for file in transcript.attached]
    return kept, transcript.notes


@pytest.mark.parametrize("data", [portfolio(), clipped()])
def test_files_in_a_pdf(put, data, tmp_path):
    assert found(put, data, tmp_path) == ([("a.pdf", PAPER)], [])


def test_too_much_in_a_pdf_is_told(put, tmp_path):
    transcript = read(put(portfolio(bytes(3000)), "tệp"), Context(tmp_path, Limits(unpacked_bytes=1000)))
    assert transcript.attached == []
    assert "đính kèm" in transcript.lost[0]


def test_a_document_in_a_document(put, zipped, tmp_path):
    data = packed(zipped, ("word/embeddings/bảng.pdf", PAPER), ("word/a.htm", "<p>them</p>"))
    assert found(put, data, tmp_path)[0] == [("a.htm", b"<p>them</p>"), ("bảng.pdf", PAPER)]


def test_scans_pasted_into_a_document(put, tmp_path):
    def picture(width: int, height: int, shade: str = "white") -> io.BytesIO:
        out = io.BytesIO()
        Image.new("RGB", (width, height), shade).save(out, "PNG")
        return out

    document = docx.Document()
    document.add_picture(picture(1240, 1754))
    document.add_picture(picture(200, 80))  # a logo
    out, after, last = io.BytesIO(), io.BytesIO(), io.BytesIO()
    document.save(out)
    assert [name for name, _ in found(put, out.getvalue(), tmp_path)[0]] == ["image1.png"]
    table = document.add_table(2, 5)
    table.cell(0, 0).text = "TT"
    table.cell(1, 4).text = "Tên"
    document.save(after)
    assert len(found(put, after.getvalue(), tmp_path)[0]) == 1  # more of the list, or its signed copy
    document.add_picture(picture(1240, 1754, "dimgray"))  # a machine
    document.save(last)
    kept, notes = found(put, last.getvalue(), tmp_path)
    assert [name for name, _ in kept] == ["image1.png"]
    assert "1 ảnh lớn" in notes[0]
