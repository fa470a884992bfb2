"""What a database's driver says when it cannot be opened, in Vietnamese and with the next step."""

from __future__ import annotations

# PostgreSQL's codes, then words that SQLite and the driver use; the first that fits is told.
_CODES = {
    "28P01": "sai tên người dùng hoặc mật khẩu. Sửa địa chỉ cơ sở dữ liệu",
    "28000": "máy chủ không cho người dùng này vào. Hỏi người quản trị máy chủ",
    "3D000": "máy chủ không có cơ sở dữ liệu này. Nhờ người quản trị tạo, hoặc sửa tên ở cuối địa chỉ",
    "42501": "người dùng này không có quyền tạo bảng ở đó. Nhờ người quản trị cấp quyền",
    "53300": "máy chủ đang có quá nhiều kết nối. Đợi rồi chạy lại",
    "53100": "ổ đĩa của máy chủ đã đầy",
    "57P03": "máy chủ đang khởi động. Đợi rồi chạy lại",
}
_WORDS = {
    "can't create a connection": "không nối được tới máy chủ. Kiểm tra tên máy, cổng, và máy chủ có đang chạy không",
    "communication error": "mất kết nối với máy chủ. Kiểm tra địa chỉ và mạng rồi chạy lại",
    "network error": "mất kết nối với máy chủ. Kiểm tra mạng rồi chạy lại",
    "unable to open database file": "không mở được tệp. Kiểm tra thư mục có không, và quyền ghi",
    "database is locked": "có chương trình khác đang giữ sổ. Đợi rồi chạy lại",
    "not a database": "tệp này không phải sổ. Kiểm tra đường dẫn, hoặc khôi phục từ bản sao lưu",
    "malformed": "tệp hỏng. Khôi phục từ bản sao lưu (`sovang restore`)",
    "readonly": "không có quyền ghi vào tệp",
    "is full": "ổ đĩa đã đầy",
    "disk i/o": "ổ đĩa đọc, ghi lỗi",
}


def cause_of(error: BaseException | None) -> str:
    """Without a stop at its end; the driver's own words where these are not known."""
    said = error.args[0] if error and error.args else error
    if isinstance(said, dict):  # how PostgreSQL tells: C is the code, M the words
        return _CODES.get(str(said.get("C")), f"máy chủ nói “{str(said.get('M', '')).rstrip('.')}”")
    words = str(said).rstrip(".")
    known = next((ours for theirs, ours in _WORDS.items() if theirs in words.lower()), None)
    return known or f"{words}. Kiểm tra quyền ghi, ổ đĩa và địa chỉ cơ sở dữ liệu"
