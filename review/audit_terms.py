"""How the audit's acts and values are called in plain words."""

from __future__ import annotations

from collections.abc import Mapping

# Kind of act → its name, and how each of its acts is told.
KINDS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "answers": (
        "Trả lời, sửa",
        {
            "answered": "trả lời câu hỏi về",
            "took-back": "lùi câu trả lời về",
            "accepted": "sửa",
            "decided": "quyết định tình trạng",
            "letter-answered": "trả lời về tờ trình của",
            "letter-took-back": "lùi câu trả lời về tờ trình của",
            "columns": "chỉ cột cho bảng mẫu lạ",
            "unit-chosen": "chỉ đơn vị gửi của",
            "unit-choice-withdrawn": "bỏ lựa chọn đơn vị gửi của",
            "keyed": "nhập tay",
            "keyed-took-back": "bỏ dòng nhập tay",
            "keyed-dossier": "lập hồ sơ giấy",
            "keyed-in-full": "ghi là đã nhập đủ dòng của",
        },
    ),
    "pairs": (
        "Xét trùng",
        {
            "judged": "kết luận về cặp",
            "judgement-undone": "lùi kết luận về cặp",
            "merged": "gộp vào",
            "merge-undone": "tách khỏi",
            "compared": "so trùng",
            "model": "đổi mô hình so trùng thành",
        },
    ),
    "dossiers": (
        "Hồ sơ",
        {
            "received": "nhận",
            "received-again": "nhận lại",
            "begun": "bắt đầu đọc",
            "read": "đọc xong",
            "released": "ngừng đọc",
            "set-aside": "để riêng",
            "retry": "cho đọc lại",
            "told": "xét quy định cho",
            "filed": "tra đơn vị gửi của các",
            "version": "nhận ra bản gửi lại",
            "rows-linked": "nối các bản gửi lại của",
            "rows-dropped": "bỏ dòng của một người",
            "withdrawn": "rút",
            "import-begun": "bắt đầu nhập danh sách",
            "import-rows": "nhập dòng của danh sách",
            "imported": "nhập xong danh sách",
        },
    ),
    "given": (
        "Xuất, xem số điện thoại",
        {
            "exported": "xuất",
            "revealed": "xuất có số điện thoại đầy đủ:",
            "phone-shown": "xem số điện thoại ở",
            "person-exported": "xuất dữ liệu của một người",
            "person-erased": "xóa dữ liệu của một người",
            "retention": "xóa dữ liệu hết hạn giữ",
        },
    ),
    "settings": (
        "Thiết lập, đơn vị",
        {
            "setting": "sửa thiết lập",
            "units": "nhập danh mục đơn vị",
            "unit": "sửa đơn vị",
            "unit-alias": "dạy tên gọi của đơn vị",
            "unit-alias-withdrawn": "bỏ tên gọi của đơn vị",
        },
    ),
    "accounts": (
        "Tài khoản",
        {
            "account": "sửa tài khoản",
            "signed-in": "đăng nhập",
            "unlocked": "bỏ khóa",
            "sessions-ended": "ngắt mọi máy của",
            "token-made": "cấp mã truy cập cho phần mềm của",
            "token-ended": "thu mã truy cập của",
        },
    ),
    "register": (
        "Máy và sổ",
        {
            "verified": "kiểm tra sổ",
            "run-interrupted": "lượt chạy bị ngắt",
            "moved": "chuyển sổ sang cơ sở dữ liệu khác",
            "restored": "khôi phục từ bản sao lưu",
            "resealed": "niêm phong lại nhật ký",
        },
    ),
}
LABELS = {
    "changed": "cặp mới hoặc đổi", "compared": "sáng kiến đã so", "model": "mô hình", "of": "bản trước",
    "author": "tác giả thứ", "token": "mã truy cập", "from": "từ", "mentions": "chỗ nhắc đến",
    "mentions_erased": "chỗ đã xóa", "headings": "tiêu đề", "filed": "hồ sơ", "shown": "họ và tên", "role": "vai trò",
    "units": "đơn vị", "disabled": "khóa", "must_change": "phải đổi mật khẩu", "lang": "ngôn ngữ", "keys": "phím tắt",
    "blind": "ẩn điểm của máy", "password": "đặt mật khẩu", "name": "tên", "province": "tỉnh",
    "review": "ngưỡng hỏi người", "same": "ngưỡng chắc trùng", "form": "dạng tệp", "rows": "số dòng", "why": "lý do",
    "status": "tình trạng", "judgement": "kết luận", "verdict": "máy cho là", "sessions": "số máy",
    "failures": "số lần sai", "text": "cách viết", "dossiers": "số hồ sơ", "innovations": "sáng kiến",
    "files": "số tệp", "source_name": "tên tệp", "attempt": "lần thứ", "codes": "điều ghi nhận", "code": "lý do",
    "problems": "số chỗ sai", "quick": "kiểm nhanh", "names": "các tên", "aliases": "tên gọi khác",
    "cluster": "cụm thi đua", "targets": "chỉ tiêu", "members": "số đoàn viên", "kind": "loại", "parents": "cấp trên",
    "places": "địa bàn", "channel": "kênh", "applied_first": "áp dụng từ ngày", "applied_last": "áp dụng đến ngày",
    "dossier_deadline": "hạn nộp hồ sơ", "portal_first": "cổng mở từ ngày", "portal_last": "cổng đóng ngày",
    "phases": "giai đoạn", "quotas": "hạn mức", "selected": "số được gửi lên", "source": "căn cứ",
    "judgements": "số kết luận", "fields": "các mục", "number": "số", "answers": "trả lời", "field": "mục",
    "value": "giá trị", "asked": "mục", "engine": "bản đọc", "unit": "đơn vị", "events": "biến động",
    "version": "bản", "before": "trước", "after": "sau", "required": "giấy tờ bắt buộc",
    "recognised": "phải được công nhận", "unprotected": "không thuộc diện bảo hộ",
    "benefit_a_year": "làm lợi tính một năm", "pairs": "cặp", "new": "mới", "counts": "số lượng",
    "others": "các dòng khác", "masked": "che số điện thoại", "portal_characters": "số chữ cổng nhận",
    "lost": "số tệp thiếu",
}  # fmt: skip
