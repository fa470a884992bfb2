"""Rows → printed table pages as a PDF: layouts, faces and sizes of type by chance."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Spacer

from samples.maker.forms import Column, births, dashed, in_commas, names, phones, places, posts
from samples.maker.model import Row

_FONTS = Path("/usr/share/fonts/truetype")
_FACES = {"Tinos": "croscore/Tinos-{}.ttf", "Arimo": "croscore/Arimo-{}.ttf"}


def _awards(row: Row) -> str:
    return "\n".join(f"- {award}" for award in row.awards) or "Không"


_TEXTS = [
    Column("Tên sáng kiến, giải pháp", 0.16, lambda row: row.title),
    Column("Thời gian áp dụng", 0.09, lambda row: row.period),
    Column("Tóm tắt nội dung", 0.27, lambda row: row.summary),
    Column("Hiệu quả, phạm vi áp dụng, giá trị làm lợi", 0.25, lambda row: row.effect),
]
_AUTHORS = "Họ và tên, năm sinh, chức vụ, đơn vị công tác, số điện thoại"
LAYOUTS = (
    [Column(_AUTHORS, 0.23, in_commas), *_TEXTS],
    [Column(_AUTHORS, 0.23, dashed), *_TEXTS],
    [Column(_AUTHORS, 0.18, dashed), *_TEXTS, Column("Danh hiệu thi đua đã đạt", 0.14, _awards)],
    [_TEXTS[0], Column(_AUTHORS, 0.21, in_commas), *_TEXTS[2:], _TEXTS[1]],
    [
        Column("Họ và tên tác giả", 0.12, names),
        Column("Năm sinh", 0.06, births),
        Column("Chức vụ", 0.10, posts),
        Column("Đơn vị công tác", 0.11, places),
        Column("Điện thoại", 0.09, phones),
        *_TEXTS,
    ],
)


def printed(rows: Sequence[Row], r: random.Random) -> tuple[bytes, list[str]]:
    """A PDF of landscape table pages, and the texts of all its cells."""
    face, size = r.choice(list(_FACES)), r.choice([9.5, 10.5, 11, 12])
    for style in ("Regular", "Bold"):
        pdfmetrics.registerFont(TTFont(f"{face}-{style}", str(_FONTS / _FACES[face].format(style))))
    margin = r.uniform(1.2, 2.0) * cm
    room = landscape(A4)[0] - 2 * margin
    columns = r.choice(LAYOUTS)
    plain, bold = _style(face, "Regular", size, 0), _style(face, "Bold", size, 1)
    whole = sum(column.width for column in columns)
    widths = [room * 0.04, *(room * 0.96 * column.width / whole for column in columns)]
    texts = [[str(number), *(column.cell(row) for column in columns)] for number, row in enumerate(rows, 1)]
    headings = ["TT", *(column.heading for column in columns)]
    body = [[_text(text, bold) for text in headings], *([_text(text, plain) for text in cells] for cells in texts)]
    table = LongTable(body, colWidths=widths, repeatRows=r.choice([0, 1]))
    table.setStyle([("GRID", (0, 0), (-1, -1), r.uniform(0.3, 1.0), black), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    table.setStyle([(side, (0, 0), (-1, -1), 3) for side in ("LEFTPADDING", "RIGHTPADDING")])
    out = io.BytesIO()
    document = SimpleDocTemplate(out, pagesize=landscape(A4), leftMargin=margin, rightMargin=margin, invariant=1)
    title = _text("BẢNG TỔNG HỢP TÓM TẮT SÁNG KIẾN", _style(face, "Bold", 14, 1))
    document.build([title, Spacer(1, 12), table])
    return out.getvalue(), [text for cells in (headings, *texts) for text in cells]


def _style(face: str, weight: str, size: float, align: int) -> ParagraphStyle:
    return ParagraphStyle("x", fontName=f"{face}-{weight}", fontSize=size, leading=size * 1.2, alignment=align)


def _text(text: str, style: ParagraphStyle) -> Any:
    return Paragraph(escape(text).replace("\n", "<br/>"), style)
