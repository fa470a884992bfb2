"""What the guide's desk is given beside the samples: papers of the same invented province, and its list of units."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

from openpyxl import Workbook

from samples.maker import build, forms, pdf
from samples.maker.model import Dossier, load

# Headings that no form has: a person says what stands under them.
OWN_WORDS = ["Người nghĩ ra", "Việc đã cải tiến", "Làm từ lúc nào", "Trước đây và bây giờ", "Ghi thêm của tổ"]
UNITS = [
    ("ldld-van-son", "Liên đoàn Lao động tỉnh Vân Sơn", "LĐLĐ tỉnh, thành phố", "", ""),
    ("cd-y-te", "Công đoàn ngành Y tế tỉnh Vân Sơn", "Công đoàn ngành", "ldld-van-son", 4),
    ("cd-giao-duc", "Công đoàn ngành Giáo dục tỉnh Vân Sơn", "Công đoàn ngành", "ldld-van-son", 6),
    ("cd-kcn", "Công đoàn các Khu công nghiệp tỉnh Vân Sơn", "Công đoàn khu công nghiệp", "ldld-van-son", 5),
    ("cd-vien-chuc", "Công đoàn Viên chức tỉnh Vân Sơn", "Công đoàn Viên chức", "ldld-van-son", 3),
    ("ldld-thanh-pho", "Liên đoàn Lao động thành phố Vân Sơn", "LĐLĐ huyện", "ldld-van-son", 6),
    ("ldld-suoi-ngan", "Liên đoàn Lao động huyện Suối Ngàn", "LĐLĐ huyện", "ldld-van-son", 5),
    ("ldld-phieng-hoa", "Liên đoàn Lao động huyện Phiêng Hoa", "LĐLĐ huyện", "ldld-van-son", 3),
    ("ldld-dong-vang", "Liên đoàn Lao động huyện Đồng Vang", "LĐLĐ huyện", "ldld-van-son", 4),
]
PROGRAMME = "75-nghin-sang-kien"


def units_workbook() -> bytes:
    """The office's list of units with a target for each, as it would be kept in Excel."""
    book = Workbook()
    sheet, targets = book.active, book.create_sheet("Chỉ tiêu")
    sheet.title = "Đơn vị"
    sheet.append(["Mã đơn vị", "Tên đơn vị", "Loại", "Cấp trên", "Kênh liên lạc"])
    targets.append(["Mã đơn vị", "Chương trình", "Chỉ tiêu"])
    for key, name, kind, above, target in UNITS:
        sheet.append([key, name, kind, above, "Giấy"])
        if target:
            targets.append([key, PROGRAMME, target])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def extra_papers() -> dict[str, bytes]:
    """Names and bytes: one innovation sent a third time, a dossier sent anew, a table with headings of its own."""
    known = {one.file: one for one in load()}
    school = known["CĐCS Trường THPT Nà Tủm.pdf"]
    water = known["TTr CDCS Cap thoat nuoc Van Son (ky so).pdf"]
    return {
        "Cum thi dua cac truong vung cao.docx": _third_time(school),
        "TTr CDCS Cap thoat nuoc Van Son (gui lai).docx": _sent_anew(water),
        "Bang sang kien to san xuat - CDCS Xi mang.pdf": _own_words(known["CDCS Cty Xi mang Dong Vang.pdf"]),
    }


def _third_time(school: Dossier) -> bytes:
    letter = school.letter.model_copy(
        update={
            "parent": ["LIÊN ĐOÀN LAO ĐỘNG", "TỈNH VÂN SƠN"],
            "issuer": ["LIÊN ĐOÀN LAO ĐỘNG", "HUYỆN PHIÊNG HOA"],
            "number": "19/TTr-LĐLĐ",
            "place": "Phiêng Hoa",
            "date": dt.date(2021, 4, 16),
            "body": ["Liên đoàn Lao động huyện đề nghị xét chọn 01 sáng kiến có tên trong bảng kèm theo."],
            "name": "Đèo Thị Hoan",
            "announced": 1,
        }
    )
    row = school.rows[0].model_copy(update={"title": "“Phiên tòa văn học” phát triển năng lực phản biện của học sinh"})
    unit = "Liên đoàn Lao động huyện Phiêng Hoa"
    return build.RECIPES["word-form6"](school.model_copy(update={"letter": letter, "rows": [row], "unit": unit}))[""]


def _sent_anew(water: Dossier) -> bytes:
    changed = water.rows[1].model_copy(update={"effect": water.rows[1].effect.replace("380", "350")})
    rows = [water.rows[0], changed]
    return build.RECIPES["word-form7"](water.model_copy(update={"rows": rows}))[""]


def _own_words(cement: Dossier) -> bytes:
    columns = [replace(column, heading=text) for column, text in zip(forms.SIX, OWN_WORDS, strict=True)]
    return pdf.write(cement.model_copy(update={"table_title": "SÁNG KIẾN CỦA CÁC TỔ SẢN XUẤT"}), columns)
