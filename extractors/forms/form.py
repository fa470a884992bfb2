"""Finding the heading rows of a grid, and the form whose columns they name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from rapidfuzz import fuzz

from extractors.forms.grouped import regrouped
from extractors.forms.headings import AUTHOR_PARTS, field_of, key_of
from schemas.grid import Cell, Grid
from schemas.text import fold, one_line

HEADING_ROWS = 30  # how far down a sheet's headings may begin: letterhead and titles stand above them
HEADING_DEPTH = 3  # rows of headings over each other, at most
LONG_HEADING = 80  # characters: what is longer in a second row of headings is data
_LONG_ORDINAL = 12  # characters of `TT`, `Số thứ tự`
_ALIKE = 70.0  # of a heading and its repeat (0..100): scans lose letters
_JOINED = ("summary", "effect", "awards", "recognition", "birth_year")  # `Hiệu quả` over `Kinh tế`, `Xã hội`
_WORK = re.compile(r"\b(sang kien|skkn|giai phap|de tai|cai tien)\b")
_FAMILY = re.compile(r"\b(ho( va)?( ten)?( chu)?( dem| lot)|ho)( [(]?tac gia[)]?)?$")
_GIVEN = re.compile(r"(^|\b(ho (va )?ten|tac gia|nguoi thuc hien) )ten$")
_FROM = re.compile(r"\b(tu( (ngay|thang|nam|thoi diem))*([ ,/]+(ngay|thang|nam))*|bat dau)$")
_UNTIL = re.compile(r"\b(den( het)?( (ngay|thang|nam|thoi diem))*([ ,/]+(ngay|thang|nam))*|ket thuc)$")
_MARKER = re.compile(r"[(\[]?[ivx]{1,5}[)\].]?|(cot|c\.?)\s*\(?\d{1,2}\)?|\(?\d{1,2}\)?\s*=[\d()\s+\-x*:/]+")


@dataclass(frozen=True, slots=True)
class Form:
    """A paper layout: the fields that must be among its headings, and those that tell it from its neighbours."""

    id: str
    name: str
    needs: tuple[frozenset[str], ...]  # of each set at least one
    without: frozenset[str] = frozenset()
    headings: Mapping[str, str] = field(default_factory=dict)  # folded wordings that mean a field in this layout only

    def field_of(self, heading: str) -> str | None:
        """The field that a heading means in this layout."""
        return self.headings.get(key_of(heading)) or field_of(heading)


@dataclass(slots=True)
class Layout:
    """A form found on a grid: `columns`: grid column → field; `head`, `first`: first row of and below the headings."""

    form: Form
    columns: dict[int, str]
    head: int
    first: int
    headings: dict[int, str] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)  # columns whose heading nobody knows
    labels: frozenset[str] = frozenset()  # folded texts of all cells of the headings

    def column(self, name: str) -> int | None:
        return next((c for c, f in self.columns.items() if f == name), None)


def find_layout(grid: Grid, forms: Sequence[Form]) -> Layout | None:
    """The layout whose headings stand highest in the grid."""
    own = {wording: name for form in forms for wording, name in form.headings.items()}
    for head in range(min(grid.rows, HEADING_ROWS)):
        if score_of(grid.row(head), own) < 2:
            continue
        seen = grid
        for row in range(head, head + HEADING_DEPTH - 1):
            seen = regrouped(seen, row)
        for depth in range(depth_of(seen, head), 0, -1):
            layout = _try(seen, head, depth, forms)
            if layout is not None:
                return layout
    return None


def score_of(cells: Sequence[Cell], own: Mapping[str, str] = MappingProxyType({})) -> int:
    """How many different fields the cells of a row name; long cells are data, not headings."""
    texts = [c.text for c in cells if len(c.text) <= 160]
    return len({f for text in texts if (f := own.get(key_of(text)) or field_of(text))})


def speaks_of_works(grid: Grid) -> bool:
    """Headings, in a row or down the first column, of innovations whose author or title has no column of its own."""
    lines = [grid.row(row) for row in range(min(grid.rows, HEADING_ROWS))]
    first = min((c.col for c in grid.cells), default=0)
    lines.append([c for c in grid.cells if c.col == first])
    return any(_names_works([c.text for c in line if c.text and len(c.text) <= LONG_HEADING]) for line in lines)


def _names_works(texts: Sequence[str]) -> bool:
    names = {field_of(text) for text in texts} - {None}
    people, content = names & {"full_name", "authors"}, names & {"summary", "effect", "benefit"}
    spoken = any(_WORK.search(fold(text)) for text in texts)
    return len(names) >= 3 and ("title" in names or bool(people and content and spoken))


def _try(grid: Grid, head: int, depth: int, forms: Sequence[Form]) -> Layout | None:
    rows = range(head, min(grid.rows, head + depth))
    headings, twins = combined_headings(grid, rows), _twins(grid, rows)
    for form in forms:
        columns = {c: f for c, text in headings.items() if (f := form.field_of(text)) is not None}
        columns = _settled(columns, headings, twins)
        named = set(columns.values())
        if all(named & need for need in form.needs) and not named & form.without:
            unknown = {c: one_line(t) for c, t in headings.items() if c not in columns and key_of(t)}
            labels = frozenset(fold(cell.text) for row in rows for cell in grid.row(row) if cell.text)
            return Layout(form, columns, head, head + depth, headings, unknown, labels)
    return None


def depth_of(grid: Grid, head: int) -> int:
    """How many rows the headings that begin in row `head` may take."""
    depth = 1
    while depth < HEADING_DEPTH and _goes_on(grid, head + depth - 1):
        depth += 1
    return depth


def _goes_on(grid: Grid, row: int) -> bool:
    """The next row divides a heading of this one that is merged, or has blanks beside it; it holds no data."""
    upper, lower = [c for c in grid.row(row) if c.text], [c for c in grid.row(row + 1) if c.text]
    if not lower or any(len(c.text) > LONG_HEADING for c in lower):
        return False
    merged = {col: c for c in upper if c.colspan > 1 for col in range(c.col, c.col + c.colspan)}
    below = [c for c in lower if c.col in merged]
    if len(below) >= 2 and all(field_of(c.text) for c in lower if c.col not in merged):
        known = [field_of(c.text) or field_of(f"{merged[c.col].text} {c.text}") for c in below]
        if sum(name is not None for name in known) * 2 >= len(below):
            return True
    # Not merged, only written over the first of its columns: the row below names fields where this one is blank.
    headed = {col for c in upper for col in range(c.col, c.col + c.colspan)}
    named = [field_of(c.text) for c in lower]
    return len(lower) >= 3 and all(named) and len(set(named)) >= 3 and any(c.col not in headed for c in lower)


def combined_headings(grid: Grid, rows: range) -> dict[int, str]:
    """The lowest heading of each column, with the one above where it says nothing alone (`Năm sinh` over `Nam`)."""
    out: dict[int, str] = {}
    for row in rows:
        for cell in grid.row(row):
            if not cell.text:
                continue
            for col in range(cell.col, cell.col + cell.colspan):
                out[col] = cell.text if _speaks_alone(cell.text, out.get(col, "")) else f"{out[col]} {cell.text}"
    return out


def _speaks_alone(text: str, above: str) -> bool:
    """Not `Nam` under `Năm sinh`, nor `Cơ quan` under `Quyết định công nhận`."""
    own = field_of(text)
    return not above or (own is not None and not (own in AUTHOR_PARTS and field_of(above) in _JOINED))


def _twins(grid: Grid, rows: range) -> set[int]:
    """Columns that stand under the same merged heading as the column on their left."""
    spans = [c for row in rows for c in grid.row(row) if c.text and c.colspan > 1]
    return {col for c in spans for col in range(c.col + 1, c.col + c.colspan)}


def _settled(columns: dict[int, str], headings: dict[int, str], twins: set[int]) -> dict[int, str]:
    """One column a field, but parts of one fact under one merged heading stay together."""
    out: dict[int, str] = {}
    first = min(headings, default=0)
    if "ordinal" not in columns.values() and first not in columns and len(headings.get(first, "")) <= 4:
        columns[first] = "ordinal"  # scans read TT as almost anything
    for col in _plain_solutions(columns, headings):
        columns[col] = "summary"
    pairs = _pairs(columns, headings)
    named = set(columns.values())
    for col, name in sorted(columns.items()):
        final = name
        if name == "full_name" and not named & {"birth_year", "position", "workplace", "phone", "mixed"}:
            final = "authors"  # one cell holds all that is said of the authors
        may_join = final in _JOINED or final in ("full_name", "authors")  # family name and given name
        joined = final in ("ignore", "note") or (may_join and col in twins | pairs and out.get(col - 1) == final)
        if final in out.values() and not joined:
            continue  # told to the caller as an unknown column
        out[col] = final
    return out


def _pairs(columns: dict[int, str], headings: dict[int, str]) -> set[int]:
    """The second columns of facts that take two: `Họ đệm` | `Tên`, `Từ tháng` | `Đến tháng`; both get their field."""
    seconds = set()
    for col in sorted(headings):
        first, second = key_of(headings[col]), key_of(headings.get(col + 1, ""))
        if _FAMILY.search(first) and _GIVEN.search(second):
            columns[col] = columns[col + 1] = "full_name"
            seconds.add(col + 1)
        elif _FROM.search(first) and _UNTIL.search(second):
            columns[col], columns[col + 1] = "period_from", "period_until"
    return seconds


def _plain_solutions(columns: dict[int, str], headings: dict[int, str]) -> list[int]:
    """`Giải pháp` beside a column that is plainly the title: what was done, not what it is called."""
    titles = [col for col, name in columns.items() if name == "title"]
    plain = [col for col in titles if key_of(headings[col]) == "giai phap"]
    return plain if len(plain) < len(titles) and "summary" not in columns.values() else []


def is_marker(text: str) -> bool:
    """A column's number `(3)`, also as a scan reads it: `@)`, `3)`, `(®`. No whole row of data is that short."""
    return (len(text) <= 4 and sum(c.isalnum() for c in text) <= 2) or bool(_MARKER.fullmatch(fold(text)))


