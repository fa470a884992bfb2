"""Letters in the layouts that offices use: every value read, nothing asked where the paper is plain."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.fields.letter import is_decision, is_letter, parse_letter
from schemas.dossier import Letter
from schemas.finding import Code
from schemas.grid import Box, Cell, Grid, Line, Page

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
BODY = (
    "Thực hiện Chương trình “75 nghìn sáng kiến, vượt khó, phát triển”, Công đoàn cơ sở Nhà máy Chè Mộc Sương "
    "đề nghị xem xét, biểu dương 04 sáng kiến tiêu biểu (có bảng tổng hợp kèm theo)./."
)


def side_by_side(*rows: tuple[str, str]) -> Grid:
    return Grid(len(rows), 2, [Cell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)])


def page(*blocks: str | Grid | Line) -> Page:
    return Page(1, [Line(block) if isinstance(block, str) else block for block in blocks])


def table() -> Grid:
    heads = ["TT", "Họ và tên", "Tên sáng kiến", "Thời gian", "Tóm tắt", "Hiệu quả"]
    return Grid(2, 6, [Cell(row, col, text if row == 0 else "x") for row in (0, 1) for col, text in enumerate(heads)])


WORD = page(
    side_by_side(
        (
            "LIÊN ĐOÀN LAO ĐỘNG TỈNH SƠN LA\nCÔNG ĐOÀN CƠ SỞ NHÀ MÁY CHÈ MỘC SƯƠNG\n\nSố: 18/TTr-CĐCS",
            MOTTO + "\n\nMộc Châu, ngày 06 tháng 04 năm 2021",
        )
    ),
    "TỜ TRÌNH",
    "V/v đề nghị biểu dương sáng kiến",
    "Kính gửi: Ban Thường vụ Liên đoàn Lao động tỉnh Sơn La",
    BODY,
    side_by_side(
        ("Nơi nhận:\n- Như trên;\n- Lưu: VT.", "TM. BAN CHẤP HÀNH\nPHÓ CHỦ TỊCH THƯỜNG TRỰC\n\n\nCầm Thị Hoa Ban")
    ),
)


def test_a_word_file_with_header_and_footer_as_tables() -> None:
    letter = parse_letter([WORD])
    assert letter.number == "18/TTr-CĐCS"
    assert letter.date == dt.date(2021, 4, 6)
    assert letter.issuing_unit == "Công đoàn cơ sở Nhà máy Chè Mộc Sương"
    assert letter.parent_unit == "Liên đoàn Lao động tỉnh Sơn La"
    assert (letter.signatory, letter.signatory_title) == ("Cầm Thị Hoa Ban", "Phó Chủ tịch Thường trực")
    assert letter.subject == "V/v đề nghị biểu dương sáng kiến"
    assert letter.recipients == ["Ban Thường vụ Liên đoàn Lao động tỉnh Sơn La"]
    assert (letter.programme, letter.announced_count) == ("75-nghin-sang-kien", 4)
    assert (letter.findings, letter.review_fields) == ([], [])
    assert letter.fields["number"].as_read == "Số: 18/TTr-CĐCS"


def read(*blocks: str | Grid, captions: tuple[str, ...] = ()) -> Letter:
    return parse_letter([page(*blocks)], captions)


def test_a_dispatch_has_its_subject_under_the_number_and_two_recipients() -> None:
    letter = read(
        side_by_side(
            (
                "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM\nLIÊN ĐOÀN LAO ĐỘNG\nTỈNH SƠN LA\n------\nSố: 415/LĐLĐ-CSPL\n"
                "V/v giới thiệu sáng kiến\nnăm 2022",
                MOTTO + "\n______\nSơn La, ngày 9 tháng 6 năm 2022",
            )
        ),
        "Kính gửi:",
        "- Tổng Liên đoàn Lao động Việt Nam;",
        "- Ban Chính sách - Pháp luật.",
        "Thực hiện Chương trình 01 triệu sáng kiến, Liên đoàn Lao động tỉnh Sơn La đề nghị biểu dương 12 (mười hai) "
        "sáng kiến trong tổng số 340 sáng kiến được công nhận.",
        side_by_side(
            ("Nơi nhận:\n- Như trên;", "TM. BAN THƯỜNG VỤ\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nThS. LÒ VĂN PÁNH")
        ),
    )
    assert letter.number == "415/LĐLĐ-CSPL"
    assert letter.issuing_unit == "Liên đoàn Lao động tỉnh Sơn La"
    assert letter.parent_unit == "Tổng Liên đoàn Lao động Việt Nam"
    assert letter.subject == "V/v giới thiệu sáng kiến năm 2022"
    assert letter.recipients == ["Tổng Liên đoàn Lao động Việt Nam", "Ban Chính sách - Pháp luật"]
    assert (letter.signatory, letter.signatory_title) == ("Lò Văn Pánh", "Phó Chủ tịch")
    assert (letter.programme, letter.announced_count) == ("1-trieu-sang-kien", 12)
    assert letter.review_fields == []


def test_lines_with_tabs() -> None:
    letter = read(
        "LIÊN ĐOÀN LAO ĐỘNG HUYỆN YÊN CHÂU\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "CÔNG ĐOÀN CƠ SỞ\tĐộc lập – Tự do – Hạnh phúc",
        "TRƯỜNG TIỂU HỌC PHIÊNG KHOÀI",
        "Số: 05/TTr-CĐCS\tYên Châu, ngày 12 tháng 4 năm 2021",
        "TỜ TRÌNH",
        "Về việc đề nghị công nhận sáng kiến",
        "Kính gửi: Liên đoàn Lao động huyện Yên Châu",
        "Căn cứ chương trình “75 nghìn sáng kiến”, Công đoàn cơ sở trình 03 sáng kiến.",
        "Nơi nhận:\tTM. BAN CHẤP HÀNH",
        "- Như trên;\tCHỦ TỊCH",
        "- Lưu: CĐ.",
        "\t\t\t\tQuàng Thị Mai",
    )
    assert letter.issuing_unit == "Công đoàn cơ sở Trường Tiểu học Phiêng Khoài"
    assert letter.parent_unit == "Liên đoàn Lao động huyện Yên Châu"
    assert (letter.number, letter.date) == ("05/TTr-CĐCS", dt.date(2021, 4, 12))
    assert (letter.signatory, letter.signatory_title) == ("Quàng Thị Mai", "Chủ tịch")


def test_columns_that_ran_into_each_other() -> None:
    letter = read(
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ NAM CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT",
        "CÔNG ĐOÀN CÁC KHU CÔNG NGHIỆP NAM",
        "TỈNH HÀ NAM Độc lập - Tự do - Hạnh phúc",
        "Số: 88/TTr-CĐKCN Phủ Lý, ngày 02 tháng 8 năm 2023",
        "TỜ TRÌNH",
        "Về việc đề nghị xét chọn sáng kiến",
        "Kính gửi: Ban Thường vụ Liên đoàn Lao động tỉnh Hà Nam",
        "Thực hiện Chương trình 01 triệu sáng kiến, đơn vị gửi danh sách gồm 7 sáng kiến.",
        "Nơi nhận: TM. BAN THƯỜNG VỤ",
        "- Như trên; PHÓ CHỦ TỊCH THƯỜNG TRỰC",
        "- Lưu: VT. Trương Quốc Bảo",
    )
    assert letter.issuing_unit == "Công đoàn các Khu công nghiệp tỉnh Hà Nam"
    assert letter.parent_unit == "Liên đoàn Lao động tỉnh Hà Nam"
    assert (letter.number, letter.date) == ("88/TTr-CĐKCN", dt.date(2023, 8, 2))
    assert (letter.signatory, letter.signatory_title) == ("Trương Quốc Bảo", "Phó Chủ tịch Thường trực")
    assert letter.announced_count == 7


def test_lines_with_boxes_and_bold_type() -> None:
    left, right = (0.14, 0.48), (0.54, 0.9)

    def line(text: str, edges: tuple[float, float], y: float, bold: bool = False) -> Line:
        return Line(text, Box(edges[0], y, edges[1], y + 0.02), bold=bold)

    letter = parse_letter(
        [
            page(
                line("TẬP ĐOÀN SỮA CAO NGUYÊN", left, 0.06),
                line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT", right, 0.06),
                line("CÔNG ĐOÀN SỮA", left, 0.08, bold=True),
                line("NAM", right, 0.08),
                line("VÂN HỒ", left, 0.1, bold=True),
                line("Độc lập - Tự do - Hạnh phúc", right, 0.1),
                line("Số: 07/2022/TTr-CĐCS", left, 0.13),
                line("Vân Hồ, ngày 3/6/2022", right, 0.13),
                line("TỜ TRÌNH", (0.4, 0.6), 0.2),
                line("(Về việc khen thưởng sáng kiến)", (0.3, 0.7), 0.22),
                line("Kính gửi: Liên đoàn Lao động tỉnh", (0.3, 0.7), 0.25),
                line("Căn cứ kết quả 01 triệu sáng kiến, chúng tôi trình một sáng kiến.", (0.1, 0.9), 0.3),
                line("Nơi nhận:", (0.1, 0.2), 0.4),
                line("T/M BAN CHẤP HÀNH", right, 0.4),
                line("CHỦ TỊCH", right, 0.42),
                line("Phạm Quốc Việt", right, 0.5),
            )
        ]
    )
    assert (letter.parent_unit, letter.issuing_unit) == ("Tập đoàn Sữa Cao Nguyên", "Công đoàn Sữa Vân Hồ")
    assert (letter.number, letter.date) == ("07/2022/TTr-CĐCS", dt.date(2022, 6, 3))
    assert letter.subject == "Về việc khen thưởng sáng kiến"
    assert (letter.signatory, letter.announced_count) == ("Phạm Quốc Việt", 1)
    box = letter.fields["issuing_unit"].box
    assert box is not None and (box.y0, box.y1) == (0.08, pytest.approx(0.12))


def test_a_school_signs_by_its_head_and_a_signed_table_follows_on_the_page() -> None:
    letter = read(
        side_by_side(
            ("UBND HUYỆN MAI SƠN\nTRƯỜNG PTDTBT THCS CHIỀNG NƠI", MOTTO),
            ("Số: 21/TTr-THCS", "Mai Sơn, ngày 15 tháng 05 năm 2022"),
        ),
        "TỜ TRÌNH",
        "Về việc đề nghị công nhận sáng kiến",
        "Kính gửi: Phòng Giáo dục và Đào tạo",
        "Căn cứ Nghị định số 13/2012/NĐ-CP ngày 02/3/2012, trường trình 05 sáng kiến thuộc 1 triệu sáng kiến.",
        side_by_side(("Nơi nhận:\n- Như trên;", "HIỆU TRƯỞNG\n\n\nLương Văn Tài")),
        "BẢNG TỔNG HỢP",
        table(),
        "TM. HỘI ĐỒNG",
        "CHỦ TỊCH",
        "Ngô Đình Sai",
    )
    assert (letter.parent_unit, letter.issuing_unit) == ("UBND huyện Mai Sơn", "Trường PTDTBT THCS Chiềng Nơi")
    assert (letter.number, letter.date) == ("21/TTr-THCS", dt.date(2022, 5, 15))
    assert (letter.signatory, letter.signatory_title) == ("Lương Văn Tài", "Hiệu trưởng")
    assert letter.review_fields == []


def test_two_signers_side_by_side_and_the_date_at_the_end() -> None:
    letter = read(
        side_by_side(("LIÊN ĐOÀN LAO ĐỘNG TỈNH SƠN LA\nCÔNG ĐOÀN VIÊN CHỨC TỈNH\nSố 33/CV-CĐVC", MOTTO)),
        "Kính gửi: Đồng chí Chủ tịch Liên đoàn Lao động tỉnh",
        "Công đoàn Viên chức tỉnh có 04 sáng kiến tham gia Chương trình 75 nghìn sáng kiến.",
        "Sơn La, ngày 18 tháng 4 năm 2021",
        side_by_side(("XÁC NHẬN CỦA\nGIÁM ĐỐC\n\nĐàm Văn Một", "TM. BAN THƯỜNG VỤ\nPHÓ CHỦ TỊCH\nNông Thị Hai")),
    )
    assert letter.date == dt.date(2021, 4, 18)
    assert (letter.signatory, letter.signatory_title) == ("Nông Thị Hai", "Phó Chủ tịch")


def test_the_signature_may_stand_on_the_second_page() -> None:
    first = Page(1, WORD.blocks[:-1])
    second = Page(2, [WORD.blocks[-1]])
    letter = parse_letter([first, second])
    assert letter.signatory == "Cầm Thị Hoa Ban"
    assert letter.fields["signatory"].page == 2
    assert not is_letter(second)


def test_which_pages_are_letters_and_decisions() -> None:
    decision = page(
        side_by_side(("SỞ Y TẾ SƠN LA\nSố: 45/QĐ-SYT", MOTTO)),
        "QUYẾT ĐỊNH",
        "Về việc công nhận sáng kiến",
        "Căn cứ Luật Thi đua, khen thưởng;",
        "Điều 1. Công nhận 05 sáng kiến",
        "Nơi nhận:",
    )
    annex = page("BẢNG TỔNG HỢP", "(Kèm theo Tờ trình số 5/TTr-CĐYT ngày 1/1/2022)", table(), "TM. BAN CHẤP HÀNH")
    assert (is_letter(WORD), is_decision(WORD)) == (True, False)
    assert (is_letter(decision), is_decision(decision)) == (False, True)
    assert (is_letter(annex), is_decision(annex)) == (False, False)
    assert not is_letter(Page(1))


def test_an_empty_letter_asks_for_everything_that_must_be_there() -> None:
    letter = parse_letter([])
    codes = {finding.code for finding in letter.findings}
    assert {Code.MISSING_NUMBER, Code.MISSING_DATE, Code.MISSING_ISSUING_UNIT, Code.MISSING_SIGNATORY} <= codes
    assert {"number", "date", "issuing_unit", "signatory", "signatory_title"} <= set(letter.review_fields)
