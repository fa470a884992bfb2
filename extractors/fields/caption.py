"""The line above a table that names its letter: `(Kèm theo Tờ trình số 32/TTr-CĐCS, ngày 7/4/2021 của …)`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.fields.doc_date import DocDate, find_date
from extractors.fields.docno import DocNumber, find_number
from extractors.fields.letter_text import flat
from schemas.text import one_line

_PAPER = (
    r"(?P<paper>to trinh|cong van|quyet dinh|ke hoach|bao cao|thong bao|van ban|huong dan|giay gioi thieu|ttr|cv|qd)"
)
_OPENING = re.compile(rf"(?:(?:ban hanh )?(?:kem|dinh kem|gui kem)(?: theo)?|theo)\s*:?\s*(?:cac )?{_PAPER}\b")
# Where the unit's name ends when more follows it; `số` only before a document's number: schools have numbers too.
_AFTER_UNIT = re.compile(r"\s*(?:,?\s*\b(?:ve viec|v/v|ngay\b.*\d)|,?\s*\bso\s*:?\s*\d*\s*[/-]\s*[a-z]|[;\n]|\./\.).*$")
_OF = re.compile(r"\bcua\s+")
_KINDS = {"ttr": "to trinh", "cv": "cong van", "qd": "quyet dinh"}


@dataclass(frozen=True, slots=True)
class Caption:
    """`paper`: folded kind of the paper it belongs to (`to trinh`); the rest None or empty where not written."""

    paper: str
    number: DocNumber | None = None
    date: DocDate | None = None
    unit: str = ""
    text: str = ""


def parse_caption(text: str) -> Caption | None:
    """What a caption says; None when the text is none. The unit is given as written."""
    plain = one_line(text)
    opening = _OPENING.search(flat(plain))
    if not opening:
        return None
    rest = _inside(plain, opening.start())
    paper = opening["paper"]
    after = rest[opening.end() - opening.start() :]
    return Caption(_KINDS.get(paper, paper), find_number(after), find_date(after), _unit(after), rest)


def _inside(plain: str, start: int) -> str:
    """The text from `start` to the bracket that closes what was opened before it, if any."""
    depth = plain.count("(", 0, start) - plain.count(")", 0, start)
    opened = depth > 0
    for index in range(start, len(plain)):
        depth += {"(": 1, ")": -1}.get(plain[index], 0)
        if (opened and depth == 0) or depth < 0:
            return plain[start:index]
    return plain[start:]


def _unit(rest: str) -> str:
    key = flat(rest)
    of = _OF.search(key)
    if not of:
        return ""
    name = rest[of.end() :]
    end = _AFTER_UNIT.search(flat(name))
    return (name[: end.start()] if end else name).strip(" .,;:)/")
