from __future__ import annotations

import json
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.styles import Font

from schemas.grid import Line, Page
from sovang import reading
from tests.sovang.test_cli import sovang

CAPITALS = "Liªn ®oµn Lao ®éng"


def letter(path: Path) -> Path:
    """A Word file whose heading is set in a font of capitals, with a table in another old font."""
    document = docx.Document()
    document.add_paragraph().add_run(CAPITALS).font.name = ".VnTimeH"
    table = document.add_table(2, 2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("TT", "Teân", "1", "Maùy\nsaáy"), strict=True):
        cell.paragraphs[0].add_run(text).font.name = "VNI-Times"
    document.save(str(path))
    return path


def test_text_and_tables_as_they_were_typed(tmp_path: Path) -> None:
    done = sovang("read", str(letter(tmp_path / "tờ trình.docx")))
    assert done.returncode == 0, done.stderr
    assert done.stdout.rstrip("\n").split("\n") == ["Liên đoàn Lao động", "TT\tTên", "1\tMáy sấy"]


def test_a_table_in_a_cell_stands_under_its_row_and_deletions_are_shown(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(2, 1)
    table.cell(0, 0).text = "trên"
    inner = table.cell(0, 0).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "a", "b"
    table.cell(1, 0).text = "dưới"
    gone = f'<w:del {nsdecls("w")} w:id="2"><w:r><w:delText>bỏ</w:delText></w:r></w:del>'
    document.add_paragraph("còn ")._p.append(parse_xml(gone))
    document.save(str(tmp_path / "a.docx"))
    done = sovang("read", str(tmp_path / "a.docx"))
    assert done.stdout.rstrip("\n").split("\n") == ["trên", "a\tb", "dưới", "còn bỏ"]


def test_json_keeps_the_original_and_how_it_was_decoded(tmp_path: Path) -> None:
    done = sovang("read", "--json", str(letter(tmp_path / "a.docx")))
    (part,) = json.loads(done.stdout)[0]["parts"]
    line, grid = part["pages"][0]["blocks"]
    assert line["text"] == "LIÊN ĐOÀN LAO ĐỘNG"
    assert line["decoding"] == {
        "encoding": "tcvn3",
        "method": "font",
        "confidence": 1.0,
        "original": CAPITALS,
        "typed": "Liên đoàn Lao động",
    }
    assert grid["cells"][3]["text"] == "Máy\nsấy"
    assert part["kind"] == "docx"


def test_several_files_are_named_and_a_broken_one_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"], book.active["C1"] = "S¸ng kiÕn", "x"
    book.active["A1"].font = Font(name=".VnTime")
    book.save(tmp_path / "bảng.xlsx")
    (tmp_path / "hỏng.pdf").write_bytes(b"%PDF-1.7 hong")
    done = sovang("read", str(tmp_path / "bảng.xlsx"), str(tmp_path / "hỏng.pdf"))
    assert done.returncode == 1
    assert "== bảng.xlsx ==\nSáng kiến\t\tx\n" in done.stdout
    assert "hỏng.pdf [tệp hỏng]: Không mở được tệp" in done.stderr


def test_text_boxes_come_last_in_the_order_that_the_file_tells() -> None:
    boxes = [Line(text, floating=True, turn=turn) for text, turn in (("ba", 3), ("một", 1), ("hai", 2))]
    assert list(reading._lines(Page(1, [*boxes[:2], Line("Tờ trình"), boxes[2]]))) == ["Tờ trình", "một", "hai", "ba"]
    for box in boxes:
        box.turn = None
    assert list(reading._lines(Page(1, boxes))) == ["ba", "một", "hai"]


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    done = sovang("read", str(tmp_path / "không có.docx"))
    assert done.returncode == 2
    assert "không có tệp" in done.stderr


def test_limits_hold_for_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOVANG_LIMITS_FILE_BYTES", "100")
    done = sovang("read", str(letter(tmp_path / "tờ trình.docx")))
    assert done.returncode == 1
    assert "[quá lớn]" in done.stderr
