"""Codes as staff read them: a few words each. Codes are for programs; no page, list or paper shows them."""

from __future__ import annotations

from schemas.errors import ItemCode
from schemas.finding import Code
from schemas.text import fold

FINDINGS: dict[Code, str] = {
    Code.MISSING_TITLE: "thiếu tên sáng kiến",
    Code.MISSING_AUTHORS: "thiếu tác giả",
    Code.MISSING_PERIOD: "thiếu thời gian áp dụng",
    Code.MISSING_SUMMARY: "thiếu tóm tắt",
    Code.MISSING_EFFECT: "thiếu hiệu quả",
    Code.MISSING_PHONE: "thiếu số điện thoại",
    Code.MISSING_BIRTH_YEAR: "thiếu năm sinh",
    Code.MISSING_POSITION: "thiếu chức vụ",
    Code.MISSING_WORKPLACE: "thiếu đơn vị công tác",
    Code.MISSING_NUMBER: "thiếu số tờ trình",
    Code.MISSING_DATE: "thiếu ngày tờ trình",
    Code.MISSING_ISSUING_UNIT: "thiếu đơn vị ban hành",
    Code.MISSING_SIGNATORY: "thiếu người ký",
    Code.MISSING_PROGRAMME: "chưa rõ chương trình",
    Code.OUTSIDE_PERIOD: "ngoài thời gian chương trình",
    Code.OUTSIDE_PHASE: "ngoài giai đoạn",
    Code.NOT_RECOGNISED: "chưa được công nhận",
    Code.RECOGNITION_MISSING: "chưa có quyết định công nhận",
    Code.PROTECTED_IP: "đang được bảo hộ sở hữu trí tuệ",
    Code.LATE_DOSSIER: "gửi muộn",
    Code.MISSING_LETTER: "thiếu tờ trình",
    Code.MISSING_TABLE: "thiếu bảng tổng hợp",
    Code.MISSING_DECISION: "thiếu quyết định công nhận",
    Code.OVER_QUOTA: "quá số được gửi",
    Code.UNDER_QUOTA: "chưa đủ số cần gửi",
    Code.COUNT_MISMATCH: "số lượng không khớp",
    Code.TOO_LONG_FOR_PORTAL: "quá dài so với cổng",
    Code.BENEFIT_UNCLEAR: "chưa rõ giá trị làm lợi",
    Code.BENEFIT_OUTLIER: "giá trị làm lợi khác thường",
    Code.SHARES_NOT_100: "tỷ lệ đóng góp không đủ 100%",
    Code.PHONE_INVALID: "số điện thoại sai",
    Code.BIRTH_YEAR_IMPLAUSIBLE: "năm sinh khác thường",
    Code.PERIOD_UNCLEAR: "chưa rõ thời gian áp dụng",
    Code.AUTHORS_UNCLEAR: "chưa rõ tác giả",
    Code.COLUMNS_UNKNOWN: "bảng mẫu lạ",
    Code.UNIT_UNKNOWN: "đơn vị chưa có trong danh mục",
    Code.UNIT_MISMATCH: "đơn vị không khớp",
    Code.ENCODING_DOUBTFUL: "phông chữ cũ",
    Code.LEFTOVER_TEXT: "chữ chưa xếp được vào mục nào",
    Code.LOW_CONFIDENCE: "có thể đọc sai",
    Code.ILLEGIBLE: "không đọc được",
    Code.RESUBMISSION: "bản gửi lại",
    Code.SAME_FILE: "tệp đã có ở hồ sơ khác",
}
ITEMS: dict[ItemCode, str] = {
    ItemCode.UNREADABLE: "tệp hỏng",
    ItemCode.ENCRYPTED: "có mật khẩu",
    ItemCode.EMPTY: "tệp rỗng",
    ItemCode.UNSUPPORTED_TYPE: "loại tệp chưa đọc được",
    ItemCode.TOO_LARGE: "quá lớn",
    ItemCode.TOO_MANY_PAGES: "quá nhiều trang",
    ItemCode.ARCHIVE_BOMB: "tệp nén bất thường",
    ItemCode.NESTED_TOO_DEEP: "lồng nhau quá sâu",
    ItemCode.TIMEOUT: "đọc quá lâu",
    ItemCode.OUT_OF_MEMORY: "quá nặng",
    ItemCode.NO_TABLE_FOUND: "không thấy bảng",
    ItemCode.NO_VIETNAMESE_OCR: "máy thiếu nhận dạng tiếng Việt",
    ItemCode.MISSING_TOOL: "máy thiếu công cụ",
    ItemCode.INTERNAL: "lỗi phần mềm",
}


def of_finding(code: str) -> str:
    """A code that is not known (of a later version) is given as it is."""
    return FINDINGS.get(code, code)  # type: ignore[call-overload, no-any-return]


def of_item(code: str) -> str:
    return ITEMS.get(code, code)  # type: ignore[call-overload, no-any-return]


def finding_of(said: str) -> Code | None:
    """The finding that somebody means by its words, with or without accents, or by its code."""
    wanted = fold(said)
    return next((code for code, words in FINDINGS.items() if wanted in (fold(words), code)), None)
