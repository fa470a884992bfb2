"""Where a paper begins and how far it goes: pages overleaf, blank backs, attachments with heads of their own."""

from __future__ import annotations

import datetime as dt

from extractors.assemble import Assembled, assemble
from extractors.fields.letter import parse_letter
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


def test_of_two_letters_that_nothing_tells_apart_the_first_is_taken_and_asked_about() -> None:
    other = sheet(*head("TỜ TRÌNH", "35/TTr-CĐN"), "> Về việc khác", "> Kính gửi: Ban Thường vụ", *[TEXT] * 9)
    read = found(FIRST, SIGNED, other, SIGNED)
    assert read.letter.number == "21/TTr-CĐN"
    assert {"number", "date", "issuing_unit"} <= set(read.letter.review_fields)
    assert any("Hồ sơ có 2 tờ trình" in finding.message for finding in read.letter.findings)


def test_without_a_letter_another_official_paper_speaks_and_is_asked_about() -> None:
    read = found(sheet(*head("THÔNG BÁO", "8/TB-CĐN"), TEXT, "> CHỦ TỊCH", "> Lò Thị Hiên"))
    assert kinds(read) == {"other": [1]}
    assert (read.letter.date, read.letter.signatory) == (dt.date(2023, 6, 5), "Lò Thị Hiên")
    assert "issuing_unit" in read.letter.review_fields


def test_nothing_at_all_is_asked_for() -> None:
    letter = found(sheet("Danh sách ảnh")).letter
    assert {"number", "date", "issuing_unit", "signatory"} <= set(letter.review_fields)


def titled(*subject: tuple[str, float, float], then: float) -> Page:
    """A head, a title, centred lines (text, top, width), and running text from `then` on."""
    page = sheet(*head("TỜ TRÌNH", "21/TTr-CĐN"), bottom=0.2)
    page.blocks[-1] = Line("TỜ TRÌNH", Box(0.45, 0.2, 0.55, 0.215), alternate="TỜ TRÌNH")
    for text, top, width in (*subject, (TEXT, then, 0.8)):
        page.blocks.append(Line(text, Box(0.5 - width / 2, top, 0.5 + width / 2, top + 0.015), 0.95, text))
    return page


def test_a_subjects_line_may_begin_with_any_word_and_the_text_stands_lower() -> None:
    page = titled(("Về việc xét chọn sáng kiến", 0.22, 0.4), ("Năm 2023 của ngành", 0.24, 0.3), then=0.29)
    assert found(page).letter.subject == "Về việc xét chọn sáng kiến Năm 2023 của ngành"


def test_a_subject_in_one_line_ends_where_the_gap_is() -> None:
    page = titled(("Về việc xét chọn sáng kiến", 0.22, 0.4), then=0.29)
    assert found(page).letter.subject == "Về việc xét chọn sáng kiến"


def test_a_word_that_nobody_writes_so_is_asked_about() -> None:
    assert "subject" not in found(titled(("Về việc xét chọn sáng kiến", 0.22, 0.4), then=0.29)).letter.review_fields
    assert "subject" in found(titled(("Về việc xét chọn sảng kiến", 0.22, 0.4), then=0.29)).letter.review_fields


def test_a_letter_without_subject_or_addressee_is_asked_about() -> None:
    letter = found(sheet(*head("TỜ TRÌNH", "21/TTr-CĐN"), f"Căn cứ {TEXT}", "> CHỦ TỊCH", "> Lò Thị Hiên")).letter
    assert {"subject", "recipients"} <= set(letter.review_fields)


def test_an_office_whose_words_ran_together() -> None:
    page = sheet(*head("TỜ TRÌNH", "21/TTr-CĐN"), "> Kính gửi: Ban Thường vụ", TEXT, "> PHÓ CHỦTỊCH", "> Lò Thị Hiên")
    assert found(page).letter.signatory_title == "Phó Chủ tịch"


def spelt(head_name: str, caption_name: str, body_name: str, place: str = "Mường Bú") -> list[str]:
    """The questions about a scanned letter whose three places, and the date's place, spell the issuer so."""
    lines = [
        *head("TỜ TRÌNH", "21/TTr-LĐLĐ", f"LIÊN ĐOÀN LAO ĐỘNG HUYỆN {head_name.upper()}"),
        "> Kính gửi: Ban Thường vụ",
    ]
    page = sheet(*lines, f"Nay Liên đoàn Lao động huyện {body_name} kính trình", "> CHỦ TỊCH", "> Lò Thị Hiên")
    page.lines[3].text = page.lines[3].alternate = f"{place}, ngày 05 tháng 6 năm 2023"
    caption = f"(Kèm theo Tờ trình số 21/TTr-LĐLĐ ngày 05/6/2023 của Liên đoàn Lao động huyện {caption_name})"
    return parse_letter([page], [caption]).review_fields


def test_an_issuer_that_all_places_spell_alike_is_settled() -> None:
    assert "issuing_unit" not in spelt("Mường Bú", "Mường Bú", "Mường Bú")


def test_one_place_with_another_accent_asks_though_two_agree() -> None:
    assert "issuing_unit" in spelt("Mường Bù", "Mường Bù", "Mường Bú")
    assert "issuing_unit" in spelt("Mường Bù", "Mường Bù", "Mường Bù"), "the date's place spells it otherwise"
    assert "issuing_unit" not in spelt("Mường Bú", "Mường Bú", "Mường Bú", place="Sơn La")
