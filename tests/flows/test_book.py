"""The golden book: what stands in it, in which order, and whether it can be printed as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from flows.office import Office, open_office
from flows.papers import NAMELESS
from schemas.errors import SetupError
from tests.flows.given import DISTRICT, FACTORY, given, ids_of, office_at, paragraphs, tables

NAME = "Liên đoàn Lao động tỉnh Bắc Kạn"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    yield from office_at(tmp_path / "data")


def test_a_book_has_its_years_programmes_and_numbers(office: Office, tmp_path: Path) -> None:
    done = given(office, "book", tmp_path / "s.docx")
    texts = paragraphs(tmp_path / "s.docx")
    assert {"SỔ VÀNG SÁNG KIẾN", NAME.upper(), "Năm 2019 - 2022"} <= set(texts)
    heads = [text for text in texts if text.startswith(("SÁNG KIẾN ĐƯỢC", "Chương trình"))]
    assert [head[-8:] for head in heads] == ["NĂM 2019", "t triển”", "NĂM 2021", "t triển”", "NĂM 2022", "ovid-19”"]
    lists = tables(tmp_path / "s.docx")
    assert [[line[0] for line in found] for found in lists] == [["Số", "1"], ["Số", "1", "2", "3", "4"], ["Số", "1"]]
    assert done.rows == 6
    row = lists[1][1]
    assert (row[1], row[3], row[6]) == ("=Máy sấy", DISTRICT, "12/QĐ-X ngày 20/03/2021 Giám đốc Xưởng Mẫu")
    assert row[2].split("\n") == ["Bà Lò Thử (1980), Tổ trưởng, Xưởng Mẫu", "Mai Mẫu (1975)"]


def test_of_a_secret_only_title_and_effect_stand_in_the_book(office: Office, tmp_path: Path) -> None:
    for form in ("docx", "xlsx"):
        given(office, "book", tmp_path / f"s.{form}")
    rows = {row[1]: row for found in tables(tmp_path / "s.docx") for row in found}
    assert rows["Keo bền nhiệt"][2:] == ["", DISTRICT, "", "Giảm 2 giờ mỗi ca.", "(chưa ghi số quyết định)"]
    cells = [cell.value for line in load_workbook(tmp_path / "s.xlsx").active.iter_rows() for cell in line]  # type: ignore
    assert not [text for text in (*paragraphs(tmp_path / "s.docx"), *map(str, cells)) if "3:7" in text]


def test_it_is_ready_to_print(office: Office, tmp_path: Path) -> None:
    given(office, "book", tmp_path / "s.docx")
    paper = docx.Document(str(tmp_path / "s.docx"))
    for section in paper.sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)  # type: ignore[union-attr]
    assert paper.sections[0].different_first_page_header_footer
    assert "PAGE" in paper.sections[1].header.paragraphs[0]._p.xml
    assert "PAGE" not in paper.sections[0].header.paragraphs[0]._p.xml
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in paper.tables)
    assert paper.styles["Normal"].font.name == "Times New Roman"  # type: ignore[union-attr]
    sizes = {run.font.size.pt for t in paper.tables for c in t._cells for p in c.paragraphs for run in p.runs}  # type: ignore
    assert sizes == {13}


def test_a_year_and_a_programme_may_be_asked_for(office: Office, tmp_path: Path) -> None:
    assert given(office, "book", tmp_path / "s.xlsx", year=2022).rows == 1
    page = load_workbook(tmp_path / "s.xlsx").worksheets[0]
    assert [page.cell(n, 1).value for n in (1, 2)] == [NAME.upper(), "SỔ VÀNG SÁNG KIẾN NĂM 2022"]
    assert [page.cell(n, 3).value for n in (4, 5)] == ["Tên sáng kiến", "Tủ sách"]
    assert (page.print_title_rows, page.page_setup.paperSize, page.auto_filter.ref) == ("$4:$4", 9, "A4:K5")
    assert given(office, "book", tmp_path / "s.docx", programme="75-nghin-sang-kien").rows == 5


def test_the_office_has_its_own_words(office: Office, tmp_path: Path) -> None:
    (office.data / "templates").mkdir()
    own = office.data / "templates" / "so-vang.toml"
    own.write_text('ten = "SỔ SÁNG KIẾN"\ntrang_bia = ["Quyển {nam}"]\n', "utf-8")
    given(office, "book", tmp_path / "s.docx", year=2022)
    assert {"SỔ SÁNG KIẾN", "Quyển 2022"} <= set(paragraphs(tmp_path / "s.docx"))
    for wrong, said in (
        ('teen = "x"', "không có mục nào tên “teen”"),
        ('ten = ["x"]', "mục “ten” phải là chữ trong dấu nháy"),
        ('ten = "x {nam.__class__}"', "trong { } chỉ ghi tên một giá trị"),
        ('dau_sach = "x {so}"', "dùng {so} mà phần mềm không có"),
        ('ten = "x {"', "dấu { } không khớp"),
        ("ten = x", "viết sai cú pháp TOML"),
    ):
        own.write_text(wrong, "utf-8")
        with pytest.raises(SetupError, match=r"so-vang\.toml") as told:
            given(office, "book", tmp_path / "s.docx")
        assert said in str(told.value)


def test_an_innovation_that_several_units_sent_names_them_all(office: Office, tmp_path: Path) -> None:
    ids = ids_of(office)
    merging = office.register.merging
    merging.apply(merging.plan([ids["=Máy sấy"]]), "Mai")
    given(office, "book", tmp_path / "s.docx")
    rows = {row[1]: row for found in tables(tmp_path / "s.docx") for row in found}
    assert rows["Máy sấy nông sản"][3].split("\n") == [DISTRICT, FACTORY]
    assert "=Máy sấy" not in rows  # the fuller title stands


def test_an_office_without_a_name_is_told_what_to_set(tmp_path: Path) -> None:
    nameless = open_office(tmp_path / "other")
    assert given(nameless, "book", tmp_path / "s.docx").remarks == [NAMELESS]
    assert any("Liên đoàn Lao động ...".upper() in text for text in paragraphs(tmp_path / "s.docx"))
    nameless.register.close()
