from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extractors.context import Context
from extractors.readers import word
from schemas.errors import ItemCode, SetAside
from schemas.grid import Page
from schemas.source import Kind, SourceFile


def source(path: Path) -> SourceFile:
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    return SourceFile(name=path.name, sha256=digest, size=len(data), kind=Kind.DOCX, path=path)


def read(document: object, folder: Path) -> Page:
    path = folder / "hồ sơ.docx"
    document.save(path)  # type: ignore[attr-defined]
    return word.read(source(path), Context(folder)).pages[0]


def test_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("TỜ TRÌNH")
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "TT"
    table.cell(0, 1).text = "Họ và tên"
    table.cell(1, 1).text = "Lò Văn Mẫu\nKỹ sư"
    document.add_paragraph("TM. BAN CHẤP HÀNH")
    page = read(document, tmp_path)
    assert [getattr(b, "text", "bảng") for b in page.blocks] == ["TỜ TRÌNH", "bảng", "TM. BAN CHẤP HÀNH"]
    assert [c.text for c in page.grids[0].row(1)] == ["", "Lò Văn Mẫu\nKỹ sư"]


def test_merged_cells_have_spans(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "Tác giả"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "1"
    grid = read(document, tmp_path).grids[0]
    spans = {c.text: (c.rowspan, c.colspan) for c in grid.cells if c.text}
    assert spans == {"Tác giả": (1, 3), "1": (2, 1)}


def test_accepted_insertions_are_read_and_deletions_are_not(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Giảm ")
    inserted = f'<w:ins {nsdecls("w")} w:id="1"><w:r><w:t>30%</w:t></w:r></w:ins>'
    deleted = f'<w:del {nsdecls("w")} w:id="2"><w:r><w:delText>20%</w:delText></w:r></w:del>'
    paragraph._p.append(parse_xml(inserted))
    paragraph._p.append(parse_xml(deleted))
    assert [line.text for line in read(document, tmp_path).lines] == ["Giảm 30%"]


def test_rows_inside_content_controls_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "trên"
    control = parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:tr><w:tc><w:p><w:r><w:t>trong</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p/></w:tc></w:tr></w:sdtContent></w:sdt>"
    )
    table._tbl.append(control)
    grid = read(document, tmp_path).grids[0]
    assert [c.text for c in grid.cells if c.col == 0] == ["trên", "trong"]


def test_an_automatic_number_is_ink_without_text(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).paragraphs[0].style = document.styles["List Number"]
    properties = table.cell(0, 0).paragraphs[0]._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'))
    cell = read(document, tmp_path).grids[0].row(0)[0]
    assert (cell.text, cell.ink) == ("", True)


def test_old_font_is_decoded_with_its_lost_letter(tmp_path: Path) -> None:
    """TCVN3 writes ư as the soft hyphen, which Word files keep as an element."""
    document = docx.Document()
    run = document.add_paragraph().add_run("Tr")
    run.font.name = ".VnTime"
    run._r.append(parse_xml(f"<w:softHyphen {nsdecls('w')}/>"))
    run._r.append(parse_xml(f"<w:t {nsdecls('w')}>êng TiÓu häc</w:t>"))
    page = read(document, tmp_path)
    assert page.lines[0].text == "Trường Tiểu học"


def test_text_box_is_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    box = (
        f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:txbxContent><w:p><w:r><w:t>Số: 5/TTr-CĐCS</w:t></w:r></w:p>"
        "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>Số: 5/TTr-CĐCS</w:t></w:r></w:p>"
        "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document.add_paragraph()._p.append(parse_xml(box))
    assert [line.text for line in read(document, tmp_path).lines] == ["Số: 5/TTr-CĐCS"]


def test_nested_table_is_a_grid_of_its_own(tmp_path: Path) -> None:
    document = docx.Document()
    outer = document.add_table(1, 1)
    inner = outer.cell(0, 0).add_table(1, 2)
    inner.cell(0, 0).text = "Tên sáng kiến"
    page = read(document, tmp_path)
    assert [(g.rows, g.cols) for g in page.grids] == [(1, 1), (1, 2)]
    assert (page.grids[1].inside, page.grids[1].inside_col) == (0, 0)


def test_a_file_that_is_no_word_file_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<không phải>")
    with pytest.raises(SetAside) as caught:
        word.read(source(path), Context(tmp_path))
    assert caught.value.code is ItemCode.UNREADABLE


def test_what_tracked_changes_took_out_is_kept_beside_the_text(tmp_path: Path) -> None:
    document = docx.Document()
    gone = f'<w:del {nsdecls("w")} w:id="2"><w:r><w:delText xml:space="preserve"> ba</w:delText></w:r></w:del>'
    paragraph = document.add_paragraph("Giảm hai")
    paragraph._p.append(parse_xml(gone))
    document.add_paragraph()._p.append(parse_xml(gone))
    cell = document.add_table(1, 2).cell(0, 1)
    cell.text = "Một"
    cell.paragraphs[0]._p.append(parse_xml(gone))
    page = read(document, tmp_path)
    (line,) = page.lines
    assert (line.text, line.crossed) == ("Giảm hai", "Giảm hai ba\nba")
    assert [(c.text, c.crossed) for c in page.grids[0].cells] == [("", None), ("Một", "Một ba")]


def test_headers_and_footers_stand_beside_the_text_once_and_decoded(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Tờ trình")
    section = document.sections[0]
    for part in (section.header, section.footer):
        part.is_linked_to_previous = False
        part.paragraphs[0].add_run("MÉu sè 1").font.name = ".VnTime"
    page = read(document, tmp_path)
    assert [line.text for line in page.lines] == ["Tờ trình"]
    assert [line.text for line in page.margins] == ["Mẫu số 1"]


def test_fields_and_formulas_are_text_and_hidden_text_is_not(tmp_path: Path) -> None:
    maths = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    document = docx.Document()
    paragraph = document.add_paragraph("Giảm ")
    for xml in (
        f"<w:fldSimple {nsdecls('w')} w:instr='A'><w:r><w:t xml:space='preserve'>30% </w:t></w:r></w:fldSimple>",
        f'<m:oMath xmlns:m="{maths}"><m:r><m:t>chi phí</m:t></m:r></m:oMath>',
        f"<w:r {nsdecls('w')}><w:rPr><w:vanish/></w:rPr><w:t>nháp</w:t></w:r>",
    ):
        paragraph._p.append(parse_xml(xml))
    path = tmp_path / "hồ sơ.docx"
    document.save(str(path))
    transcript = word.read(source(path), Context(tmp_path))
    assert [line.text for line in transcript.pages[0].lines] == ["Giảm 30% chi phí"]
    assert any("dạng ẩn" in note for note in transcript.notes)


def test_borders_dragged_in_single_rows_leave_the_columns_as_they_are(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 4)
    for row in range(3):
        for col in range(4):
            table.cell(row, col).text = f"{row}{col}"
    for row, col in ((0, 1), (1, 2), (2, 1)):
        table._tbl.tr_lst[row].tc_lst[col].grid_span = 2
    grid = read(document, tmp_path).grids[0]
    assert [[c.col for c in grid.row(row)] for row in range(3)] == [[0, 1, 3, 4]] * 3


def test_a_column_that_a_tracked_change_took_out_is_gone(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(1, 3)
    for col, text in enumerate(("một", "hai", "ba")):
        table.cell(0, col).text = text
    mark = parse_xml(f'<w:cellDel {nsdecls("w")} w:id="7"/>')
    table.cell(0, 1)._tc.get_or_add_tcPr().append(mark)
    assert [c.text for c in read(document, tmp_path).grids[0].cells] == ["một", "ba"]


def test_results_of_fields_and_comments_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Số: ")
    kept = '<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    for tag, text in (("fldSimple", "n¨m"), ("bdo", " häc"), ("dir", " míi")):
        paragraph._p.append(parse_xml(f"<w:{tag} {nsdecls('w')}>{kept.format(text)}</w:{tag}>"))
    document.add_comment(paragraph.runs, text="Xem lại số này")
    page = read(document, tmp_path)
    assert [line.text for line in page.lines] == ["Số: năm học mới"]
    assert [line.text for line in page.margins] == ["Xem lại số này"]


def test_all_letters_of_an_equation_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    space = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    root = "<m:rad><m:deg/><m:e><m:r><m:t>A</m:t></m:r></m:e></m:rad>"
    sums = "<m:nary><m:sub/><m:sup/><m:e><m:r><m:t>B</m:t></m:r></m:e></m:nary>"
    document.add_paragraph("Công suất ")._p.append(parse_xml(f"<m:oMath {space}>{root}{sums}</m:oMath>"))
    assert [line.text for line in read(document, tmp_path).lines] == ["Công suất AB"]
