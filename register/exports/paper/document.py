"""A Word file out of parts: python-docx makes the package and its pages' frames, the text streams into it."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from register.exports.atomic import replacing

FACE = "Times New Roman"
_A4 = (210, 297)
_BODY = "word/document.xml"
_SECTION = re.compile(rb"<w:sectPr.*?</w:sectPr>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """A4. `margins`: top, bottom, left, right in millimetres; the first page of `numbered` ones has no number."""

    landscape: bool = False
    margins: tuple[float, float, float, float] = (20, 20, 30, 15)
    numbered: bool = True
    bordered: bool = False


Section = tuple[Page, Iterable[str]]


def write_docx(path: Path, title: str, sections: Sequence[Section]) -> None:
    """`path` whole or not at all. Each section begins on a new page."""
    shell = _shell(title, [page for page, _ in sections])
    with replacing(path) as coming, zipfile.ZipFile(coming, "w", zipfile.ZIP_DEFLATED) as out:
        for name in shell.namelist():
            if name != _BODY:
                out.writestr(shell.getinfo(name), shell.read(name))
        with out.open(_BODY, "w", force_zip64=True) as body:
            _stream(body, shell.read(_BODY), [blocks for _, blocks in sections])


def _stream(body: IO[bytes], empty: bytes, sections: Sequence[Iterable[str]]) -> None:
    frames = _SECTION.findall(empty)
    head, _, _ = empty.partition(b"<w:body>")
    body.write(head + b"<w:body>")
    for number, (frame, blocks) in enumerate(zip(frames, sections, strict=True), start=1):
        for block in blocks:
            body.write(block.encode("utf-8", "replace"))
        last = number == len(frames)
        body.write(_LAST if last else _BREAK % frame)
    body.write(frames[-1] + b"</w:body></w:document>")


# A file that ends in a table needs a paragraph after it; so does a section.
_LAST = b'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
_BREAK = b'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>%s</w:pPr></w:p>'


def _shell(title: str, pages: Sequence[Page]) -> zipfile.ZipFile:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = title, ""
    document.core_properties.comments = ""
    document.core_properties.created = document.core_properties.modified = dt.datetime.now(dt.UTC)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FACE, Pt(14)
    fonts = style.element.rPr.rFonts
    for kind in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(kind), FACE)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.rPr.append(language)
    for number, page in enumerate(pages):
        section = document.sections[0] if number == 0 else document.add_section(WD_SECTION.NEW_PAGE)
        _lay(section, page, first=number == 0)
    kept = io.BytesIO()
    document.save(kept)
    return zipfile.ZipFile(kept)


def _lay(section: Any, page: Page, *, first: bool) -> None:
    short, long = _A4
    section.orientation = WD_ORIENT.LANDSCAPE if page.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(long), Mm(short)) if page.landscape else (Mm(short), Mm(long))
    top, bottom, left, right = map(Mm, page.margins)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = top, bottom, left, right
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = first
    section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
    for inherited in section._sectPr.findall(qn("w:pgBorders")):
        section._sectPr.remove(inherited)
    if page.bordered:
        section._sectPr.find(qn("w:pgMar")).addnext(_border())  # Word insists on the order
    if page.numbered:
        _number(section.header.paragraphs[0])


def _border() -> Any:
    """A frame around a title page."""
    frame = OxmlElement("w:pgBorders")
    frame.set(qn("w:offsetFrom"), "page")
    for side in ("top", "left", "bottom", "right"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "double"), ("sz", "6"), ("space", "28"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        frame.append(line)
    return frame


def _number(paragraph: Any) -> None:
    """In the middle above, as Nghị định 30/2020/NĐ-CP has it."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        run.font.size = Pt(13)
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)
