"""What is wrong with a register, said to staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

What = Literal[
    "audit", "anchor", "missing", "truncated", "corrupt", "orphan", "erased", "temporary", "table", "database"
]


@dataclass(frozen=True, slots=True)
class Problem:
    """`subject`: a sha256, a line's number, a table's name. `message`: one Vietnamese line with the next step."""

    what: What
    subject: str
    message: str
