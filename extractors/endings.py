"""What it means when a child of the sandbox fails or ends: the reason that people are told."""

from __future__ import annotations

import errno
import signal
from typing import Any

from extractors.confine import is_full
from schemas.errors import ItemCode, SetAside

# Killed by the system, or by its own hand: pdfium ends so where it gets no memory.
_STARVED = (*(-number for number in (signal.SIGKILL, signal.SIGABRT, signal.SIGTRAP, signal.SIGILL)), 137)


def told(error: Exception) -> dict[str, Any]:
    """What a child says of an error that it did not expect."""
    if isinstance(error, OSError) and is_full(error):
        return {"type": "setup", "detail": f"Không ghi được tệp tạm: {error.strerror}. Dọn ổ đĩa rồi chạy lại."}
    code = ItemCode.TOO_LARGE if isinstance(error, OSError) and error.errno == errno.EFBIG else ItemCode.UNREADABLE
    return {"type": "set-aside", "code": code, "detail": repr(error)}


def died(exit_code: int | None) -> SetAside:
    """Why a child ended without a word."""
    if exit_code == -signal.SIGXCPU:
        return SetAside(ItemCode.TIMEOUT, "too much CPU time")
    if exit_code == -signal.SIGXFSZ:
        return SetAside(ItemCode.TOO_LARGE, "wrote too much")
    if exit_code in _STARVED:
        return SetAside(ItemCode.OUT_OF_MEMORY, f"child ended with {exit_code}")
    return SetAside(ItemCode.UNREADABLE, f"child ended with {exit_code}")
