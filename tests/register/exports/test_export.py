"""JSON lines, CSV and Excel, read back."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from register import Register
from register.exports import export
from schemas.dossier import Dossier
from schemas.innovation import Innovation


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def cells(page: Worksheet, row: int) -> dict[str, Any]:
    return {str(head.value): cell for head, cell in zip(page[1], page[row], strict=True)}


def test_json_lines_have_the_contracts_fields_and_models_read_them_back(register: Register, tmp_path: Path) -> None:
    assert export(register, "innovations", "jsonl", tmp_path / "i.jsonl") == 2
    one, _ = lines(tmp_path / "i.jsonl")
    one["duplicate_candidates"] = []  # its reasons may quote a secret; see below
    kept = next(register.innovations()).model_copy(update={"duplicate_candidates": []})
    assert Innovation.model_validate(one) == kept
    assert (one["applied_from"], one["applied_to"]) == ("2021-03-01", None)
    assert (one["benefit_vnd"], one["benefit_vnd_per_year"]) == (146_000_000, 1_752_000_000)
    assert one["summary"] == "Dòng một\nDòng hai\u2028ba"
    assert one["dossier"]["received_at"] == "2021-04-07T02:00:00Z"
    assert "\\u1ed" not in (tmp_path / "i.jsonl").read_text("utf-8")


def test_json_lines_of_dossiers(register: Register, tmp_path: Path) -> None:
    assert export(register, "dossiers", "jsonl", tmp_path / "d.jsonl") == 2
    one, two = lines(tmp_path / "d.jsonl")
    assert [Dossier.model_validate(one), Dossier.model_validate(two)] == list(register.dossiers())
    assert (one["innovations"], one["status"], one["date"]) == (2, "needs_review", "2021-04-05")
    assert two["error"] == {"code": "encrypted", "message": "Tệp có mật khẩu."}
    assert two["parts"][0]["error"] == two["error"]


def test_a_confidential_innovation_leaves_with_title_effect_and_awards_only(register: Register, tmp_path: Path) -> None:
    for form in ("jsonl", "csv", "xlsx"):
        export(register, "innovations", form, tmp_path / f"i.{form}")
    export(register, "duplicates", "jsonl", tmp_path / "p.jsonl")
    one, secret = lines(tmp_path / "i.jsonl")
    assert (secret["title"], secret["effect"], secret["confidential"]) == ("Pha keo bí truyền", "Bền hơn", True)
    assert (secret["authors"], secret["summary"], secret["findings"]) == ([], "", [])
    assert secret["review_fields"] == ["summary"]
    assert one["duplicate_candidates"][0]["reasons"] == secret["duplicate_candidates"][0]["reasons"] == []
    book = load_workbook(tmp_path / "i.xlsx")
    written = [str(c.value) for page in book for row in page.iter_rows() for c in row]
    texts = "\n".join([*written, *((tmp_path / f).read_text("utf-8") for f in ("i.jsonl", "i.csv", "p.jsonl"))])
    assert "3:7" not in texts
    assert "Lò Thử 2" not in texts
    assert "Trùng tên sáng kiến" not in texts


def test_csv_opens_in_excel_with_vietnamese_headings(register: Register, tmp_path: Path) -> None:
    assert export(register, "innovations", "csv", tmp_path / "i.csv") == 2
    assert (tmp_path / "i.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    row = table(tmp_path / "i.csv")[0]
    assert row["Tên sáng kiến"] == "'=HYPERLINK(0)"
    assert row["Hiệu quả"] == "'- Giảm 2 giờ"
    assert (row["Giá trị làm lợi (đồng)"], row["Tính theo"]) == ("146000000", "tháng")
    assert (row["Áp dụng từ ngày"], row["Áp dụng đến ngày"]) == ("01/03/2021", "")
    assert row["Ngày nhận"] == "07/04/2021 09:00"
    assert (row["Tác giả"], row["Điện thoại"]) == ("Bà Lò Thử\nMai Mẫu", "0900 000 001\n")
    assert row["Tỷ lệ đóng góp (%)"] == "62,5\n37,5"
    assert row["Quyết định công nhận"] == "12/QĐ-X ngày 03/02/2021 Xưởng Mẫu"
    assert row["Trạng thái"] == "Cần kiểm tra"


def test_csv_of_dossiers_says_why_one_was_set_aside(register: Register, tmp_path: Path) -> None:
    export(register, "dossiers", "csv", tmp_path / "d.csv")
    row = table(tmp_path / "d.csv")[1]
    assert row["Trạng thái"] == "Để riêng: chưa đọc được"
    assert row["Lý do để riêng"] == "khoa.pdf: Tệp có mật khẩu."


@pytest.fixture
def book(register: Register, tmp_path: Path) -> Any:
    export(register, "innovations", "xlsx", tmp_path / "i.xlsx")
    return load_workbook(tmp_path / "i.xlsx")


def test_the_workbook_has_a_sheet_for_each_purpose(book: Any) -> None:
    assert book.sheetnames == ["Sổ sáng kiến", "Cần kiểm tra", "Nghi trùng", "Hồ sơ"]
    assert [page.max_row for page in book] == [3, 4, 2, 3]


def test_texts_are_never_formulas_and_say_so(book: Any) -> None:
    row = cells(book["Sổ sáng kiến"], 2)
    title = row["Tên sáng kiến"]
    assert (title.value, title.data_type, title.quotePrefix) == ("=HYPERLINK(0)", "s", True)
    assert (row["Hiệu quả"].data_type, row["Hiệu quả"].quotePrefix) == ("s", True)
    assert not row["Tác giả"].quotePrefix
    assert row["Điện thoại"].data_type == "s"


def test_dates_are_dates_and_money_is_numbers(book: Any) -> None:
    row = cells(book["Sổ sáng kiến"], 2)
    assert row["Áp dụng từ ngày"].value == dt.datetime(2021, 3, 1)
    assert row["Áp dụng từ ngày"].number_format == "dd/mm/yyyy"
    assert row["Ngày nhận"].value == dt.datetime(2021, 4, 7, 9, 0)
    assert row["Giá trị làm lợi (đồng)"].value == 146_000_000
    assert row["Giá trị làm lợi (đồng)"].number_format == "#,##0"


def test_every_page_can_be_read_filtered_and_printed(book: Any) -> None:
    for page in book:
        assert page.freeze_panes.endswith("2")
        assert page.auto_filter.ref == f"A1:{page.cell(1, page.max_column).column_letter}{page.max_row}"
        assert page.print_title_rows == "$1:$1"
        assert (page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (
            "landscape",
            1,
            0,
        )
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page["A2"].alignment.wrap_text
        assert page["A1"].font.bold
        shown = [d for c in page[1] if not (d := page.column_dimensions[c.column_letter]).hidden]
        assert len(shown) > 9
        assert all(5 <= column.width <= 50 for column in shown)


def test_small_numbers_stand_in_the_middle_and_money_at_the_right(book: Any) -> None:
    page = book["Sổ sáng kiến"]
    heads = {cell.value: cell.column for cell in page[1]}
    assert page.cell(2, heads["TT"]).alignment.horizontal == "center"
    assert page.cell(2, heads["Giá trị làm lợi (đồng)"]).alignment.horizontal != "center"
    assert page.cell(2, heads["Tên sáng kiến"]).alignment.horizontal != "center"


def test_doubts_and_pairs_have_their_reasons(book: Any) -> None:
    doubt = {name: cell.value for name, cell in cells(book["Cần kiểm tra"], 3).items()}
    assert (doubt["TT"], doubt["Mục cần kiểm tra"], doubt["Vì sao"]) == (
        1,
        "Tác giả 2: Điện thoại",
        "Thiếu điện thoại.",
    )
    secret = {name: cell.value for name, cell in cells(book["Cần kiểm tra"], 4).items()}
    assert secret["Đọc được trên giấy"] == "(bí mật công nghệ)"
    pair = cells(book["Nghi trùng"], 2)
    assert (pair["Mức giống nhau"].value, pair["Mức giống nhau"].number_format) == (0.9, "0%")
    assert (pair["Kết luận"].value, pair["Tên sáng kiến thứ hai"].value) == ("Máy nghi trùng", "Pha keo bí truyền")


def test_an_empty_register_exports_headings_only(tmp_path: Path) -> None:
    register = Register.open(tmp_path / "data")
    assert export(register, "innovations", "xlsx", tmp_path / "i.xlsx") == 0
    assert export(register, "duplicates", "csv", tmp_path / "p.csv") == 0
    assert export(register, "dossiers", "jsonl", tmp_path / "d.jsonl") == 0
    assert load_workbook(tmp_path / "i.xlsx")["Hồ sơ"]["B1"].value == "Hồ sơ nhận được"
    assert (tmp_path / "d.jsonl").read_bytes() == b""
    register.close()
