"""The columns of a workbook of units: the heading that is written, and others that offices use; codes in words."""

from __future__ import annotations

from register.exports import words
from schemas.text import fold

HEADINGS = {
    "id": ("Mã đơn vị", "Mã"),
    "kind": ("Loại", "Loại đơn vị"),
    "name": ("Tên đơn vị", "Tên công đoàn", "Tên công đoàn cơ sở", "Tên CĐCS", "Công đoàn cơ sở", "Tên", "Đơn vị"),
    "short": ("Tên viết tắt",),
    "symbol": ("Ký hiệu văn bản", "Ký hiệu"),
    "parent": ("Cấp trên", "Đơn vị cấp trên", "Trực thuộc", "Công đoàn cấp trên"),
    "province": ("Tỉnh", "Tỉnh, thành phố"),
    "district": ("Huyện", "Quận, huyện"),
    "ward": ("Xã", "Xã, phường"),
    "from": ("Từ ngày",),
    "to": ("Đến hết ngày", "Đến ngày"),
    "channel": ("Kênh liên lạc", "Kênh"),
    "members": ("Số đoàn viên", "Đoàn viên"),
    "aliases": ("Tên gọi khác",),
    "cluster": ("Cụm thi đua", "Cụm", "Khối thi đua", "Cụm, khối thi đua"),
    "source": ("Căn cứ",),
    "event_id": ("Mã biến động",),
    "day": ("Ngày", "Từ ngày"),
    "event_kind": ("Loại biến động",),
    "old": ("Đơn vị cũ",),
    "new": ("Đơn vị mới",),
    "share": ("Tỷ lệ (%)",),
    "decision": ("Số quyết định",),
    "note": ("Ghi chú",),
    "programme": ("Chương trình",),
    "phase": ("Giai đoạn",),
    "target": ("Chỉ tiêu",),
    "quota": ("Hạn mức",),
}
HEADS = {key: [fold(one).strip(" :*.") for one in names] for key, names in HEADINGS.items()}
KNOWN = {head for heads in HEADS.values() for head in heads}


def _codes(told: dict[str, str]) -> dict[str, str]:
    """Folded words, and the codes themselves."""
    return {fold(word): code for code, word in told.items()} | {code: code for code in told}


KINDS = _codes(words.UNIT_KINDS)
CHANNELS = _codes({k: v for k, v in words.UNIT_CHANNELS.items() if k != "unknown"}) | {"email": "email", "thu": "email"}
EVENTS = _codes(words.UNIT_EVENTS)