def is_repeat(cells: Sequence[Cell], layout: Layout) -> bool:
    """A row that repeats the headings, or numbers the columns `(1) (2) (3)`."""
    texts = [c for c in cells if c.text]
    if len(texts) >= 3 and all(is_marker(c.text) for c in texts):
        return True
    same = sum(fold(c.text) in layout.labels for c in texts)
    if texts and same * 2 > len(texts):
        return True
    if len(texts) < 3 or any(len(c.text) > 160 for c in texts):
        return False
    named = score_of(cells, layout.form.headings) >= max(3, len(texts) - 2)
    return named and (_is_headed(texts, layout) or _look_alike(texts, layout))


def _is_headed(texts: Sequence[Cell], layout: Layout) -> bool:
    """`TT` stands in the column of the numbers: clerks write labels into the cells (`Tên sáng kiến: …`), too."""
    column = layout.column("ordinal")
    return any(c.col == column and any(map(str.isalpha, c.text)) and len(c.text) <= _LONG_ORDINAL for c in texts)


def _look_alike(texts: Sequence[Cell], layout: Layout) -> bool:
    """Most cells are worded as the headings above them."""
    pairs = [(key_of(c.text), key_of(layout.headings.get(c.col, ""))) for c in texts]
    return sum(fuzz.ratio(*pair) >= _ALIKE for pair in pairs) * 2 > len(pairs)


__all__ = ["AUTHOR_PARTS", "Form", "Layout", "find_layout", "is_repeat", "speaks_of_works"]
