"""Text PDFs: the letter upright, the table on landscape pages with its heading repeated."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    LongTable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from .forms import Column
from .ink import Signed
from .model import Dossier, Letter
from .word import MOTTO, NATION

FONTS = Path("/usr/share/fonts/truetype/croscore")
FACES = {"Tinos": "Regular", "Tinos-Bold": "Bold", "Tinos-Italic": "Italic", "Tinos-BoldItalic": "BoldItalic"}
UPRIGHT = (3 * cm, 1.5 * cm)
WIDE = (1.8 * cm, 1.5 * cm)
PADDING = 3.0


def prepare() -> None:
    """Registers the fonts; without the Debian package fonts-croscore reportlab raises TTFError."""
    rl_config.invariant = 1
    rl_config.useA85 = 0
    for name, face in FACES.items():
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"Tinos-{face}.ttf")))


def _style(size: float, align: int = TA_CENTER, face: str = "", indent: float = 0.0) -> ParagraphStyle:
    font = f"Tinos{'-' if face else ''}{face}"
    return ParagraphStyle(
        "x", fontName=font, fontSize=size, leading=size * 1.22, alignment=align, firstLineIndent=indent
    )


def _text(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(text).replace("\n", "<br/>"), style)


def _heading(letter: Letter) -> Table:
    upper, bold = _style(12), _style(12, face="Bold")
    left: list[Any] = [_text(t, upper) for t in letter.parent] + [_text(t, bold) for t in letter.issuer]
    left += [_Rule(60), _text(f"Số: {letter.number}", _style(13))]
    right: list[Any] = [_text(NATION, bold), _text(MOTTO, _style(13, face="Bold")), _Rule(150), Spacer(1, 10)]
    right.append(_text(letter.place_and_date, _style(13, face="Italic")))
    table = Table([[left, right]], colWidths=[6.6 * cm, 10 * cm])
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)])
    table.setStyle([("RIGHTPADDING", (0, 0), (-1, -1), 0)])
    return table


class _Rule(Flowable):
    """The short line under a heading."""

    def __init__(self, length: float) -> None:
        super().__init__()
        self.length = length

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.room = width
        return width, 8

    def draw(self) -> None:
        self.canv.setLineWidth(0.7)
        self.canv.line((self.room - self.length) / 2, 5, (self.room + self.length) / 2, 5)


def _letter(letter: Letter, ink: int | None) -> list[Flowable]:
    body = _style(13.5, TA_JUSTIFY, indent=1.2 * cm)
    body.spaceAfter = 6
    story: list[Flowable] = [_heading(letter), Spacer(1, 16), _text("TỜ TRÌNH", _style(14, face="Bold"))]
    story += [_text(letter.subject, _style(13.5, face="Bold")), Spacer(1, 14)]
    story += [_text(letter.addressed, _style(13.5)), Spacer(1, 12)]
    story += [_text(t, body) for t in letter.body]
    copies: list[Any] = [_text("Nơi nhận:", _style(12, TA_LEFT, "BoldItalic"))]
    copies += [_text(f"- {t}", _style(11, TA_LEFT)) for t in letter.copies]
    foot = Table([[copies, _signed(letter, ink, 9.0)]], colWidths=[7.6 * cm, 9 * cm])
    foot.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)])
    return [*story, Spacer(1, 8), KeepTogether([foot])]


def _signed(letter: Letter, ink: int | None, width: float) -> list[Any]:
    bold = _style(13, face="Bold")
    seal = " ".join(letter.issuer)
    head = [_text(letter.signs_for, bold), _text(letter.title.upper(), bold)]
    return [*head, Signed(width * cm, seal, ink), _text(letter.name, bold)]


Cells = list[Paragraph]


def _cells(first: str, texts: Sequence[str]) -> Cells:
    return [_text(first, _style(11)), *(_text(t, _style(11, TA_LEFT)) for t in texts)]


def _parted(cells: Cells, widths: Sequence[float], height: float) -> tuple[Cells, Cells]:
    """A row cut at a height: what stands above, what goes on (blank where a cell has ended)."""
    upper, lower = _cells("", []), _cells("", [])
    for cell, width in zip(cells, widths, strict=True):
        pieces = cell.split(width - 2 * PADDING, height)
        upper.append(pieces[0] if pieces else cell)
        lower.append(pieces[1] if len(pieces) > 1 else _text("", _style(11)))
    return upper[1:], lower[1:]


def _sheets(dossier: Dossier, columns: Sequence[Column], widths: Sequence[float]) -> list[list[Cells]]:
    """The rows, in two lots where one of them is broken over the page."""
    sheets: list[list[Cells]] = [[]]
    for index, row in enumerate(dossier.rows, start=1):
        cells = _cells(str(index), [c.cell(row) for c in columns])
        if row.broken_after is None:
            sheets[-1].append(cells)
            continue
        upper, lower = _parted(cells, widths, row.broken_after)
        sheets[-1].append(upper)
        sheets.append([lower])
    return sheets


def _ruled(heading: Cells, rows: list[Cells], widths: Sequence[float]) -> LongTable:
    table = LongTable([heading, *rows], colWidths=widths, repeatRows=1)
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.7, black), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    table.setStyle([(side, (0, 0), (-1, -1), PADDING) for side in ("LEFTPADDING", "RIGHTPADDING")])
    return table


def _table(dossier: Dossier, columns: Sequence[Column], ink: int | None, room: float) -> list[Flowable]:
    widths = [room * 0.04, *(room * 0.96 * c.width for c in columns)]
    heading = [_text(t, _style(11, face="Bold")) for t in ("TT", *(c.heading for c in columns))]
    story: list[Flowable] = [_text(dossier.table_title, _style(14, face="Bold"))]
    story += [_text(dossier.annex, _style(12, face="Italic")), Spacer(1, 10)]
    for part, rows in enumerate(_sheets(dossier, columns, widths)):
        story += [PageBreak()] * (part > 0) + [_ruled(heading, rows, widths)]
    if not dossier.table_signed:
        return story
    date = _text(dossier.letter.place_and_date, _style(13, face="Italic"))
    foot = Table([["", [date, *_signed(dossier.letter, ink, 11)]]], colWidths=[room - 11 * cm, 11 * cm])
    return [*story, Spacer(1, 8), KeepTogether([foot])]


def _template(name: str, size: tuple[float, float], margins: tuple[float, float]) -> PageTemplate:
    width, height = size[0] - sum(margins), size[1] - 3.6 * cm
    frame = Frame(margins[0], 1.8 * cm, width, height, 0, 0, 0, 0)
    return PageTemplate(name, [frame], pagesize=size)


def write(dossier: Dossier, columns: Sequence[Column] | None, ink: int | None = None) -> bytes:
    """The letter, then the table (None: no table). `ink`: seed of a drawn signature and stamp; None: unsigned."""
    prepare()
    out = io.BytesIO()
    size = landscape(A4)
    templates = [_template("letter", A4, UPRIGHT), _template("table", size, WIDE)]
    document = BaseDocTemplate(out, pageTemplates=templates, title="", author="", invariant=1)
    story: list[Flowable] = [*_letter(dossier.letter, ink)]
    if columns:
        story += [NextPageTemplate("table"), PageBreak(), *_table(dossier, columns, ink, size[0] - sum(WIDE))]
    document.build(story)
    return out.getvalue()
