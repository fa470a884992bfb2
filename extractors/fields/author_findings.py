"""The doubts about authors as findings: what to check, in one Vietnamese line."""

from __future__ import annotations

from functools import lru_cache

from schemas.finding import Code, Finding

_NAMES = {
    "full_name": "họ tên", "position": "chức vụ", "workplace": "đơn vị công tác", "phone": "số điện thoại",
    "birth_year": "năm sinh", "share_percent": "tỷ lệ đóng góp",
}  # fmt: skip
_MISSING = {
    "birth_year": Code.MISSING_BIRTH_YEAR,
    "position": Code.MISSING_POSITION,
    "workplace": Code.MISSING_WORKPLACE,
    "phone": Code.MISSING_PHONE,
}


def place(index: int, name: str) -> str:
    return f"authors[{index}].{name}"


@lru_cache(256)
def guessed(index: int, name: str) -> Finding:
    message = f"Chưa chắc {_NAMES[name]} của tác giả thứ {index + 1}; hãy đối chiếu với ô tác giả."
    return Finding(code=Code.AUTHORS_UNCLEAR, field=place(index, name), message=message)


@lru_cache(256)
def missing(index: int, name: str) -> Finding:
    message = f"Không thấy {_NAMES[name]} của tác giả thứ {index + 1}."
    return Finding(code=_MISSING[name], field=place(index, name), message=message, ask=False)


def nameless(index: int) -> Finding:
    message = f"Không đọc được họ tên của tác giả thứ {index + 1}; hãy xem ô tác giả."
    return Finding(code=Code.MISSING_AUTHORS, field="authors", message=message)


def no_authors() -> Finding:
    return Finding(code=Code.MISSING_AUTHORS, field="authors", message="Không có tác giả nào; hãy xem ô tác giả.")


def unclear(message: str) -> Finding:
    return Finding(code=Code.AUTHORS_UNCLEAR, field="authors", message=message)


def odd_birth(index: int, written: str) -> Finding:
    message = f"Năm sinh ghi “{written.strip()}” không chắc đúng; hãy kiểm tra năm sinh của tác giả thứ {index + 1}."
    return Finding(code=Code.BIRTH_YEAR_IMPLAUSIBLE, field=place(index, "birth_year"), message=message)


def odd_phone(index: int, written: str) -> Finding:
    message = f"Số điện thoại ghi “{written.strip()}” không đúng dạng; hãy kiểm tra lại với tác giả thứ {index + 1}."
    return Finding(code=Code.PHONE_INVALID, field=place(index, "phone"), message=message)


def more_phones(index: int) -> Finding:
    message = f"Tác giả thứ {index + 1} ghi nhiều số điện thoại; sổ chỉ giữ số đầu."
    return Finding(code=Code.AUTHORS_UNCLEAR, field=place(index, "phone"), message=message, ask=False)


def shares_total(total: float) -> Finding:
    message = f"Tổng tỷ lệ đóng góp của các tác giả là {total:g}%, không phải 100%; hãy kiểm tra."
    return Finding(code=Code.SHARES_NOT_100, field="authors", message=message)
