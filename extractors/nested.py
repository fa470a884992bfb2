"""Tables in the cells of a table (authors listed in a small table of their own) → text of the cell around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.forms import recognise
from extractors.forms.headings import AUTHOR_PARTS, field_of
from schemas.grid import Cell, Grid, Line

_LABELS = {
    "full_name": "Họ và tên", "birth_year": "Sinh năm", "position": "Chức vụ", "workplace": "Đơn vị",
    "phone": "ĐT", "email": "Email", "share_percent": "Tỷ lệ đóng góp",
}  # fmt: skip


def with_nested(blocks: Sequence[Line | Grid]) -> list[Line | Grid]:
    """The blocks of a page; what small tables say stands in their cells of an innovations table around them."""
    out: list[Line | Grid] = []
    host: Grid | None = None
    for block in blocks:
        if isinstance(block, Line) or block.inside is None:
            host = block if isinstance(block, Grid) and recognise(block) is not None else None
            out.append(block)
        elif host is not None and _holds(host, block) and recognise(block) is None:
            host = _told(host, block)
            last = max(i for i, b in enumerate(out) if isinstance(b, Grid) and b.inside is None)
            out[last] = host
        else:
            out.append(block)
    return out


def _holds(host: Grid, inner: Grid) -> bool:
    return any((cell.row, cell.col) == (inner.inside, inner.inside_col) for cell in host.cells)


def _told(host: Grid, inner: Grid) -> Grid:
    cells = [
        replace(cell, text="\n".join(filter(None, [cell.text, text_of(inner)])), ink=True)
        if (cell.row, cell.col) == (inner.inside, inner.inside_col)
        else cell
        for cell in host.cells
    ]
    return replace(host, cells=cells)


def text_of(grid: Grid) -> str:
    """A small table in lines: a person's facts with their labels where its headings name them."""
    rows = [[cell for cell in cells if cell.text] for cells in grid.every_row()]
    rows = [row for row in rows if row]
    heads = {cell.col: name for cell in rows[0] if (name := field_of(cell.text))} if rows else {}
    people = [name for name in heads.values() if name in AUTHOR_PARTS]
    if all(len(row) == 2 and field_of(row[0].text) for row in rows):
        return "\n".join(f"{row[0].text.rstrip(' :')}: {row[1].text}" for row in rows)
    if "full_name" in people and len(rows) > 1:
        return "\n".join(_person(number, row, heads) for number, row in enumerate(rows[1:], 1))
    return "\n".join(" ".join(cell.text for cell in row) for row in rows)


def _person(number: int, row: Sequence[Cell], heads: dict[int, str]) -> str:
    known = [(heads.get(cell.col), cell.text.replace("\n", " ")) for cell in row]
    lines = [f"{_LABELS[name]}: {text}" for name, text in known if name in _LABELS]
    rest = [text for name, text in known if name not in _LABELS and name not in ("ordinal", "ignore")]
    return f"{number}. " + "\n".join([*lines, *rest])
