"""What digital signatures say about a letter: evidence beside the paper, never its text.

A letter is signed up to some weeks after its date, and often by an office's certificate, not by its signatory's.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.fields.dates import safe_date
from schemas.grid import Page
from schemas.text import fold, one_line

_DAY = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)(?!\d)")
_LABEL = re.compile(r"^(?:người ký|ký bởi|được ký bởi|cơ quan|tổ chức|signed by)\s*:\s*", re.IGNORECASE)
_LATE = 31  # days from a letter's date to its signing that nobody wonders about


@dataclass(frozen=True, slots=True)
class Stamps:
    """`lines`: the stamps' texts without their labels; `days`: those of signing, the first one first."""

    lines: tuple[str, ...] = ()
    days: tuple[dt.date, ...] = ()

    def writing(self, name: str) -> str | None:
        """The name, accents aside, as a stamp writes it on one to three lines that say nothing else."""
        for start in range(len(self.lines)):
            for end in range(start + 1, start + 4):
                written = " ".join(self.lines[start:end])
                if fold(written) == fold(name):
                    return written
        return None

    def fits(self, day: dt.date) -> bool:
        """Whether a letter of that day may have been signed when it was; True where nothing was signed."""
        return not self.days or any(0 <= (signed - day).days <= _LATE for signed in self.days)

    def told(self) -> str:
        """The days in words for who is asked about the letter's date; empty where nothing was signed."""
        return f" Chữ ký số ngày {', '.join(f'{day:%d/%m/%Y}' for day in self.days)}." if self.days else ""


def stamps_of(pages: Sequence[Page]) -> Stamps:
    lines = [one_line(line.text) for page in pages for line in page.stamps]
    found = (safe_date(int(year), int(month), int(day)) for line in lines for day, month, year in _DAY.findall(line))
    bare = tuple(_LABEL.sub("", line).strip(" .,;") for line in lines)
    return Stamps(bare, tuple(sorted({day for day in found if day})))
