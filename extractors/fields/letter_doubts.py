"""The Vietnamese lines by which a letter's doubtful fields ask a person to look."""

from __future__ import annotations

from extractors.fields.letter_witness import State
from schemas.finding import Code, Finding

NAMES = {
    "number": "số văn bản",
    "date": "ngày văn bản",
    "issuing_unit": "đơn vị ban hành",
    "parent_unit": "cơ quan cấp trên",
    "signatory": "người ký",
    "signatory_title": "chức vụ người ký",
    "subject": "trích yếu",
    "recipients": "nơi kính gửi",
    "programme": "chương trình",
    "announced_count": "số lượng sáng kiến",
}
_MISSING = {
    "number": Code.MISSING_NUMBER,
    "date": Code.MISSING_DATE,
    "issuing_unit": Code.MISSING_ISSUING_UNIT,
    "signatory": Code.MISSING_SIGNATORY,
    "programme": Code.MISSING_PROGRAMME,
}


def missing(field: str, seen: str = "") -> Finding:
    """Nothing was found for a field; `seen` is what stands in its place (a blank to be filled in)."""
    where = f" (chỗ đó ghi: “{seen}”)" if seen else ""
    message = f"Không thấy {NAMES[field]} trong tờ trình{where}; cần xem bản gốc và bổ sung."
    return Finding(code=_MISSING.get(field, Code.LOW_CONFIDENCE), field=field, message=message)


def doubt(field: str, state: State, value: str, other: str = "") -> Finding:
    """Why a found value needs a person."""
    name = NAMES[field]
    if state == "elsewhere":
        message = f"Đầu tờ trình không có {name}; “{value}” lấy từ chỗ khác của hồ sơ, cần kiểm tra."
        return Finding(code=_MISSING.get(field, Code.LOW_CONFIDENCE), field=field, message=message)
    if state == "disagree":
        unit = field in ("issuing_unit", "parent_unit")
        message = f"Hai chỗ ghi {name} khác nhau: “{value}” và “{other}”; cần chọn chỗ đúng."
        return Finding(code=Code.UNIT_MISMATCH if unit else Code.LOW_CONFIDENCE, field=field, message=message)
    message = f"Đọc được {name} “{value}” nhưng chưa chắc chắn, không có chỗ khác để đối chiếu; cần xem ảnh."
    return Finding(code=Code.LOW_CONFIDENCE, field=field, message=message)


def signed_before(day: str) -> Finding:
    message = f"Ngày văn bản {day} sau ngày ký số; cần kiểm tra."
    return Finding(code=Code.LOW_CONFIDENCE, field="date", message=message)


def no_letter(unit: str) -> Finding:
    message = f"Hồ sơ không có tờ trình; số, ngày, đơn vị “{unit}” lấy từ văn bản khác, cần kiểm tra."
    return Finding(code=Code.MISSING_LETTER, field="issuing_unit", message=message)


def several_letters(field: str, count: int) -> Finding:
    message = f"Hồ sơ có {count} tờ trình; {NAMES[field]} lấy từ tờ trình đầu, cần kiểm tra."
    return Finding(code=Code.LOW_CONFIDENCE, field=field, message=message)


def symbol_misfit(unit: str, symbol: str) -> Finding:
    message = f"Đơn vị “{unit}” không khớp ký hiệu “{symbol}” trong số văn bản; cần kiểm tra."
    return Finding(code=Code.UNIT_MISMATCH, field="issuing_unit", message=message)


def several_counts(counts: list[int]) -> Finding:
    listed = ", ".join(map(str, counts))
    message = f"Tờ trình nêu nhiều con số về số lượng sáng kiến ({listed}); cần chọn số đúng."
    return Finding(code=Code.COUNT_MISMATCH, field="announced_count", message=message)
