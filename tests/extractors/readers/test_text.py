from __future__ import annotations

import pytest

from extractors.context import Context
from extractors.intake.store import source_file
from extractors.readers import text
from schemas.errors import ItemCode, SetAside
from schemas.source import Limits


@pytest.fixture
def read(tmp_path):
    def reading(data, name="thư.txt", **limits):
        path = tmp_path / "file"
        path.write_bytes(data)
        return text.read(source_file(path, name), Context(tmp_path, Limits(**limits))).pages[0]

    return reading


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_lines(read, encoding):
    page = read("Tờ trình\r\n\r\nV/v đề nghị, biểu dương; sáng kiến".encode(encoding))
    assert [line.text for line in page.lines] == ["Tờ trình", "V/v đề nghị, biểu dương; sáng kiến"]


def test_windows_letters(read):
    assert read(b"Ti\xea\xecn \xf0\xf4\xf2 thi c\xf4ng").lines[0].text == "Tiến độ thi công"


def test_separated_values_are_a_table(read):
    data = 'BẢNG TỔNG HỢP\nTT;Tác giả;Tên\n1;"Lò Văn Mẫu\nVàng Thị Thử";Lò sấy; ngô\n2;A;B\n3;C;D\n'.encode()
    (grid,) = read(data, "bảng.csv").grids
    assert [cell.text for cell in grid.row(2)] == ["1", "Lò Văn Mẫu\nVàng Thị Thử", "Lò sấy", "ngô"]
    assert read(data, "bảng.txt").grids == []
    assert len(read(b"TT\tTen\tGia tri\n1\ta\tb\n", "a.txt").grids) == 1


def test_limits(read):
    for data, limits in ((b"a\n" * 99, {"rows": 50}), (b"a" * 99, {"text_bytes": 50}), (b"a,b,c\n" * 99, {"rows": 50})):
        with pytest.raises(SetAside) as caught:
            read(data, "a.csv", **limits)
        assert caught.value.code is ItemCode.TOO_LARGE
