"""Messages of the register as the desk tells them: what they say of commands is for the terminal."""

from __future__ import annotations

import re

_COMMAND = re.compile(r"\s*\(`[^`]*`\)|\s*bằng `[^`]*`|: (?:xem|dùng)[^:`]*`[^`]*`[^.`]*|\s*`[^`]*`")


def for_desk(error: Exception) -> str:
    return _COMMAND.sub("", str(error))
