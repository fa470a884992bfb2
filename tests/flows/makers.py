"""Small dossiers made on the spot: Word files that read in milliseconds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx

HEADS = [
    "TT",
    "Họ và tên, năm sinh, chức vụ, đơn vị công tác, điện thoại liên hệ",
    "Tên sáng kiến",
    "Thời gian áp dụng",
    "Tóm tắt nội dung sáng kiến",
    "Hiệu quả sáng kiến, giá trị làm lợi, phạm vi ứng dụng",
]
DRYER = [
    "Lò Văn Mẫu, sinh năm 1980, Kỹ sư, Trạm Khuyến nông huyện Bản Mẫu, ĐT 0912000111",
    "Cải tiến lò sấy ngô bằng quạt đảo chiều",
    "Tháng 3/2021",
    "Lắp quạt đảo chiều và khay xoay để hạt khô đều, bớt công đảo; dùng lại vỏ thùng phuy cũ của trạm.",
    "Giảm 2 giờ mỗi mẻ sấy. Làm lợi 35 triệu đồng/năm.",
]
TRAINING = [
    "Vàng Thị Thử, sinh năm 1987, Giáo viên, Trường Mầm non Bản Mẫu, ĐT 0945000222",
    "Góc thư viện lưu động cho trẻ vùng cao",
    "Từ tháng 2/2021 đến tháng 4/2021",
    "Đóng tủ sách có bánh xe, mỗi tuần chuyển một điểm trường; phụ huynh thay nhau kể chuyện bằng tiếng mẹ đẻ.",
    "Trẻ mạnh dạn hơn khi nói tiếng Việt. Áp dụng tại 4 điểm trường.",
]


def dossier(
    path: Path,
    *rows: list[str],
    unit: str = "Công đoàn cơ sở Trạm Khuyến nông huyện Bản Mẫu",
    heads: Sequence[str] = HEADS,
    number: int = 12,
    day: int = 9,
) -> Path:
    """A Word file with a letter and a table of the given rows (author, title, period, summary, effect)."""
    document = docx.Document()
    head = document.add_table(1, 2)
    symbol = "LĐLĐ" if unit.startswith("Liên đoàn") else "CĐCS"
    head.cell(0, 0).text = f"LIÊN ĐOÀN LAO ĐỘNG TỈNH BẢN MẪU\n{unit.upper()}\n\nSố: {number}/TTr-{symbol}"
    head.cell(
        0, 1
    ).text = (
        f"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nBản Mẫu, ngày {day:02d} tháng 4 năm 2021"
    )
    document.add_paragraph("TỜ TRÌNH")
    document.add_paragraph("V/v đề nghị biểu dương sáng kiến")
    document.add_paragraph("Kính gửi: Ban Thường vụ Liên đoàn Lao động tỉnh Bản Mẫu")
    document.add_paragraph("Hưởng ứng Chương trình “75 nghìn sáng kiến, vượt khó, phát triển”,")
    document.add_paragraph(f"{unit} đề nghị biểu dương {len(rows):02d} sáng kiến tiêu biểu./.")
    foot = document.add_table(1, 2)
    foot.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    foot.cell(0, 1).text = "TM. BAN CHẤP HÀNH\nCHỦ TỊCH\n\n\n\nNgô Thị Ký"
    document.add_paragraph("BẢNG TỔNG HỢP TÓM TẮT SÁNG KIẾN")
    table = document.add_table(1 + len(rows), len(heads))
    for column, text in enumerate(heads):
        table.cell(0, column).text = text
    for ordinal, row in enumerate(rows, 1):
        for column, text in enumerate([str(ordinal), *row]):
            table.cell(ordinal, column).text = text
    document.save(str(path))
    return path
