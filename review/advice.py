"""Findings as a clerk reads them: what it is called, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from register.exports import words
from schemas.finding import Code, Finding

_UNIT_SENDS = "Nêu trong thư trả lời để đơn vị bổ sung."
_LOOK = "Mở dòng có dấu cần xem, đối chiếu với ảnh."
_ADVICE: dict[Code, tuple[str, str]] = {
    Code.MISSING_LETTER: ("Thiếu tờ trình", _UNIT_SENDS),
    Code.MISSING_TABLE: ("Thiếu bảng tổng hợp", f"{_UNIT_SENDS} Bảng chỉ có trên giấy thì nhập tay."),
    Code.MISSING_DECISION: ("Thiếu quyết định công nhận", _UNIT_SENDS),
    Code.LATE_DOSSIER: ("Gửi muộn", "Vẫn vào sổ; người phụ trách quyết định có nhận hay không."),
    Code.OVER_QUOTA: ("Quá số được gửi", "Hỏi đơn vị giữ những sáng kiến nào."),
    Code.UNDER_QUOTA: ("Chưa đủ số cần gửi", "Nhắc đơn vị gửi thêm."),
    Code.COUNT_MISMATCH: ("Số không khớp", "So bảng với tờ trình; dòng máy bỏ sót thì nhập tay vào hồ sơ này."),
    Code.UNIT_UNKNOWN: ("Chưa rõ đơn vị", "Chọn đơn vị gửi ở trang này; lần sau máy nhận ra."),
    Code.UNIT_MISMATCH: ("Tên đơn vị không thống nhất", "Xem đầu tờ trình và chữ ký, rồi chọn đơn vị gửi."),
    Code.COLUMNS_UNKNOWN: ("Bảng có mẫu lạ", "Chỉ cột nào là mục gì; bảng được đọc lại ngay."),
    Code.RESUBMISSION: ("Gửi lại", "Xem những dòng khác lần trước rồi trả lời từng chỗ."),
    Code.SAME_FILE: ("Trùng tệp", "Mở hồ sơ kia: nếu là gửi lại thì không phải làm gì."),
    Code.ENCODING_DOUBTFUL: ("Chữ phông cũ", _LOOK),
    Code.LEFTOVER_TEXT: ("Chữ chưa xếp được", "Xem chữ đó thuộc mục nào; nếu cần thì sửa dòng."),
    Code.LOW_CONFIDENCE: ("Chữ mờ", _LOOK),
    Code.ILLEGIBLE: ("Không đọc được", "Thư trả lời đề nghị đơn vị gửi bản rõ hơn."),
    Code.NOT_RECOGNISED: ("Chưa được công nhận", _UNIT_SENDS),
    Code.RECOGNITION_MISSING: ("Chưa thấy quyết định", _UNIT_SENDS),
    Code.OUTSIDE_PERIOD: ("Ngoài thời gian", "Kiểm tra ngày áp dụng; đúng thế thì không đưa lên cổng."),
    Code.OUTSIDE_PHASE: ("Khác giai đoạn", "Kiểm tra ngày áp dụng và giai đoạn của tờ trình."),
    Code.PROTECTED_IP: ("Đang được bảo hộ", "Chương trình không nhận; báo lại đơn vị."),
    Code.BENEFIT_OUTLIER: ("Số tiền lạ", "Kiểm tra đơn vị tính: đồng, nghìn, triệu hay tỷ."),
    Code.BENEFIT_UNCLEAR: ("Chưa rõ giá trị làm lợi", "Chọn số đúng ở dòng đó, hoặc hỏi đơn vị."),
    Code.TOO_LONG_FOR_PORTAL: ("Quá dài cho cổng", "Khi xuất lên cổng máy đề nghị bản cắt."),
    Code.SHARES_NOT_100: ("Tỷ lệ không đủ 100%", "Hỏi đơn vị tỷ lệ đóng góp của từng người."),
    Code.BIRTH_YEAR_IMPLAUSIBLE: ("Năm sinh lạ", "Đối chiếu với ảnh."),
    Code.PHONE_INVALID: ("Số điện thoại sai", "Đối chiếu với ảnh, hoặc hỏi đơn vị."),
    Code.MISSING_PROGRAMME: ("Chưa rõ chương trình", "Chọn chương trình ở mục của tờ trình."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One finding for people. `step`: what to do; `asks`: whether it waits for somebody."""

    name: str
    message: str
    step: str
    asks: bool


def told(findings: Iterable[Finding]) -> list[Told]:
    """Those that wait for a person first; each message once."""
    unique = {finding.message: finding for finding in findings}
    shown = [_told(finding) for finding in unique.values()]
    return sorted(shown, key=lambda one: not one.asks)


def _told(finding: Finding) -> Told:
    name, step = _ADVICE.get(finding.code, ("", ""))
    if not name:
        missing = finding.code.startswith("missing-")
        name = f"Thiếu {words.field(finding.code.removeprefix('missing-')).lower()}" if missing else "Cần xem"
        step = _UNIT_SENDS if missing else _LOOK
    return Told(name, finding.message, step if finding.ask or finding.code in _ADVICE else "", finding.ask)
