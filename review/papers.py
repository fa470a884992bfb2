"""What a dossier consists of, as its page shows it: which papers are there, which pages there are pictures of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from register.exports import words
from schemas.dossier import Dossier
from schemas.finding import Code, Finding
from schemas.written import OFFICE, day

_MISSING = {"letter": Code.MISSING_LETTER, "table": Code.MISSING_TABLE, "decision": Code.MISSING_DECISION}
PAPERS = frozenset({*_MISSING.values(), Code.LATE_DOSSIER})
_SHOWN = 400  # pages of a dossier that are looked for


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list of papers. `mark`: a class of the style sheet; `said`: the state in a word."""

    name: str
    said: str
    mark: Literal["good", "bad", "warn", ""]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that there is a picture of. `number` from 1."""

    sha256: str
    number: int
    file: str
    kind: str  # in words; empty where the page is of no known kind


@dataclass(frozen=True, slots=True)
class Check:
    """Two places that should say the same."""

    what: str
    one: str
    other: str
    agrees: bool


def papers(dossier: Dossier) -> list[Line]:
    """Each kind of paper: there, missing or not needed; then whether all came in time."""
    findings = {finding.code: finding for finding in dossier.findings}
    lines = [_line(dossier, kind, findings.get(code)) for kind, code in _MISSING.items()]
    others = [document for document in dossier.documents if document.kind == "other"]
    if others:
        lines.append(Line(words.DOCUMENTS["other"], f"{len(others)}", "", _where(others)))
    if late := findings.get(Code.LATE_DOSSIER):
        return [*lines, Line("Hạn nộp", "muộn", "warn", late.message)]
    return lines


def _line(dossier: Dossier, kind: str, missing: Finding | None) -> Line:
    found = [document for document in dossier.documents if document.kind == kind]
    if found:
        return Line(words.DOCUMENTS[kind], "có", "good", _where(found))
    if missing is not None:
        return Line(words.DOCUMENTS[kind], "thiếu", "bad", missing.message)
    note = "Không bắt buộc." if dossier.documents else "Hồ sơ chưa đọc được."
    return Line(words.DOCUMENTS[kind], "không có", "", note)


def _where(documents: Sequence[object]) -> str:
    parts = []
    for document in documents:
        pages = getattr(document, "pages", [])
        file = str(getattr(document, "file", ""))
        parts.append(f"{file}, trang {_span(pages)}" if pages else file)
    return "; ".join(dict.fromkeys(parts))


def _span(pages: Sequence[int]) -> str:
    if len(pages) > 2 and [*pages] == [*range(pages[0], pages[-1] + 1)]:
        return f"{pages[0]}–{pages[-1]}"
    return ", ".join(map(str, pages))


def sheets(pages: Path, dossier: Dossier) -> list[Sheet]:
    """The pages that there are pictures of, in the order of the files."""
    kinds = {(d.file, page): words.DOCUMENTS.get(d.kind, "") for d in dossier.documents for page in d.pages}
    found = ((part, number) for part in dossier.parts for number in range(1, part.pages + 1))
    shown = [
        Sheet(part.sha256, number, part.name, kinds.get((part.name, number), ""))
        for part, number in found
        if (pages / part.sha256[:2] / part.sha256 / f"{number}.jpg").is_file()
    ]
    return shown[:_SHOWN]


def checks(dossier: Dossier) -> list[Check]:
    """What the letter says against what the table and the decision have."""
    return [*_counted(dossier), *_dated(dossier), *_decided(dossier)]


def _counted(dossier: Dossier) -> Iterator[Check]:
    if dossier.announced_count is not None:
        agrees = dossier.announced_count == dossier.innovations
        said = f"tờ trình nêu {dossier.announced_count}", f"bảng có {dossier.innovations} dòng"
        yield Check("Số sáng kiến", *said, agrees)


def _dated(dossier: Dossier) -> Iterator[Check]:
    """Only a day that cannot be is worth a line."""
    if dossier.date is not None and dossier.date > dossier.received_at.astimezone(OFFICE).date():
        yield Check("Ngày", f"tờ trình {day(dossier.date)}", f"nhận {day(dossier.received_at)}", agrees=False)


def _decided(dossier: Dossier) -> Iterator[Check]:
    decisions = [decision for document in dossier.documents for decision in document.decisions]
    named = sum(len(decision.entries) for decision in decisions)
    if named and dossier.innovations:
        ours = [f for f in dossier.findings if f.code is Code.COUNT_MISMATCH and f.message.startswith("Quyết định")]
        numbers = ", ".join(filter(None, (decision.number for decision in decisions)))
        yield Check("Công nhận", f"quyết định {numbers} nêu {named}", f"bảng có {dossier.innovations} dòng", not ours)
