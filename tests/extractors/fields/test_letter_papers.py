"""Where a paper begins and how far it goes: pages overleaf, blank backs, attachments with heads of their own."""

from __future__ import annotations

import datetime as dt

from extractors.assemble import Assembled, assemble
from schemas.grid import Box, Cell, Grid, Line, Page, Transcript

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
TEXT = "Trong thời gian qua phong trào lao động sáng tạo ở các đơn vị đã có nhiều kết quả đáng ghi nhận;"


def sheet(*texts: str, top: float = 0.05, bottom: float = 0.95) -> Page:
    """A scanned page whose lines stand one under another; a text that begins with `>` stands on the right."""
    step = (bottom - top) / max(1, len(texts))
    lines = []
    for index, text in enumerate(texts):
        left = 0.58 if text.startswith(">") else 0.1
        box = Box(left, top + index * step, left + 0.3, top + index * step + 0.8 * step)
        lines.append(Line(text.lstrip("> "), box, 0.95, text.lstrip("> ")))
    return Page(0, list(lines), "ocr")


def head(kind: str, number: str, issuer: str = "CÔNG ĐOÀN NGÀNH Y TẾ TỈNH BẢN MẪU") -> list[str]:
    return [issuer, f"Số: {number}", f"> {MOTTO}", "> Bản Mẫu, ngày 05 tháng 6 năm 2023", f"> {kind}"]


FIRST = sheet(*head("TỜ TRÌNH", "21/TTr-CĐN"), "> Về việc đề nghị xét chọn", "> Kính gửi: Ban Thường vụ", *[TEXT] * 9)
OVERLEAF = sheet(*[TEXT] * 12)
SIGNED = sheet(TEXT, "Nơi nhận:", "- Như trên;", "> TM. BAN THƯỜNG VỤ", "> CHỦ TỊCH", "> Lò Thị Hiên", bottom=0.5)


def found(*pages: Page) -> Assembled:
    for number, page in enumerate(pages, 1):
        page.number = number
    return assemble([Transcript("thu.pdf", "a" * 64, list(pages))])


def kinds(read: Assembled) -> dict[str, list[int]]:
    return {document.kind: document.pages for document in read.documents}


def test_the_signatory_stands_on_the_third_page() -> None:
    read = found(FIRST, OVERLEAF, SIGNED)
    assert kinds(read) == {"letter": [1, 2, 3]}
    assert (read.letter.signatory, read.letter.signatory_title) == ("Lò Thị Hiên", "Chủ tịch")
    assert read.letter.fields["signatory"].page == 3


def test_a_blank_back_parts_nothing_and_a_signed_letter_is_over() -> None:
    read = found(FIRST, Page(0, [], "ocr"), SIGNED, sheet(*[TEXT] * 12))
    assert kinds(read) == {"letter": [1, 3], "other": [2, 4]}


def test_the_last_page_may_carry_the_name_alone() -> None:
    cut = sheet(TEXT, "Nơi nhận:", "> TM. BAN THƯỜNG VỤ", "> CHỦ TỊCH")
    read = found(FIRST, cut, sheet("> Lò Thị Hiên", bottom=0.15))
    assert kinds(read) == {"letter": [1, 2, 3]}
    assert read.letter.signatory == "Lò Thị Hiên"


def test_an_attachment_with_a_head_of_its_own_changes_nothing() -> None:
    other = sheet(
        *head("KẾ HOẠCH", "99/KH-SYT", "SỞ Y TẾ TỈNH BẢN MẪU"), TEXT, "> GIÁM ĐỐC", "> Quàng Văn Khác", "Nơi nhận:"
    )
    alone, both = found(FIRST, OVERLEAF, SIGNED).letter, found(FIRST, OVERLEAF, SIGNED, other).letter
    assert (both.number, both.date, both.issuing_unit) == (alone.number, alone.date, alone.issuing_unit)
    assert (both.signatory, both.subject) == ("Lò Thị Hiên", alone.subject)


def test_a_letter_whose_signature_cannot_be_read_takes_none_from_its_attachment() -> None:
    unsigned = sheet(*head("TỜ TRÌNH", "21/TTr-CĐN"), "> Kính gửi: Ban Thường vụ", TEXT, bottom=0.5)
    other = sheet(*head("THÔNG BÁO", "99/TB-SYT"), TEXT, "> GIÁM ĐỐC", "> Quàng Văn Khác")
    letter = found(unsigned, other).letter
    assert letter.signatory is None
    assert {"signatory", "signatory_title"} <= set(letter.review_fields)


def test_of_two_letters_the_one_that_the_tables_caption_names() -> None:
    heads = ["TT", "Họ và tên", "Tên sáng kiến", "Thời gian áp dụng", "Tóm tắt nội dung", "Hiệu quả"]
    table = Grid(2, 6, [Cell(r, c, text if r == 0 else f"{c}") for r in (0, 1) for c, text in enumerate(heads)])
    listed = sheet("BẢNG TỔNG HỢP", "(Kèm theo Tờ trình số 21/TTr-CĐN ngày 05/6/2023)", bottom=0.2)
    listed.blocks.append(table)
    before = sheet(
        *head("TỜ TRÌNH", "07/TTr-CĐCS", "CÔNG ĐOÀN CƠ SỞ MẪU"), "> Kính gửi: Công đoàn ngành", TEXT, bottom=0.6
    )
    assert found(before, FIRST, OVERLEAF, SIGNED, listed).letter.number == "21/TTr-CĐN"


def test_without_a_letter_another_official_paper_speaks_and_is_asked_about() -> None:
    read = found(sheet(*head("THÔNG BÁO", "8/TB-CĐN"), TEXT, "> CHỦ TỊCH", "> Lò Thị Hiên"))
    assert kinds(read) == {"other": [1]}
    assert (read.letter.date, read.letter.signatory) == (dt.date(2023, 6, 5), "Lò Thị Hiên")
    assert "issuing_unit" in read.letter.review_fields


def test_nothing_at_all_is_asked_for() -> None:
    letter = found(sheet("Danh sách ảnh")).letter
    assert {"number", "date", "issuing_unit", "signatory"} <= set(letter.review_fields)
