"""What the sandbox's server does once, so that no child does it again: libraries loaded, tables of words built."""

from __future__ import annotations

from extractors.assemble import assemble
from extractors.jobs import run
from schemas.grid import Cell, Grid, Line, Page, Transcript

_HEADS = ("TT", "Họ và tên, năm sinh, chức vụ, đơn vị, điện thoại", "Tên sáng kiến", "Thời gian áp dụng", "Hiệu quả")
_ROW = ("1", "Lò Văn Mẫu, sinh năm 1980, Kỹ sư, Trạm Mẫu, ĐT 0912000111", "Cải tiến lò sấy", "3/2021", "5 triệu đồng")


def warm() -> None:
    """Assembles an invented dossier."""
    cells = [Cell(row, column, text) for row, texts in enumerate((_HEADS, _ROW)) for column, text in enumerate(texts)]
    lines = [Line("CÔNG ĐOÀN CƠ SỞ MẪU"), Line("Số: 1/TTr-CĐCS"), Line("TỜ TRÌNH"), Line("Kính gửi: Liên đoàn Mẫu")]
    assemble([Transcript("mẫu", "0" * 64, [Page(1, [*lines, Grid(2, len(_HEADS), cells)])])])


__all__ = ["run", "warm"]  # the jobs come with all their libraries
warm()
