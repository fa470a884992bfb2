"""Grids in one line for tests: rows of texts; `>`: merged into the cell on the left, `^`: into the one above."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.grid import Box, Cell, Grid

SEVEN = [
    "TT",
    "Họ và tên, năm sinh, chức vụ, đơn vị công tác, điện thoại liên hệ",
    "Tên sáng kiến",
    "Thời gian áp dụng",
    "Tóm tắt nội dung sáng kiến",
    "Hiệu quả sáng kiến, giá trị làm lợi, phạm vi ứng dụng",
    "Các danh hiệu thi đua, hình thức khen thưởng cá nhân trong 3 năm",
]


def grid_of(rows: Sequence[Sequence[str]], origin: str = "ruled") -> Grid:
    """A grid of the given texts, each cell in its place on a page."""
    cells: list[Cell] = []
    owners: dict[tuple[int, int], Cell] = {}
    width, height = max(len(row) for row in rows), len(rows)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text == ">":
                owner = owners[r, c - 1]
                owner.colspan = max(owner.colspan, c - owner.col + 1)
            elif text == "^":
                owner = owners[r - 1, c]
                owner.rowspan = max(owner.rowspan, r - owner.row + 1)
            else:
                box = Box(c / width, r / height, (c + 1) / width, (r + 1) / height)
                owner = Cell(r, c, text, box=box, ink=bool(text))
                cells.append(owner)
            owners[r, c] = owner
    return Grid(height, width, cells, origin)  # type: ignore[arg-type]
