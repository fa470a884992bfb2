"""Whether an authority has recognised an innovation: by its row, or by a decision that lists its author or title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemas.finding import Code, Finding
from schemas.innovation import Reading
from schemas.rules.case import Case
from schemas.text import fold, one_line, same_tone

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
    elif case.listing and not case.listing.holding(reading.accepted):
        numbers = ", ".join(decision.number for decision in case.decisions if decision.number) or "kèm theo"
        message = f"Không thấy trong quyết định {numbers}; sáng kiến phải được công nhận{rests}."
        yield Finding(code=Code.NOT_RECOGNISED, field="recognition", message=message, ask=False)
    elif case.decisions and not case.listing:
        message = f"Máy chưa đọc được danh sách trong quyết định kèm theo; sáng kiến phải được công nhận{rests}."
        yield Finding(code=Code.RECOGNITION_MISSING, field="recognition", message=message, ask=False)
    elif not case.decisions:
        message = f"Bảng và hồ sơ đều chưa có quyết định công nhận; sáng kiến phải được công nhận{rests}."
        yield Finding(code=Code.RECOGNITION_MISSING, field="recognition", message=message, ask=False)


def names_agree(reading: Reading, case: Case) -> Iterator[Finding]:
    """A name that the decision writes with other accents: one of the two papers, or its reading, is wrong."""
    own = [case.listing.entries[number].name for number in case.listing.holding(reading.accepted)]
    names = {fold(name): name for name in own if name}
    for index, author in enumerate(reading.accepted.authors):
        other = names.get(fold(author.full_name), author.full_name)
        if _spoken(other) != _spoken(author.full_name):
            message = f"Bảng ghi tác giả “{author.full_name}”, quyết định ghi “{other}”; hãy chọn chỗ đúng."
            yield Finding(code=Code.LOW_CONFIDENCE, field=f"authors[{index}].full_name", message=message)


def _spoken(name: str) -> str:
    return same_tone(one_line(name)).casefold()
