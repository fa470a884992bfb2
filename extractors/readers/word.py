"""Word files (.docx): paragraphs and tables in the order of the text, as they read with all changes accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import docx
from docx.oxml.ns import qn

from extractors.context import Context
from extractors.intake.guard import guard_office
from extractors.readers.word_margins import margins
from extractors.readers.word_runs import Fonts, has_crossed, is_hidden, runs_of
from extractors.text.decoding import FileFonts, Letters, joined
from schemas.errors import ItemCode, SetAside
from schemas.grid import Cell, Grid, Line, Page, Transcript
from schemas.source import SourceFile

_SKIPPED = {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_WRAPPERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml"), qn("w:smartTag")}


@dataclass(slots=True)
class _Flow:
    """What has been gathered from the file so far."""

    fonts: Fonts
    letters: FileFonts
    rows: int  # how many table rows may still be read
    blocks: list[Line | Grid] = field(default_factory=list)
    margins: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def text(self, paragraphs: list[Any]) -> Letters:
        """The text of paragraphs, a line each."""
        return joined([self.letters.text(runs_of(paragraph, self.fonts)) for paragraph in paragraphs])

    def crossed(self, paragraphs: list[Any]) -> str | None:
        """The same as typed and with the words that tracked changes took out; None where they took none."""
        if not any(map(has_crossed, paragraphs)):
            return None
        read = joined([self.letters.text(runs_of(p, self.fonts, crossed=True)) for p in paragraphs])
        return read.decoding.typed if read.decoding else read.text


def read(file: SourceFile, context: Context) -> Transcript:
    """The whole file as one page: Word's pages exist only once it is printed.

    Raises SetAside when the file is damaged, protected or larger than the limits.
    """
    guard_office(file.path, context.limits)
    try:
        with file.path.open("rb") as stream:
            document = docx.Document(stream)
    except Exception as error:  # python-docx raises what its parts raise: KeyError, ValueError, lxml's own
        raise SetAside(ItemCode.UNREADABLE, repr(error)) from error
    fonts, body = Fonts(document), document.element.body
    outside = list(margins(document, fonts))
    inside = (runs_of(paragraph, fonts) for paragraph in body.iter(qn("w:p")))
    letters = FileFonts(run for runs in chain(inside, outside) for run in runs)
    flow = _Flow(fonts, letters, context.limits.rows)
    _walk(body, flow)
    if any(is_hidden(run) and "".join(run.itertext()).strip() for run in body.iter(qn("w:r"))):
        flow.notes.append("Có chữ đặt ở dạng ẩn (không in ra); chữ ẩn không được đọc.")
    around = {read.text: read for runs in outside if (read := letters.text(runs)).text}  # each text once
    flow.margins += [Line(read.text, confidence=read.confidence, decoding=read.decoding) for read in around.values()]
    page = Page(1, flow.blocks, "native", margins=flow.margins)
    context.progress(1, 1)
    return Transcript(file.name, file.sha256, [page], letters.encoding, letters.confidence, flow.notes, flow.lost[:1])


def _walk(parent: Any, flow: _Flow) -> None:
    for element in parent:
        if element.tag in _SKIPPED:
            continue
        if element.tag == qn("w:p"):
            _paragraph(element, flow)
        elif element.tag == qn("w:tbl"):
            _table(element, flow)
        elif element.tag in _WRAPPERS:
            _walk(element, flow)


def _paragraph(paragraph: Any, flow: _Flow) -> None:
    letters = flow.text([paragraph])
    bold = _is_bold(paragraph) if letters.text else None
    lines = [
        Line(line.text, confidence=line.confidence, bold=bold, decoding=line.decoding)
        for line in letters.lines()
        if line.text
    ]
    flow.blocks.extend(lines)
    _cross(flow, flow.crossed([paragraph]), lines)
    for box in _text_boxes(paragraph):
        start = len(flow.blocks)
        _walk(box, flow)
        for block in flow.blocks[start:]:
            if isinstance(block, Line):
                block.floating = True


def _cross(flow: _Flow, crossed: str | None, lines: Sequence[Line]) -> None:
    """Keeps a paragraph with what was taken out of it at its first line, or behind the line before it.

    A paragraph that was taken out whole is no line: nobody may take it for text.
    """
    if not crossed:
        return
    if lines:
        lines[0].crossed = crossed
        for line in lines[1:]:
            line.crossed = ""
        return
    last = next((block for block in reversed(flow.blocks) if isinstance(block, Line)), None)
    if last is None:
        flow.margins.append(Line("", crossed=crossed))
    else:
        before = last.crossed if last.crossed is not None else last.decoding.typed if last.decoding else last.text
        last.crossed = f"{before}\n{crossed}".strip()


def _is_bold(paragraph: Any) -> bool:
    """Whether all its written runs are set bold by themselves; styles are not asked."""
    marks = [
        run.find(f"{qn('w:rPr')}/{qn('w:b')}") for run in paragraph.iter(qn("w:r")) if run.find(qn("w:t")) is not None
    ]
    return bool(marks) and all(m is not None and m.get(qn("w:val"), "1") not in ("0", "false") for m in marks)


def _text_boxes(element: Any) -> Iterator[Any]:
    """Text boxes anchored in a paragraph, each once: its second copy for old programs is under Fallback."""
    for box in element.iter(qn("w:txbxContent")):
        if not any(parent.tag in _SKIPPED for parent in box.iterancestors()):
            yield box


def _table(table: Any, flow: _Flow, inside: tuple[int, int] | None = None) -> None:
    cells: list[Cell] = []
    open_above: dict[int, Cell] = {}  # column → the cell that a vertical merge goes on from
    inner: list[tuple[tuple[int, int], Any]] = []
    columns = 0
    lines = _straight([_placed(row) for row in _rows(table, flow)])
    for count, line in enumerate(lines):
        for tc, column, span in line:
            columns = max(columns, column + span)
            if _merge(tc) == "continue" and column in open_above:
                open_above[column].rowspan = count - open_above[column].row + 1
                continue
            cell = _cell(tc, count, column, flow)
            cell.colspan = span
            cells.append(cell)
            open_above[column] = cell
            inner.extend(((count, column), nested) for nested in _children(tc, qn("w:tbl")))
    if cells:
        grid = Grid(len(lines), columns, cells)
        if inside:
            grid.inside, grid.inside_col = inside
        flow.blocks.append(grid)
    for above, nested in inner:
        _table(nested, flow, above)


def _rows(table: Any, flow: _Flow) -> Iterator[Any]:
    """The rows as far as the limit goes."""
    for row in _children(table, qn("w:tr")):
        if flow.rows <= 0:
            flow.lost.append("Bảng Word quá dài: chỉ đọc phần đầu; hãy mở bản gốc.")
            return
        flow.rows -= 1
        yield row


_Placed = list[tuple[Any, int, int]]  # cell, its first grid column, how many it covers


def _placed(row: Any) -> _Placed:
    out, column = [], _grid_before(row)
    for tc in _children(row, qn("w:tc")):
        out.append((tc, column, _span(tc)))
        column += out[-1][2]
    return out


def _straight(lines: list[_Placed]) -> list[_Placed]:
    """Rows with as many cells as most have lie under each other: who drags a border in one row only makes a grid
    column of a hair's breadth there, and all cells behind it count one more."""
    count = Counter(len(line) for line in lines).most_common(1)[0][0] if lines else 0
    shapes = Counter(_shape(line) for line in lines if len(line) == count)
    if count < 3 or len(shapes) < 2:
        return lines
    usual = shapes.most_common(1)[0][0]
    ends = {sum(shape[-1]) for shape in shapes}
    if len(ends) > 1 or any(shape[0][0] for shape in shapes):
        return lines
    return [
        [(tc, *place) for (tc, _, _), place in zip(line, usual, strict=True)] if len(line) == count else line
        for line in lines
    ]


