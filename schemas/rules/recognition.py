"""Whether an authority has recognised an innovation: by its row, or by a decision that lists its author or title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from schemas.dossier import Recognised
from schemas.finding import Code, Finding
from schemas.innovation import Accepted, Reading
from schemas.rules.case import Case
from schemas.text import fold, one_line, same_tone

_ALIKE = 0.85  # of two titles: slips of typing and reading, another word's abbreviation
_OTHER = 0.5  # less alike than this, one person's two titles are two innovations
_LONG = 15  # letters of a title that may stand inside a longer one
_NONE = re.compile(r"^\W*(?:khong|chua)\b")


def recognised(reading: Reading, case: Case) -> Iterator[Finding]:
    programme = case.programme
    if programme is None or not programme.recognised or reading.accepted.recognition is not None:
        return
    rests = programme.cited("recognised")
    written = one_line(reading.fields["recognition"].as_read) if "recognition" in reading.fields else ""
    if _NONE.match(fold(written)):
        message = f"Bảng ghi “{written[:60]}” ở mục quyết định công nhận; sáng kiến phải được công nhận{rests}."
        yield Finding(code=Code.NOT_RECOGNISED, field="recognition", message=message, ask=False)
    elif case.entries and not listed(reading.accepted, case.entries):
        numbers = ", ".join(decision.number for decision in case.decisions if decision.number) or "kèm theo"
        message = f"Không thấy trong quyết định {numbers}; sáng kiến phải được công nhận{rests}."
        yield Finding(code=Code.NOT_RECOGNISED, field="recognition", message=message, ask=False)
    elif case.decisions and not case.entries:
        message = f"Máy chưa đọc được danh sách trong quyết định kèm theo; sáng kiến phải được công nhận{rests}."
        yield Finding(code=Code.RECOGNITION_MISSING, field="recognition", message=message, ask=False)
    elif not case.decisions:
        message = f"Bảng và hồ sơ đều chưa có quyết định công nhận; sáng kiến phải được công nhận{rests}."
        yield Finding(code=Code.RECOGNITION_MISSING, field="recognition", message=message, ask=False)


def names_agree(reading: Reading, case: Case) -> Iterator[Finding]:
    """A name that the decision writes with other accents: one of the two papers, or its reading, is wrong."""
    own = [entry for entry in case.entries if entry.name and _one_work(reading.accepted, entry)]
    names = {fold(entry.name): entry.name for entry in own}
    for index, author in enumerate(reading.accepted.authors):
        other = names.get(fold(author.full_name), author.full_name)
        if _spoken(other) != _spoken(author.full_name):
            message = f"Bảng ghi tác giả “{author.full_name}”, quyết định ghi “{other}”; hãy chọn chỗ đúng."
            yield Finding(code=Code.LOW_CONFIDENCE, field=f"authors[{index}].full_name", message=message)


def listed(accepted: Accepted, entries: Sequence[Recognised]) -> bool:
    return any(_one_work(accepted, entry) for entry in entries)


def _one_work(accepted: Accepted, entry: Recognised) -> bool:
    """One innovation: by title; by an author's name where the titles do not speak against it."""
    alike = _likeness(accepted.title, entry.title) if entry.title else None
    if alike is not None and alike >= _ALIKE:
        return True
    same = bool(entry.name) and fold(entry.name) in {fold(author.full_name) for author in accepted.authors}
    return same and (alike is None or alike >= _OTHER)


def _likeness(one: str, other: str) -> float:
    a, b = sorted((_key(one), _key(other)), key=len)
    if len(a) >= _LONG and a in b:
        return 1.0
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _key(title: str) -> str:
    return " ".join(re.findall(r"\w+", fold(title)))[:400]


def _spoken(name: str) -> str:
    return same_tone(one_line(name)).casefold()
