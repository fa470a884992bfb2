"""One JSON object a line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel

from register.exports.atomic import replacing

# Breaks that some readers split lines at although JSON allows them inside strings.
_BREAKS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def export_jsonl(items: Iterable[BaseModel], path: Path) -> int:
    """UTF-8, letters unescaped, dates in ISO form. Returns how many were written."""
    count = 0
    with replacing(path) as coming, coming.open("w", encoding="utf-8", newline="\n") as out:
        for item in items:
            out.write(item.model_dump_json().translate(_BREAKS) + "\n")
            count += 1
    return count
