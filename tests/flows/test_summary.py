"""What a province sends on: chosen within quotas or by people, in both layouts, and the letter before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from flows import steps
from flows.office import Office, open_office
from schemas.errors import SetupError
from tests.flows.given import given, ids_of, office_at, paragraphs, tables

PROGRAMME = "75-nghin-sang-kien"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    yield from office_at(tmp_path / "data")


def chosen(path: Path) -> dict[str, tuple[str | None, str]]:
    """Title → (chosen, why), of the sheet that tells how rows were chosen."""
    rows = load_workbook(path)["Lựa chọn"].iter_rows(min_row=4, values_only=True)
    return {str(row[1]): (row[3] and str(row[3]), str(row[4])) for row in rows}


def test_rows_are_chosen_within_quotas_by_a_rule_that_is_told(office: Office, tmp_path: Path) -> None:
    done = given(office, "summary", tmp_path / "b.xlsx", programme=PROGRAMME)
    found = chosen(tmp_path / "b.xlsx")
    assert found["Lò đốt"] == ("Có", "Xếp thứ 1.")  # the unit's other row is a duplicate: its quota of one is free
    assert found["Giá treo"] == ("Có", "Xếp thứ 2.")  # 35 million before 9
    assert found["=Máy sấy"] == ("Có", "Xếp thứ 3.")
    assert found["Máy sấy nông sản"] == (None, "Trùng với sáng kiến đã có trong sổ.")
    assert "ngoài thời gian" in found["Máy cũ"][1].lower()
    assert done.rows == len([told for told, _ in found.values() if told])
    assert done.remarks[0].startswith(f"Chọn {done.rows} trong 4 sáng kiến đủ điều kiện")
    assert "không quá hạn mức" in done.remarks[-1] == load_workbook(tmp_path / "b.xlsx")["Lựa chọn"]["A1"].value


def test_a_person_may_choose_otherwise_and_is_told_what_speaks_against_it(office: Office, tmp_path: Path) -> None:
    ids = ids_of(office)
    asked = (ids["Máy cũ"], ids["=Máy sấy"])
    done = given(office, "summary", tmp_path / "b.docx", programme=PROGRAMME, ids=asked)
    [_, table, *_] = tables(tmp_path / "b.docx")[1:]
    assert [row[2] for row in table[1:]] == ["Máy cũ", "=Máy sấy"]
    assert any(ids["Máy cũ"] in remark and "ngoài thời gian" in remark for remark in done.remarks)
    with pytest.raises(SetupError, match="không có sáng kiến"):
        given(office, "summary", tmp_path / "c.docx", programme=PROGRAMME, ids=(ids["Tủ sách"],))
    with pytest.raises(SetupError, match="thêm --programme"):
        given(office, "summary", tmp_path / "c.docx")
    assert not (tmp_path / "c.docx").exists()


def test_the_letter_is_laid_out_as_official_papers_are(office: Office, tmp_path: Path) -> None:
    given(office, "summary", tmp_path / "b.docx", programme=PROGRAMME)
    texts = paragraphs(tmp_path / "b.docx")
    head = ["TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert {*head, "Số:          /TTr-LĐLĐ"} <= set(texts)
    at = texts.index("TỜ TRÌNH")
    assert texts[at - 1].startswith("Bắc Kạn, ngày ")
    assert texts[at + 1].startswith("Về việc đề nghị biểu dương")
    assert texts[at + 2] == "Kính gửi: Tổng Liên đoàn Lao động Việt Nam"
    assert any(text.endswith("kèm theo)./.") for text in texts)
    assert {"Nơi nhận:", "TM. BAN THƯỜNG VỤ", "PHÓ CHỦ TỊCH"} <= set(texts)
    first, second = docx.Document(str(tmp_path / "b.docx")).sections
    margins = [first.top_margin, first.bottom_margin, first.left_margin, first.right_margin]
    assert [round(margin.mm) for margin in margins if margin] == [20, 20, 30, 15]
    assert second.page_width > second.page_height  # type: ignore[operator]


@pytest.mark.parametrize("layout", ["6", "7"])
def test_our_own_readers_read_the_table_back(office: Office, tmp_path: Path, layout: str) -> None:
    ids = ids_of(office)
    asked = (ids["=Máy sấy"], ids["Giá treo"], ids["Lò đốt"])
    given(office, "summary", tmp_path / "b.docx", programme=PROGRAMME, layout=layout, ids=asked)
    other = replace(open_office(tmp_path / "other", workers=1), province="Bắc Kạn")
    steps.ingest(other, [tmp_path / "b.docx"])
    found = {item.title: item for item in other.register.innovations()}
    sent = {item.title: item for item in office.register.innovations()}
    other.register.close()
    assert list(found) == ["=Máy sấy", "Giá treo", "Lò đốt"]
    for title, item in found.items():
        for name in ("full_name", "birth_year", "phone", "share_percent"):
            assert [getattr(a, name) for a in item.authors] == [getattr(a, name) for a in sent[title].authors], name
        assert item.application_period == sent[title].application_period
        assert item.summary == sent[title].summary
        assert item.benefit_vnd == sent[title].benefit_vnd
        assert item.programme == PROGRAMME
        if layout == "7":
            assert item.awards == sent[title].awards
