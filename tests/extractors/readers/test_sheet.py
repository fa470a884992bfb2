from __future__ import annotations

import datetime as dt
import hashlib
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from extractors.context import Context
from extractors.readers import sheet
from extractors.readers.sheet_values import shown
from schemas.errors import ItemCode, SetAside
from schemas.grid import Transcript
from schemas.source import Kind, SourceFile


def read(book: openpyxl.Workbook, folder: Path) -> Transcript:
    path = folder / "bảng.xlsx"
    book.save(path)
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    return sheet.read(
        SourceFile(name=path.name, sha256=digest, size=len(data), kind=Kind.XLSX, path=path), Context(folder)
    )


def test_values_as_the_sheet_shows_them() -> None:
    assert shown(1987.0, "General") == "1987"
    assert shown(912000111, "0000000000") == "0912000111"
    assert shown(0.6, "0%") == "60%"
    assert shown(2.5, "General") == "2,5"
    assert shown(dt.datetime(2021, 3, 1), "mm/yyyy") == "03/2021"
    assert shown(dt.datetime(2021, 3, 9), "dd/mm/yyyy") == "09/03/2021"
    assert shown(None, "General") == ""


def test_each_sheet_is_a_page_with_its_merged_cells(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Danh sách"
    first["A1"], first["B1"] = "TT", "Tác giả"
    first.merge_cells("B1:C1")
    first["A2"], first["B2"] = 1, "Lò Văn Mẫu\nKỹ sư"
    book.create_sheet("Ghi chép")["A1"] = "nháp"
    pages = read(book, tmp_path).pages
    assert [p.grids[0].name for p in pages] == ["Danh sách", "Ghi chép"]
    head = pages[0].grids[0].row(0)
    assert [(c.text, c.colspan) for c in head] == [("TT", 1), ("Tác giả", 2)]
    assert [c.text for c in pages[0].grids[0].row(1)] == ["1", "Lò Văn Mẫu\nKỹ sư"]


def test_a_stray_cell_in_the_last_corner_costs_nothing(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"] = "TT"
    page["XFD1048576"] = "lạc"
    transcript = read(book, tmp_path)
    assert (transcript.pages[0].grids[0].rows, transcript.pages[0].grids[0].cols) == (1, 1)
    assert any("quá lớn" in what for what in transcript.lost)


def test_a_stray_cell_far_to_the_right_hides_no_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (["TT", "Tên"], ["1", "Lò sấy"], ["2", "Bàn xoay"]):
        page.append(row)
    page["CV2"] = "lạc"
    page["E5"].comment = Comment("Chưa duyệt", "ai đó")
    transcript = read(book, tmp_path)
    assert [cell.text for cell in transcript.pages[0].grids[0].row(2)] == ["2", "Bàn xoay"]
    assert {line.text for line in transcript.pages[0].margins} == {"lạc", "Chưa duyệt"}
    assert any("1 ô ở quá xa" in what for what in transcript.lost)


def test_a_merge_to_the_end_of_the_sheet_ends_with_the_text(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["B1"], page["B2"] = "TT", "Tên", "Lò sấy"
    page.merge_cells("A1:A900")
    grid = read(book, tmp_path).pages[0].grids[0]
    assert (grid.rows, grid.row(0)[0].rowspan) == (2, 2)


def test_a_style_that_the_file_does_not_have_leaves_the_text(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["TT", "Tên"])
    book.save(tmp_path / "whole.xlsx")
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as whole, zipfile.ZipFile(tmp_path / "bad.xlsx", "w") as bad:
        for name in whole.namelist():
            data = whole.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = data.replace(b"<sheetData>", b'<sheetData><row r="9" s="70" customFormat="1"/>')
            bad.writestr(name, data)
    data = (tmp_path / "bad.xlsx").read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    file = SourceFile(path=tmp_path / "bad.xlsx", name="bad.xlsx", sha256=sha256, size=len(data), kind=Kind.XLSX)
    transcript = sheet.read(file, Context(tmp_path))
    assert [cell.text for cell in transcript.pages[0].grids[0].row(0)] == ["TT", "Tên"]
    assert any("Kiểu chữ" in note for note in transcript.notes)


def test_what_stands_below_many_blank_rows_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["A400"] = "TT", "Lò Văn Mẫu"
    assert [cell.text for cell in read(book, tmp_path).pages[0].grids[0].cells] == ["TT", "Lò Văn Mẫu"]


def test_hidden_sheets_are_read_and_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    hidden = book.create_sheet("Cũ")
    hidden["A1"] = "Tên sáng kiến"
    hidden.sheet_state = "hidden"
    transcript = read(book, tmp_path)
    assert any("Cũ" in note for note in transcript.notes)
    assert transcript.pages[-1].grids[0].cells[0].text == "Tên sáng kiến"
    assert transcript.pages[-1].grids[0].hidden == [0]


def test_hidden_rows_are_told_apart(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["A2"], page["A3"] = "một", "hai", "ba"
    page.row_dimensions[2].hidden = True
    assert read(book, tmp_path).pages[0].grids[0].hidden == [1]


def test_formulas_without_a_result_and_errors_are_doubted(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["B1"], page["C1"] = "=ROW()", "#REF!", "chữ"
    cells = read(book, tmp_path).pages[0].grids[0].cells
    assert [(c.text, c.ink, c.confidence) for c in cells] == [("", True, 0.0), ("#REF!", True, 0.0), ("chữ", True, 1.0)]


def test_an_old_font_is_undone_in_its_own_cells_only(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["B1"] = "C¶i tiÕn quy tr×nh", "Máy ép ® nhãn hiệu"
    page["A1"].font = Font(name=".VnTime")
    page["B1"].font = Font(name="Times New Roman")
    transcript = read(book, tmp_path)
    assert [c.text for c in transcript.pages[0].grids[0].row(0)] == ["Cải tiến quy trình", "Máy ép ® nhãn hiệu"]


def test_damage_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "bảng.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900)
    file = SourceFile(name=path.name, sha256="0" * 64, size=908, kind=Kind.XLS, path=path)
    with pytest.raises(SetAside) as caught:
        sheet.read(file, Context(tmp_path))
    assert caught.value.code is ItemCode.UNREADABLE


def test_comments_headers_and_footers_stand_beside_the_cells(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["A1"].font = "S¸ng kiÕn tiÕt kiÖm ®iÖn n¨ng", Font(name=".VnTime")
    page["A1"].comment = Comment("Kiểm tra lại", "x")
    page.oddHeader.center.text, page.oddHeader.center.font = "MÉu sè 1", ".VnTime,Bold"
    page.oddFooter.right.text = "Trang &P/&N"
    book.create_sheet().oddFooter.left.text = "Phụ lục"
    pages = read(book, tmp_path).pages
    assert [[line.text for line in p.margins] for p in pages] == [["Kiểm tra lại", "Mẫu số 1", "Trang /"], ["Phụ lục"]]
    assert [c.text for p in pages for g in p.grids for c in g.cells] == ["Sáng kiến tiết kiệm điện năng"]
