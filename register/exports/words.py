"""The register's codes as staff read them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from schemas.programme import Programme, programmes

CHANNELS = {
    "folder": "Thư mục",
    "email": "Thư điện tử",
    "upload": "Tải lên",
    "import": "Nhập từ tệp",
    "keyed": "Nhập tay",
}
DOSSIER_STATUS = {
    "received": "Đã nhận, chưa đọc",
    "reading": "Đang đọc",
    "needs_review": "Cần kiểm tra",
    "complete": "Đầy đủ",
    "incomplete": "Còn thiếu giấy tờ",
    "set_aside": "Để riêng: chưa đọc được",
}
STATUS = {
    "registered": "Đã vào sổ",
    "needs_review": "Cần kiểm tra",
    "duplicate": "Trùng",
    "rejected": "Không công nhận",
}
JUDGEMENTS = {
    "suggested": "Máy nghi trùng",
    "same": "Trùng",
    "different": "Không trùng",
    "series": "Cùng tác giả, khác sáng kiến",
    "copied": "Nghi sao chép",
    "unsure": "Chưa rõ",
}
KINDS = {"duplicate": "Nghi trùng", "copied": "Nghi sao chép", "series": "Cùng tác giả, khác sáng kiến"}
ACROSS = {
    "dossier": "trong cùng hồ sơ",
    "units": "khác đơn vị gửi",
    "programmes": "khác chương trình",
    "years": "khác năm",
}
FINDINGS = {
    "missing-title": "Thiếu tên sáng kiến",
    "missing-authors": "Thiếu tác giả",
    "missing-application_period": "Thiếu thời gian áp dụng",
    "missing-summary": "Thiếu tóm tắt",
    "missing-effect": "Thiếu hiệu quả",
    "missing-phone": "Thiếu số điện thoại",
    "missing-birth_year": "Thiếu năm sinh",
    "missing-position": "Thiếu chức vụ",
    "missing-workplace": "Thiếu đơn vị công tác",
    "missing-number": "Tờ trình thiếu số",
    "missing-date": "Tờ trình thiếu ngày",
    "missing-issuing_unit": "Tờ trình thiếu đơn vị",
    "missing-signatory": "Tờ trình thiếu người ký",
    "missing-programme": "Không rõ chương trình",
    "outside-period": "Ngoài thời gian chương trình",
    "outside-phase": "Khác giai đoạn",
    "not-recognised": "Chưa được công nhận",
    "recognition-missing": "Không thấy quyết định công nhận",
    "protected-ip": "Đang được bảo hộ",
    "late-dossier": "Gửi muộn",
    "missing-letter": "Thiếu tờ trình",
    "missing-table": "Thiếu bảng tổng hợp",
    "missing-decision": "Thiếu quyết định",
    "over-quota": "Vượt số được gửi",
    "under-quota": "Chưa đủ số cần gửi",
    "count-mismatch": "Số lượng không khớp",
    "too-long-for-portal": "Quá dài với cổng",
    "benefit-unclear": "Giá trị làm lợi chưa rõ",
    "benefit-outlier": "Giá trị làm lợi bất thường",
    "shares-not-100": "Tỷ lệ không đủ 100%",
    "phone-invalid": "Số điện thoại sai dạng",
    "birth-year-implausible": "Năm sinh bất thường",
    "period-unclear": "Thời gian áp dụng chưa rõ",
    "authors-unclear": "Tác giả chưa rõ",
    "columns-unknown": "Bảng mẫu lạ",
    "unit-unknown": "Đơn vị chưa có trong danh mục",
    "unit-mismatch": "Đơn vị không khớp",
    "encoding-doubtful": "Phông chữ cũ đáng ngờ",
    "leftover-text": "Còn chữ chưa xếp",
    "low-confidence": "Đọc chưa chắc",
    "illegible": "Không đọc được",
    "resubmission": "Gửi lại",
    "same-file": "Trùng tệp",
}
PERIODS = {"year": "năm", "quarter": "quý", "month": "tháng", "day": "ngày"}
SECTORS = {"enterprise": "Doanh nghiệp", "public": "Hành chính sự nghiệp"}
DOCUMENTS = {
    "letter": "Tờ trình",
    "table": "Bảng tổng hợp",
    "decision": "Quyết định công nhận",
    "other": "Giấy tờ khác",
}
UNIT_CHANNELS = {"tdoffice": "TDOffice", "paper": "Giấy", "email": "Thư điện tử", "unknown": "Chưa rõ kênh"}
UNIT_KINDS = {
    "tld": "Tổng Liên đoàn",
    "ldld_tinh": "LĐLĐ tỉnh, thành phố",
    "ldld_huyen": "LĐLĐ huyện",
    "cd_nganh": "Công đoàn ngành",
    "cd_vien_chuc": "Công đoàn Viên chức",
    "cd_kcn": "Công đoàn khu công nghiệp",
    "cd_tct": "Công đoàn tổng công ty",
    "cd_xa": "Công đoàn xã, phường",
    "cdcs": "Công đoàn cơ sở",
    "khac": "Không phải công đoàn",
}
UNIT_EVENTS = {
    "merge": "Sáp nhập",
    "split": "Chia tách",
    "dissolve": "Giải thể",
    "rename": "Đổi tên",
    "transfer": "Chuyển cấp trên",
    "establish": "Thành lập",
}
_FIELDS = {
    "*": "Cả dòng",
    "ordinal": "TT",
    "title": "Tên sáng kiến",
    "authors": "Tác giả",
    "full_name": "Họ và tên",
    "birth_year": "Năm sinh",
    "position": "Chức vụ",
    "workplace": "Đơn vị công tác",
    "phone": "Điện thoại",
    "share_percent": "Tỷ lệ đóng góp",
    "is_principal": "Tác giả chính",
    "honorific": "Danh xưng",
    "application_period": "Thời gian áp dụng",
    "applied_from": "Áp dụng từ ngày",
    "applied_to": "Áp dụng đến ngày",
    "summary": "Tóm tắt nội dung",
    "effect": "Hiệu quả",
    "benefit_vnd": "Giá trị làm lợi",
    "benefit_period": "Kỳ tính giá trị làm lợi",
    "scope": "Phạm vi ứng dụng",
    "awards": "Danh hiệu, khen thưởng",
    "recognition": "Quyết định công nhận",
    "authority": "Cơ quan công nhận",
    "sector": "Khối",
    "kind": "Loại sáng kiến",
    "confidential": "Bí mật công nghệ",
    "programme": "Chương trình",
    "phase": "Giai đoạn",
    "number": "Số",
    "date": "Ngày",
    "issuing_unit": "Đơn vị gửi",
    "decision": "Quyết định công nhận",
    "entries": "Danh sách được công nhận",
    "parent_unit": "Đơn vị cấp trên",
    "signatory": "Người ký",
    "signatory_title": "Chức vụ người ký",
    "subject": "Trích yếu",
    "recipients": "Nơi nhận",
    "announced_count": "Số sáng kiến nêu trong tờ trình",
    "documents": "Giấy tờ",
    "innovations": "Số sáng kiến",
}
_own: dict[str, str] = {}
_own_phases: dict[str, str] = {}
_STEP = re.compile(r"(\w+|\*)(?:\[(\d+)\])?")


def field(path: str) -> str:
    """A field's path in words: `authors[1].phone` → `Tác giả 2: Điện thoại`; unknown names stay as they are."""
    steps = [(_FIELDS.get(name, name), index) for name, index in _STEP.findall(path)]
    return ": ".join(f"{word} {int(index) + 1}" if index else word for word, index in steps) or path


