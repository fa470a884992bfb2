from __future__ import annotations

import pytest

from schemas.finding import Code, Finding
from schemas.outside import findings_within, named_in


def found(code: Code, message: str) -> Finding:
    return Finding(code=code, message=message)


@pytest.mark.parametrize(
    ("code", "message", "told"),
    [
        (Code.SAME_FILE, "Có trong hồ sơ HS2026-00002.", "Có trong hồ sơ của đơn vị khác."),
        (Code.SAME_FILE, "Có trong HS2026-00001, HS2026-00002.", "Có trong HS2026-00001, của đơn vị khác."),
        (Code.SAME_FILE, "Có trong HS2026-00002, HS2026-00003.", "Có trong của đơn vị khác."),
        (Code.OVER_QUOTA, "Quá số trong HS2026-00001.", "Quá số trong HS2026-00001."),
        (Code.OVER_QUOTA, "Quyết định số 12/QĐ-2026 nêu 3.", "Quyết định số 12/QĐ-2026 nêu 3."),
    ],
)
def test_what_is_unknown_is_not_named(code: Code, message: str, told: str) -> None:
    (one,) = findings_within([found(code, message)], {"HS2026-00001"}.__contains__)
    assert (one.code, one.message) == (code, told)


def test_what_quotes_an_unknown_row_is_not_told_at_all() -> None:
    quoting = found(Code.RESUBMISSION, "Trước là “Máy gặt” (so với HS2026-00002-001).")
    beside = found(Code.RESUBMISSION, "Bản gửi lại không còn: “Máy gặt”.")
    plain = found(Code.LOW_CONFIDENCE, "Chữ mờ")
    first, second, third = findings_within([quoting, beside, plain], lambda key: False)
    assert "Máy gặt" not in first.message + second.message
    assert third == plain
    assert named_in([quoting, beside]) == {"HS2026-00002"}
    assert findings_within([quoting, beside], lambda key: True) == [quoting, beside]
