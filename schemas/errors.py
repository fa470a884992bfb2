"""Errors that are meant for someone: one root, a stable code, one Vietnamese line that says the next step."""

from __future__ import annotations

import errno
from enum import StrEnum


class ItemCode(StrEnum):
    """Why an item, or a part of one, was set aside."""

    UNREADABLE = "unreadable"
    ENCRYPTED = "encrypted"
    EMPTY = "empty"
    UNSUPPORTED_TYPE = "unsupported-type"
    TOO_LARGE = "too-large"
    TOO_MANY_PAGES = "too-many-pages"
    ARCHIVE_BOMB = "archive-bomb"
    NESTED_TOO_DEEP = "nested-too-deep"
    TIMEOUT = "timeout"
    OUT_OF_MEMORY = "out-of-memory"
    NO_TABLE_FOUND = "no-table-found"
    NO_VIETNAMESE_OCR = "no-vietnamese-ocr"
    MISSING_TOOL = "missing-tool"
    INTERNAL = "internal-error"  # our own fault: nothing is wrong with the item


ADVICE: dict[ItemCode, str] = {
    ItemCode.UNREADABLE: "Không mở được tệp (tệp hỏng hoặc gửi thiếu). Đề nghị đơn vị gửi lại tệp.",
    ItemCode.ENCRYPTED: "Tệp có mật khẩu. Đề nghị đơn vị gửi lại bản không đặt mật khẩu.",
    ItemCode.EMPTY: "Tệp rỗng, không có nội dung. Đề nghị đơn vị gửi lại.",
    ItemCode.UNSUPPORTED_TYPE: "Loại tệp này chưa đọc được. Đề nghị đơn vị gửi bản Word, Excel, PDF hoặc ảnh chụp.",
    ItemCode.TOO_LARGE: "Tệp quá lớn so với giới hạn. Đề nghị đơn vị tách nhỏ hoặc quét lại ở 200–300 dpi.",
    ItemCode.TOO_MANY_PAGES: "Tệp có quá nhiều trang. Đề nghị đơn vị chỉ gửi tờ trình, bảng tổng hợp và quyết định.",
    ItemCode.ARCHIVE_BOMB: "Tệp nén hoặc hộp thư bất thường (quá nhiều tệp, bung ra quá lớn). Hãy hỏi lại đơn vị gửi.",
    ItemCode.NESTED_TOO_DEEP: "Tệp nén hoặc thư lồng nhau quá nhiều lớp. Đề nghị đơn vị gửi tệp trực tiếp.",
    ItemCode.TIMEOUT: "Đọc tệp quá lâu nên đã dừng. Hãy thử lại; nếu vẫn lỗi, đề nghị đơn vị gửi bản khác.",
    ItemCode.OUT_OF_MEMORY: "Đọc tệp cần quá nhiều bộ nhớ nên đã dừng. Đề nghị đơn vị gửi bản nhỏ hơn.",
    ItemCode.NO_TABLE_FOUND: "Không tìm thấy bảng tổng hợp sáng kiến. Hãy xem tệp; nếu thiếu, đề nghị đơn vị bổ sung.",
    ItemCode.NO_VIETNAMESE_OCR: "Máy chưa cài nhận dạng tiếng Việt (Tesseract vie). Chạy `make setup` rồi chạy lại.",
    ItemCode.MISSING_TOOL: "Máy thiếu công cụ để đọc loại tệp này. Chạy `sovang doctor` để biết cách cài.",
    ItemCode.INTERNAL: "Phần mềm gặp lỗi khi đọc hồ sơ này (bản gốc vẫn được giữ). Báo người phụ trách kèm sovang.log.",
}


_TROUBLES = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "đã dùng hết dung lượng được cấp",
    errno.EEXIST: "đây là tệp, không phải thư mục",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.ENOTDIR: "một phần của đường dẫn là tệp, không phải thư mục",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.EBUSY: "tệp đang bận",
    errno.EIO: "ổ đĩa đọc, ghi lỗi",
}


def trouble_with(error: OSError, path: object = None) -> str:
    """What the operating system has against a path, in Vietnamese: `so.xlsx: ổ đĩa đã đầy`."""
    named = path if path is not None else error.filename
    why = _TROUBLES.get(error.errno or 0, error.strerror or str(error))
    return f"{named}: {why}" if named else why


class SovangError(Exception):
    """Root of all errors that the project raises on purpose. `str()` is one Vietnamese line for the reader."""


class SetAside(SovangError):
    """An item, or a part of one, cannot be read; it is kept and listed with this code."""

    def __init__(self, code: ItemCode, detail: str = "") -> None:
        self.code = code
        self.detail = detail  # for the log, English or a library's words
        super().__init__(ADVICE[code])

    def __reduce__(self) -> tuple[type[SetAside], tuple[ItemCode, str]]:
        return (SetAside, (self.code, self.detail))


class SetupError(SovangError):
    """Wrong usage or a machine that is not set up: stops the run with exit status 2."""
