"""Word files: a letter with its heading in a borderless table, and the table on landscape pages."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from .archive import undated
from .forms import Column
from .model import Dossier, Letter

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
WIDE = 26.2


def new() -> Any:
    """An empty A4 document in Times New Roman 13."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    style.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    return document


def save(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return undated(out.getvalue())


def _line(holder: Any, text: str, align: Any = ALIGN.CENTER, style: str = "", size: float = 13) -> Any:
    """Adds a paragraph; `style` holds `b` for bold, `i` for italic."""
    paragraph = holder.add_paragraph()
    paragraph.alignment = align
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = "b" in style, "i" in style, Pt(size)
    return paragraph


def _emptied(cell: Any) -> Any:
    """The cell without the blank paragraph that a new cell comes with."""
    first = cell.paragraphs[0]._p
    first.getparent().remove(first)
    return cell


def _pair(document: Any, widths: Sequence[float]) -> tuple[Any, Any]:
    """Two cells side by side without rules."""
    table = document.add_table(rows=1, cols=2)
    _set_widths(table, widths)
    return _emptied(table.cell(0, 0)), _emptied(table.cell(0, 1))


def _set_widths(table: Any, widths: Sequence[float]) -> None:
    """Centimetres a column; Word reads the cells' widths, LibreOffice the grid's."""
    table.autofit = False
    for index, width in enumerate(widths):
        table.columns[index].width = Cm(width)
        for cell in table.columns[index].cells:
            cell.width = Cm(width)


def _heading(document: Any, letter: Letter) -> None:
    left, right = _pair(document, (6.6, 10.4))
    for text in letter.parent:
        _line(left, text, size=12)
    for text in letter.issuer:
        _line(left, text, style="b", size=12)
    _line(left, f"Số: {letter.number}")
    _line(right, NATION, style="b", size=12)
    _line(right, MOTTO, style="b")
    _line(right, "")
    _line(right, letter.place_and_date, style="i")


def add_letter(document: Any, letter: Letter) -> None:
    """The letter, from its heading to the signatory's name."""
    _heading(document, letter)
    _line(document, "")
    _line(document, "TỜ TRÌNH", style="b", size=14)
    _line(document, letter.subject, style="b")
    _line(document, "")
    _line(document, letter.addressed)
    _line(document, "")
    for text in letter.body:
        paragraph = _line(document, text, ALIGN.JUSTIFY)
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
        paragraph.paragraph_format.space_after = Pt(6)
    left, right = _pair(document, (7.5, 9))
    _line(left, "Nơi nhận:", ALIGN.LEFT, "bi", 12)
    for text in letter.copies:
        _line(left, f"- {text}", ALIGN.LEFT, size=11)
    sign(right, letter)


def sign(holder: Any, letter: Letter) -> None:
    """The signature block, centred in what it is given."""
    _line(holder, letter.signs_for, style="b")
    _line(holder, letter.title.upper(), style="b")
    for _ in range(3):
        _line(holder, "")
    _line(holder, letter.name, style="b")


def landscape(document: Any) -> None:
    """What follows stands on landscape pages of its own."""
    if document.paragraphs:
        document.add_section(WD_SECTION.NEW_PAGE)
    section = document.sections[-1]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin, section.right_margin = Cm(2), Cm(1.5)


def add_table(document: Any, dossier: Dossier, columns: Sequence[Column], number: str = "TT") -> None:
    """The title, the table with its repeated heading row, and the signature under it."""
    _line(document, dossier.table_title, style="b", size=14)
    _line(document, dossier.annex, style="i")
    _line(document, "")
    headings = [number, *(c.heading for c in columns)]
    table = document.add_table(rows=1 + len(dossier.rows), cols=len(headings), style="Table Grid")
    _set_widths(table, [WIDE * 0.05, *(WIDE * 0.95 * c.width for c in columns)])
    for cell, text in zip(table.rows[0].cells, headings, strict=True):
        _fill(cell, text, ALIGN.CENTER, "b")
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for index, row in enumerate(dossier.rows, start=1):
        cells = table.rows[index].cells
        _fill(cells[0], str(index), ALIGN.CENTER)
        for cell, column in zip(cells[1:], columns, strict=True):
            _fill(cell, column.cell(row))


def _fill(cell: Any, text: str, align: Any = ALIGN.LEFT, style: str = "") -> None:
    _emptied(cell)
    for line in text.split("\n"):
        _line(cell, line, align, style, 11)


def signed_after_table(document: Any, letter: Letter) -> None:
    _line(document, "")
    _, right = _pair(document, (14, 12))
    _line(right, letter.place_and_date, style="i")
    sign(right, letter)