def _shape(line: _Placed) -> tuple[tuple[int, int], ...]:
    return tuple((column, span) for _, column, span in line)


def _cell(tc: Any, row: int, column: int, flow: _Flow) -> Cell:
    paragraphs = list(_children(tc, qn("w:p")))
    boxed = [p for paragraph in paragraphs for box in _text_boxes(paragraph) for p in _children(box, qn("w:p"))]
    read = flow.text([*paragraphs, *boxed])
    numbered = any(p.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None for p in paragraphs)
    ink = bool(read.text) or numbered  # an automatic number is no text
    said = Cell(row, column, read.text, confidence=read.confidence, ink=ink, decoding=read.decoding)
    said.crossed = flow.crossed([*paragraphs, *boxed])
    return said


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Children with a tag, also those inside content controls and accepted insertions."""
    for element in parent:
        if element.tag == tag:
            if not _deleted(element):
                yield element
        elif element.tag in _WRAPPERS:
            yield from _children(element, tag)


def _deleted(element: Any) -> bool:
    """A row or cell that a tracked change took out."""
    marks = {qn("w:tr"): f"{qn('w:trPr')}/{qn('w:del')}", qn("w:tc"): f"{qn('w:tcPr')}/{qn('w:cellDel')}"}
    return element.tag in marks and element.find(marks[element.tag]) is not None


def _number(element: Any | None, default: int) -> int:
    value = "" if element is None else str(element.get(qn("w:val"), ""))
    return int(value) if value.isdigit() and int(value) < 100 else default


def _span(tc: Any) -> int:
    return max(1, _number(tc.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1))


def _grid_before(row: Any) -> int:
    return _number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)


def _merge(tc: Any) -> str | None:
    merge = tc.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return None if merge is None else str(merge.get(qn("w:val"), "continue"))
