from __future__ import annotations

import pytest

from extractors.context import Context
from extractors.intake.store import source_file
from extractors.readers import READERS
from schemas.errors import ItemCode, SetAside
from schemas.grid import Grid, Line
from schemas.source import Kind, Limits


@pytest.fixture
def read(tmp_path):
    def reading(data, name="bảng.xls", **limits):
        path = tmp_path / "file"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        file = source_file(path, name)
        return file.kind, READERS[file.kind](file, Context(tmp_path, Limits(**limits)))

    return reading


def words(grid):
    return [[cell.text for cell in grid.row(row)] for row in range(grid.rows)]


HTML = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset=utf-8><title>Trang 1</title>
<style>td {color: red}</style></head><body><p>LIÊN ĐOÀN <b>LAO ĐỘNG</b>
TỈNH BẢN MẪU</p><table><tr><th>TT<th>Tác giả<th>Tên sáng kiến<th>Ghi chú
<tr><td rowspan=2>1</td><td>Lò Văn Mẫu<br>Vàng Thị Thử</td><td colspan="2">Lò sấy   ngô &amp; khoai</td></tr>
<tr><td>x</td><td>y<table><tr><td>trong<td>ngoài</table></td><td></td><td></td></tr></table><p>Hết</body></html>"""


def test_tables_as_a_browser_shows_them(read):
    kind, transcript = read(HTML)
    assert kind is Kind.HTML
    (page,) = transcript.pages
    assert [line.text for line in page.lines] == ["LIÊN ĐOÀN LAO ĐỘNG TỈNH BẢN MẪU", "Hết"]
    outer, inner = page.grids
    assert words(outer) == [
        ["TT", "Tác giả", "Tên sáng kiến", "Ghi chú"],
        ["1", "Lò Văn Mẫu\nVàng Thị Thử", "Lò sấy ngô & khoai"],
        ["x", "y", ""],
    ]
    spans = {(c.row, c.col): (c.rowspan, c.colspan) for c in outer.cells if (c.rowspan, c.colspan) != (1, 1)}
    assert spans == {(1, 0): (2, 1), (1, 2): (1, 2)}
    assert (outer.cols, words(inner)) == (4, [["trong", "ngoài"]])


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"<html><meta charset=windows-1258><p>Ti\xea\xecn \xf0\xf4\xf2 thi c\xf4ng", "Tiến độ thi công"),
        (b"<p>Ti\xea\xecn \xf0\xf4\xf2 thi c\xf4ng c\xf4ng tri\xccnh", "Tiến độ thi công công trình"),
        ("<p>Tiến độ".encode("utf-16"), "Tiến độ"),
        ("<p>Tiê\u0301n đô\u0323".encode(), "Tiến độ"),
    ],
)
def test_letters_of_a_page(read, data, text):
    _, transcript = read(data, "a.doc")
    assert [line.text for line in transcript.pages[0].lines] == [text]


def test_a_page_that_is_laid_out_in_one_column_is_lines(read):
    _, transcript = read("<table><tr><td>Kính gửi Ban<br>xin gửi<table><tr><td>a<td>b</table></table>")
    kinds = [type(block) for block in transcript.pages[0].blocks]
    assert kinds == [Line, Line, Grid]


def test_what_only_office_sees(read):
    page = "<html><!--[if gte mso 9]><p>ẩn</p><![endif]--><![if !vml]><p>hiện</p><![endif]><![odd[<p>cuối<!-- mở"
    assert [line.text for line in read(page)[1].pages[0].lines] == ["hiện", "cuối"]
    assert read("<html><p>a" + "<!--" * 200_000)[1].pages[0].lines[0].text == "a"


def test_hostile_pages(read):
    bombs = ("<table><tr><td>" * 50, "<table>" + "<tr><td>a<td>b" * 99 + "</table>", "<table><tr>" + "<td>a" * 99)
    codes = []
    for data in (*bombs, "<p>" + "a" * 6000):
        with pytest.raises(SetAside) as caught:
            read(data, rows=50, text_bytes=5000)
        codes.append(caught.value.code)
    assert codes == [ItemCode.NESTED_TOO_DEEP, *[ItemCode.TOO_LARGE] * 3]
    (grid,) = read("<table><tr><td colspan=999999999 rowspan=9999999>a<td>b</table>")[1].pages[0].grids
    assert (grid.rows, grid.cols) == (1, 2)


BOOK = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="d"><NumberFormat ss:Format="mm/yyyy"/></Style>
<Style ss:ID="p"><NumberFormat ss:Format="0000000000"/></Style></Styles>
<Worksheet ss:Name="Bảng"><Table ss:ExpandedRowCount="99999999">
<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">BẢNG TỔNG HỢP</Data></Cell>
<Cell><Data ss:Type="String">x</Data></Cell></Row>
<Row ss:Index="4"><Cell><Data ss:Type="Number">1</Data></Cell>
<Cell ss:Index="3" ss:StyleID="p"><Data ss:Type="Number">912000111</Data></Cell>
<Cell ss:StyleID="d"><Data ss:Type="DateTime">2021-03-01T00:00:00.000</Data></Cell>
<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>Lò</B> sấy&#10;ngô</ss:Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def test_the_xml_of_2003(read):
    kind, transcript = read(BOOK)
    assert kind is Kind.SHEET_XML
    (grid,) = transcript.pages[0].grids
    found = {(cell.row, cell.col): cell.text for cell in grid.cells}
    assert found == {
        (0, 0): "BẢNG TỔNG HỢP",
        (0, 3): "x",
        (3, 0): "1",
        (3, 2): "0912000111",
        (3, 3): "03/2021",
        (3, 4): "Lò sấy\nngô",
    }
    assert (grid.name, grid.rows, grid.cols, grid.cells[0].colspan) == ("Bảng", 4, 5, 3)


def test_hostile_xml(read):
    entity = BOOK.replace("<Workbook", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><Workbook', 1)
    far = BOOK.replace('ss:Index="4"', 'ss:Index="99999"')
    codes = []
    for data in (entity, BOOK[:-40], far, BOOK.replace("912000111", "chín")):
        with pytest.raises(SetAside) as caught:
            read(data)
        codes.append(caught.value.code)
    assert codes == [*[ItemCode.UNREADABLE] * 2, ItemCode.TOO_LARGE, ItemCode.UNREADABLE]
