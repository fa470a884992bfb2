"""Tables of a Word file as XML, row by row: ruled lists whose headings come again on every page, and plain frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from register.exports.paper.text import MM, Align, Look, paragraph

_SPLIT = 700  # letters: a row with more of them in one cell may run over the page
_LINES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


@dataclass(frozen=True, slots=True)
class ListColumn:
    """`width` in millimetres."""

    heading: str
    width: float
    align: Align = "left"


def ruled(
    columns: Sequence[ListColumn], rows: Iterable[Sequence[str]], size: float = 12, *, joined: bool = False
) -> Iterator[str]:
    """A list with borders, a piece of XML at a time; a cell's line breaks begin new paragraphs.

    `joined`: its last row stays with what follows, so that no signature stands alone on a page.
    """
    yield _opening([c.width for c in columns], _LINES)
    heading = Look("center", size, bold=True)
    heads = [[paragraph(c.heading, replace(heading, align="left") if "\n" in c.heading else heading)] for c in columns]
    yield _row(columns, heads, "<w:cantSplit/><w:tblHeader/>")
    for row, last in _with_last(rows):
        looks = [Look(column.align, size, keep=joined and last) for column in columns]
        cells = [[paragraph(part, look) for part in text.split("\n")] for text, look in zip(row, looks, strict=True)]
        whole = "<w:cantSplit/>" if max(map(len, row), default=0) <= _SPLIT else ""
        yield _row(columns, cells, whole)
    yield "</w:tbl>"


def _with_last(rows: Iterable[Sequence[str]]) -> Iterator[tuple[Sequence[str], bool]]:
    """Each row, and whether it is the last."""
    before = None
    for row in rows:
        if before is not None:
            yield before, False
        before = row
    if before is not None:
        yield before, True


def frame(widths: Sequence[float], cells: Sequence[Sequence[str]]) -> str:
    """One row without borders: blocks of paragraphs side by side."""
    columns = [ListColumn("", width) for width in widths]
    return "".join([_opening(widths, ""), _row(columns, cells, "<w:cantSplit/>", "top"), "</w:tbl>"])


def _opening(widths: Sequence[float], borders: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{round(MM * width)}"/>' for width in widths)
    sides = (("top", 28), ("left", 70), ("bottom", 28), ("right", 70))
    margins = "".join(f'<w:{side} w:w="{twips}" w:type="dxa"/>' for side, twips in sides)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{round(MM * sum(widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )


def _row(columns: Sequence[ListColumn], cells: Sequence[Sequence[str]], kept: str, middle: str = "") -> str:
    align = middle or ("center" if "tblHeader" in kept else "top")
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{round(MM * column.width)}" w:type="dxa"/><w:vAlign w:val="{align}"/></w:tcPr>'
        f"{''.join(paragraphs)}</w:tc>"
        for column, paragraphs in zip(columns, cells, strict=True)
    )
    return f"<w:tr><w:trPr>{kept}</w:trPr>{written}</w:tr>"
