"""Paragraphs of a Word file as XML: strings, so that a paper of any length is written as it is made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

Align = Literal["left", "center", "right", "both"]
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MM = 56.7  # twips in a millimetre


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one look. `size` in points; none: the paragraph's."""

    text: str
    bold: bool = False
    italic: bool = False
    size: float | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph looks. `before`, `after` and `size` in points, `first` and `sides` (indents) in millimetres."""

    align: Align = "left"
    size: float = 14
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 0
    first: float = 0
    sides: tuple[float, float] = (0, 0)
    line: float = 1.0
    keep: bool = False  # on one page with what follows
    level: int = 0  # of a heading, for the list of contents that Word makes; 0: none


def paragraph(text: str | Sequence[Run], look: Look | None = None) -> str:
    look = look or Look()
    runs = [Run(text)] if isinstance(text, str) else text
    return f"<w:p>{_properties(look)}{''.join(_run(run, look) for run in runs)}</w:p>"


def rule(sides: tuple[float, float]) -> str:
    """A line across, but for `sides` millimetres at the left and right."""
    left, right = (round(MM * side) for side in sides)
    return (
        '<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
        '<w:spacing w:before="0" w:after="40" w:line="60" w:lineRule="exact"/>'
        f'<w:ind w:left="{left}" w:right="{right}"/></w:pPr></w:p>'
    )


def plain(text: str) -> str:
    """What XML takes of a text."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n"))


def _properties(look: Look) -> str:
    left, right = (round(MM * side) for side in look.sides)
    indent = f'<w:ind w:left="{left}" w:right="{right}" w:firstLine="{round(MM * look.first)}"/>'
    spacing = (
        f'w:before="{round(20 * look.before)}" w:after="{round(20 * look.after)}" w:line="{round(240 * look.line)}"'
    )
    keep = "<w:keepNext/>" if look.keep else ""
    outline = f'<w:outlineLvl w:val="{look.level - 1}"/>' if look.level else ""
    return f'<w:pPr>{keep}<w:spacing {spacing} w:lineRule="auto"/>{indent}<w:jc w:val="{look.align}"/>{outline}</w:pPr>'


def _run(run: Run, look: Look) -> str:
    size = round(2 * (run.size or look.size))
    bold = "<w:b/>" if run.bold or look.bold else ""
    italic = "<w:i/>" if run.italic or look.italic else ""
    pieces = plain(run.text).split("\n")
    written = "<w:br/>".join(f'<w:t xml:space="preserve">{_tabs(piece)}</w:t>' for piece in pieces)
    return f'<w:r><w:rPr>{bold}{italic}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>{written}</w:r>'


def _tabs(piece: str) -> str:
    return escape(piece.replace("\t", " "))