def learn(known: Iterable[Programme]) -> None:
    """The names that an office gave its programmes and their phases; a process serves one office."""
    for one in known:
        _own[one.id] = one.name
        _own_phases.update({part.id: part.name for part in one.phases})


def programme(code: str | None) -> str:
    return _own.get(code or "") or _programmes().get(code or "", code or "")


def programme_code(name: str) -> str | None:
    """The programme of this name, or of this code; what is neither stays as it is."""
    named = {said: code for code, said in (_programmes() | _own).items()}
    return named.get(name, name) or None


def phase(code: str | None) -> str:
    return _own_phases.get(code or "") or _phases().get(code or "", code or "")


def phases(of: str | None = None) -> dict[str, str]:
    """Phases by their codes: of one programme, or of all that are shipped or the office's own."""
    shipped = {phase.id: phase.name for p in programmes() if of in (None, p.id) for phase in p.phases}
    return shipped | (_own_phases if of is None else {code: _own_phases[code] for code in shipped & _own_phases.keys()})


def finding(code: str) -> str:
    return FINDINGS.get(code, code)


def phone(number: str | None) -> str:
    """A Vietnamese number as people dial it: `+84912345678` → `0912 345 678`; others as they are."""
    if not number or not number.startswith("+84"):
        return number or ""
    local = "0" + number[3:]
    head = len(local) - 6
    return f"{local[:head]} {local[head : head + 3]} {local[head + 3 :]}" if head > 1 else local


@cache
def _programmes() -> dict[str, str]:
    return {p.id: p.name for p in programmes()}


@cache
def _phases() -> dict[str, str]:
    return {phase.id: phase.name for p in programmes() for phase in p.phases}
