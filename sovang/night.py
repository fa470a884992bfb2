"""What the nightly run does for the register when its own work is done: a quick check, and a backup by setting."""

from __future__ import annotations

from flows.report import Summary
from register import verify
from register.register import Register
from schemas.errors import SetupError
from sovang import backing
from sovang.settings import Settings

_NAMED = 10


def look_after(settings: Settings, register: Register, summary: Summary) -> None:
    """Adds to the account what was found and made. A night's backup that fails is told; the night is not lost by it."""
    problems = verify.nightly(register.database, register.files)
    if problems:
        more = [f"… và {len(problems) - _NAMED} chỗ nữa: `sovang verify`."] if len(problems) > _NAMED else []
        summary.trouble += [*(problem.message for problem in problems[:_NAMED]), *more]
    else:
        summary.kept.append("Kiểm tra đêm: sổ, nhật ký và bản gốc nguyên vẹn (kiểm nhanh).")
    if settings.backup is None:
        return
    try:
        made = backing.make(settings, register)
    except SetupError as error:
        summary.trouble.append(f"Chưa sao lưu được: {error}")
        return
    (summary.trouble if made.missing else summary.kept).append(backing.told(made, settings.backup))
