"""What of a dossier's findings its unit is told: what it can mend. How well a machine read is no concern of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from schemas.dossier import ItemError
from schemas.errors import ItemCode
from schemas.finding import Code, Finding
from schemas.innovation import Innovation

_UNSAID = {
    Code.LOW_CONFIDENCE,
    Code.ENCODING_DOUBTFUL,
    Code.LEFTOVER_TEXT,
    Code.COLUMNS_UNKNOWN,
    Code.UNIT_UNKNOWN,
    Code.SAME_FILE,  # may name another unit's dossier
    Code.RESUBMISSION,  # told row by row
    Code.MISSING_PROGRAMME,
}
# What the office must see to itself: a reply says nothing of it.
_OURS = {ItemCode.TIMEOUT, ItemCode.NO_VIETNAMESE_OCR, ItemCode.MISSING_TOOL, ItemCode.INTERNAL}
_FOR_UNITS = {
    ItemCode.NO_TABLE_FOUND: "Không tìm thấy bảng tổng hợp sáng kiến. Đề nghị đơn vị bổ sung.",
    ItemCode.ARCHIVE_BOMB: "Tệp nén hoặc hộp thư không mở được. Đề nghị đơn vị gửi từng tệp, không nén.",
}
_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")


def file_for_the_unit(error: ItemError) -> str:
    """What a unit is told of a file that could not be read; empty where that is the office's own matter."""
    return "" if error.code in _OURS else _FOR_UNITS.get(error.code, error.message)


def for_the_unit(findings: Iterable[Finding], item: Innovation | None = None) -> list[str]:
    """Messages, each once. `item`: the findings are its; what has been filled in since is not asked for."""
    told = (f for f in findings if f.code not in _UNSAID and not (item and _mended(item, f)))
    return list(dict.fromkeys(finding.message for finding in told))


def _mended(item: Innovation, finding: Finding) -> bool:
    if not finding.code.startswith("missing-") and finding.code != Code.PHONE_INVALID:
        return False
    return bool(_value(item, finding.field or finding.code.removeprefix("missing-")))


def _value(item: Any, path: str) -> Any:
    for name, index in _STEP.findall(path):
        item = getattr(item, name, None)
        if index:
            item = item[int(index)] if item and int(index) < len(item) else None
    return item
