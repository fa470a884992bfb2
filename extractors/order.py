"""Photos of one table come one page a file: the order of the files, by their names, and by what stands on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.forms import Layout, recognise
from extractors.intake.names import tells_order
from extractors.tables import Table, TableRow
from schemas.finding import Code, Finding
from schemas.grid import Grid, Transcript

_LEAST = 3  # columns of a table of innovations


@dataclass(slots=True)
class _Sheet:
    """A picture of one page with a table. `start`: the number that its first row should have, null when unreadable."""

    transcript: Transcript
    grid: Grid
    layout: Layout | None
    start: int | None = None
    rows: int = 0


@dataclass(slots=True)
class Ordered:
    transcripts: list[Transcript]
    findings: list[Finding] = field(default_factory=list)


def in_page_order(transcripts: Sequence[Transcript]) -> Ordered:
    """The transcripts, given in the order of their names, with the pictures of each table in that of its rows.

    Another order than the names' is taken when the headings and the row numbers leave no doubt; where nothing tells the
    order, somebody is asked.
    """
    out = Ordered(list(transcripts))
    sheets = [sheet for transcript in transcripts if (sheet := _sheet(transcript))]
    for cols in sorted({sheet.grid.cols for sheet in sheets}):
        _settle([sheet for sheet in sheets if sheet.grid.cols == cols], out)
    return out


def _sheet(transcript: Transcript) -> _Sheet | None:
    if len(transcript.pages) != 1 or transcript.pages[0].source != "ocr":
        return None
    grids = [grid for grid in transcript.pages[0].grids if grid.cols >= _LEAST]
    known = [(grid, layout) for grid in grids if (layout := recognise(grid))]
    if known:
        return _Sheet(transcript, *known[0])
    seen = [grid for grid in grids if grid.origin != "aligned"]  # columns of a letter may be guessed so
    return _Sheet(transcript, max(seen, key=lambda grid: len(grid.cells)), None) if seen else None


def _settle(sheets: list[_Sheet], out: Ordered) -> None:
    """Puts the pictures of tables with the same columns in order, where there is one table."""
    headed = [sheet for sheet in sheets if sheet.layout]
    if len(sheets) < 2 or not headed:
        return
    for sheet in sheets:
        _count(sheet, sheet.layout or headed[0].layout)
    beginnings = [sheet for sheet in headed if sheet.start in (1, None)]
    if len(beginnings) > 1:  # several tables: each goes on until the next one's headings
        if not sheets[0].layout:
            out.findings.append(_asked(sheets))
        return
    right = _by_numbers(sheets)
    if right is not None:
        _rearrange(sheets, right, out)
        _gather(right, out)
        return
    right = _as_told(sheets)
    if not right[0].layout and len(headed) == 1:
        right = sorted(right, key=lambda sheet: sheet is not headed[0])
        out.findings.append(_asked(right))
    elif not right[0].layout or not (_told(right) or len(sheets) == 2):
        out.findings.append(_asked(right))
    _rearrange(sheets, right, out)


def _as_told(sheets: list[_Sheet]) -> list[_Sheet]:
    """The order of the names, or where they tell none that in which a camera took the pictures."""
    by_camera = sorted(sheets, key=lambda sheet: sheet.transcript.taken or "")
    return by_camera if not _named(sheets) and _told(by_camera) else sheets


def _told(sheets: Sequence[_Sheet]) -> bool:
    moments = {sheet.transcript.taken for sheet in sheets} - {None}
    return _named(sheets) or len(moments) == len(sheets)


def _named(sheets: Sequence[_Sheet]) -> bool:
    return all(tells_order(a.transcript.name, b.transcript.name) for a, b in pairwise(sheets))


def _count(sheet: _Sheet, layout: Layout | None) -> None:
    """Where a picture's rows start, by most of its numbers: single ones are often misread."""
    if layout is None:
        return
    # Without headings its first row may be the rest of one on the page before.
    before = None if sheet.layout else Table(layout, sheet.grid.cols, rows=[TableRow(0, 1, None)])
    table = Table(layout, sheet.grid.cols, before=before)
    table.add(sheet.grid, 1, layout.first if sheet.layout else 0)
    sheet.rows = len(table.rows)
    starts = Counter(row.number - i for i, row in enumerate(table.rows) if row.number is not None)
    best = starts.most_common(1)
    if best and best[0][1] * 2 > starts.total() and best[0][0] >= 1:
        sheet.start = best[0][0]


def _by_numbers(sheets: Sequence[_Sheet]) -> list[_Sheet] | None:
    """The order in which the rows count from 1 without a gap; None when there is none.

    A picture with the rest of a row alone has no number: then only the names tell its place.
    """
    if any(sheet.start is None for sheet in sheets):
        return None
    found = sorted(sheets, key=lambda sheet: sheet.start or 0)
    follows = all((a.start or 0) + a.rows == b.start for a, b in pairwise(found))
    return found if found[0].start == 1 and found[0].layout and follows else None


def _gather(sheets: Sequence[_Sheet], out: Ordered) -> None:
    """Puts the pictures of one table side by side: a letter between two of them parts no row."""
    mine = [sheet.transcript for sheet in sheets]
    first = next(i for i, t in enumerate(out.transcripts) if t is mine[0])
    rest = [
        [t for t in part if all(t is not m for m in mine)]
        for part in (out.transcripts[:first], out.transcripts[first:])
    ]
    out.transcripts = [*rest[0], *mine, *rest[1]]


def _rearrange(sheets: Sequence[_Sheet], right: Sequence[_Sheet], out: Ordered) -> None:
    if all(one is other for one, other in zip(sheets, right, strict=True)):
        return
    places = [next(i for i, t in enumerate(out.transcripts) if t is sheet.transcript) for sheet in sheets]
    for place, sheet in zip(places, right, strict=True):
        out.transcripts[place] = sheet.transcript
    message = f"Ảnh của bảng được xếp lại theo tiêu đề, số thứ tự các dòng hoặc giờ chụp: {_names(right)}."
    out.findings.append(Finding(code=Code.LEFTOVER_TEXT, message=message, ask=False))


def _asked(sheets: Sequence[_Sheet]) -> Finding:
    message = f"Chưa rõ thứ tự các ảnh của bảng: {_names(sheets)}. Hãy xem thứ tự dòng và dòng nối giữa hai ảnh."
    return Finding(code=Code.LOW_CONFIDENCE, field="innovations", message=message)


def _names(sheets: Sequence[_Sheet]) -> str:
    return ", ".join(sheet.transcript.name for sheet in sheets)
