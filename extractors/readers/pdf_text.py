"""One PDF page from its text layer: ruled tables as grids, the rest as lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from extractors.readers.laid import Word, cell_text, lines_of, split_at_gaps
from extractors.readers.pdf_letters import HOW, together, typed
from schemas.grid import Box, Cell, Grid, Line, Page
from schemas.source import Limits
from schemas.text import tidy

_Edges = list[float]
_Rectangle = tuple[float, float, float, float]


def text_page(
    page: Any, number: int, limits: Limits, drawn: Sequence[Word] = (), old: Sequence[Word] | None = None
) -> Page:
    """Lines and grids of a pdfplumber page, from top to bottom.

    `drawn`: words of its annotations; `old`: its own words, where they had to be decoded.
    """
    width, height = float(page.width), float(page.height)
    words = [*(_words(page) if old is None else old), *drawn]
    vectors = len(page.lines) + len(page.rects) + len(page.curves)
    tables = page.find_tables() if vectors <= limits.vectors else []
    placed: list[tuple[float, Line | Grid]] = []
    taken: set[int] = set()
    for table in tables:
        grid = _grid(table.cells, words, taken, (width, height))
        if grid is not None:
            placed.append((table.bbox[1], grid))
    rest = [w for i, w in enumerate(words) if i not in taken]
    for visual in lines_of(rest):
        top = min(word.y0 for word in visual)  # of all its parts: those that stand side by side stay from left to right
        placed.extend((top, _line(part, width, height)) for part in split_at_gaps(visual))
    placed.sort(key=lambda item: item[0])
    return Page(number, [block for _, block in placed], "text-layer", width=width, height=height)


def _words(page: Any) -> list[Word]:
    return [
        Word(w["text"], w["x0"], w["top"], w["x1"], w["bottom"], w["fontname"])
        for w in page.extract_words(**HOW, extra_attrs=["fontname"])
    ]


def _line(words: Sequence[Word], width: float, height: float) -> Line:
    box = Box(
        words[0].x0 / width, min(w.y0 for w in words) / height, words[-1].x1 / width, max(w.y1 for w in words) / height
    )
    bold = all("bold" in w.font.lower() for w in words)
    decoding = together(words)
    sure = decoding.confidence if decoding else 1.0
    return Line(tidy(" ".join(w.text for w in words)), box, sure, bold=bold, decoding=decoding)


def _grid(
    boxes: Sequence[tuple[float, float, float, float]],
    words: Sequence[Word],
    taken: set[int],
    size: tuple[float, float],
) -> Grid | None:
    """A grid from cell boxes, or None for a mere frame; marks the words it uses."""
    xs, ys = _edges([v for b in boxes for v in (b[0], b[2])]), _edges([v for b in boxes for v in (b[1], b[3])])
    if len(boxes) < 2 or len(xs) < 3:
        return None
    cells = []
    for box in sorted(boxes, key=lambda b: (b[1], b[0])):
        inside = [i for i, w in enumerate(words) if i not in taken and _holds(box, w)]
        taken.update(inside)
        row, col = _nearest(ys, box[1]), _nearest(xs, box[0])
        own = [words[i] for i in inside]
        text = tidy(cell_text(own, box[0], box[2]))
        place = Box(box[0] / size[0], box[1] / size[1], box[2] / size[0], box[3] / size[1])
        cell = Cell(row, col, text, _nearest(ys, box[3]) - row, _nearest(xs, box[2]) - col, place, ink=bool(text))
        if decoding := together(own):
            cell.confidence = decoding.confidence
            cell.decoding = replace(decoding, typed=tidy(cell_text([typed(w) for w in own], box[0], box[2])))
        cells.append(cell)
    whole = Box(xs[0] / size[0], ys[0] / size[1], xs[-1] / size[0], ys[-1] / size[1])
    return Grid(len(ys) - 1, len(xs) - 1, cells, "ruled", whole)


def _holds(box: _Rectangle, word: Word) -> bool:
    return box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= (word.y0 + word.y1) / 2 <= box[3]


def _edges(values: list[float], tolerance: float = 3.0) -> _Edges:
    out: _Edges = []
    for value in sorted(values):
        if not out or value - out[-1] > tolerance:
            out.append(value)
    return out


def _nearest(edges: _Edges, value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))
