"""Awards and titles of honour: one text a piece, as written."""

from __future__ import annotations

import re

from schemas.text import one_line, tidy

_NONE = re.compile(
    r"^[\W_]*(?:năm\s+)?(?:(?:19|20)\d\d\s*:)?[\W_]*(?:(?:không|ko|chưa)(?:\s+(?:có|được))?(?:\s+(?:thành\s+tích|danh\s+hiệu|khen\s+thưởng))?|0|x|nil)?[\W_]*$",
    re.IGNORECASE,
)
_TITLE = (
    r"(?:danh\s+hiệu|bằng\s+(?:khen|lao\s+động|tuổi\s+trẻ)|giấy\s+(?:khen|chứng\s+nhận)|chiến\s+s[ĩỹ]|cst[đd]|lđtt|lđst|lao\s+động\s+(?:tiên\s+tiến|"
    r"sáng\s+tạo|giỏi)|huân\s+chương|huy\s+chương|kỷ\s+niệm\s+chương|cờ\s+thi\s+đua|hoàn\s+thành\s+(?:xuất\s+sắc|tốt)|giáo\s+viên\s+(?:dạy\s+)?giỏi|"
    r"gvg|gvdg|htxsnv|httnv|tập\s+thể\s+lao\s+động|nhà\s+giáo|thầy\s+thuốc|nghệ\s+nhân|anh\s+hùng|giải\s+(?:nhất|nhì|ba|khuyến|a|b|c)\b|"
    r"đoàn\s+viên\s+(?:xuất\s+sắc|tiêu\s+biểu)|công\s+nhân\s+(?:giỏi|tiêu\s+biểu)|bk\b|gk\b|đạt\b|được\b|tuyên\s+dương|biểu\s+dương)"
)
_YEAR_FIRST = r"(?:năm(?:\s+học)?\s+)?(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?\s*:"
_BEGIN = rf"(?:{_TITLE}|{_YEAR_FIRST})"
_WHOSE = rf"[^:;\n]{{2,60}}:\s*(?={_TITLE})"
_START = re.compile(rf"(?:{_BEGIN}|{_WHOSE})", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-–•+*]|\d{1,2}[.)])\s*")
_INNER_BULLET = re.compile(rf"\s+(?:[-–+•]|\d{{1,2}}[.)])\s+(?={_BEGIN})", re.IGNORECASE)
_SOFT = re.compile(
    rf"(?:(?<!\d),|\.)\s+(?:và\s+)?(?={_BEGIN})|,\s+(?:và\s+)?(?={_TITLE})|\s+và\s+(?={_BEGIN})", re.IGNORECASE
)


def split_awards(text: str) -> list[str]:
    """The awards of a cell in written order, each with its year; `Không`, `-` and an empty cell give none.

    A line that starts no award continues the one before; a comma or full stop parts only where a new award begins.
    """
    lines: list[str] = []
    for line in tidy(text).split("\n"):
        starts = bool(_BULLET.match(line) or _START.match(line))
        if lines and not starts and not lines[-1].endswith(";"):
            lines[-1] += " " + line
        else:
            lines.append(line)
    pieces = [piece for line in lines for part in line.split(";") for piece in _parts(_BULLET.sub("", part))]
    return [piece for piece in pieces if not _NONE.match(piece)]


def _parts(text: str) -> list[str]:
    rough = [part for piece in _INNER_BULLET.split(text) for part in _SOFT.split(piece)]
    return [one_line(part).strip(" ,;.-–") for part in rough if part and part.strip(" ,;.-–")]
