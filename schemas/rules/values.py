"""What a row must have, and what cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.finding import Code, Finding
from schemas.innovation import Reading
from schemas.rules.case import Case

YOUNGEST, OLDEST = 16, 75  # years of age at which an innovation is put to use
_MISSING = (
    ("title", Code.MISSING_TITLE, "Thiếu tên sáng kiến."),
    ("authors", Code.MISSING_AUTHORS, "Thiếu tác giả."),
    ("application_period", Code.MISSING_PERIOD, "Thiếu thời gian áp dụng."),
    ("summary", Code.MISSING_SUMMARY, "Thiếu tóm tắt nội dung."),
    ("effect", Code.MISSING_EFFECT, "Thiếu hiệu quả sáng kiến."),
)
_ALWAYS = ("title", "authors")


def filled_in(reading: Reading, case: Case) -> Iterator[Finding]:
    """What a form does not ask for is not missing."""
    for name, code, message in _MISSING:
        if not getattr(reading.accepted, name) and (name in case.columns or name in _ALWAYS):
            yield Finding(code=code, field=name, message=message)


def ages(reading: Reading, case: Case) -> Iterator[Finding]:
    when = reading.accepted.applied_from or case.letter.date
    for index, author in enumerate(reading.accepted.authors if when else ()):
        if when is None or author.birth_year is None:
            continue
        age = when.year - author.birth_year
        if not YOUNGEST <= age <= OLDEST:
            message = (
                f"Tác giả thứ {index + 1} sinh năm {author.birth_year}, tức {max(age, 0)} tuổi năm {when.year}: "
                f"ngoài khoảng {YOUNGEST}–{OLDEST}; hãy kiểm tra năm sinh."
            )
            place = f"authors[{index}].birth_year"
            yield Finding(code=Code.BIRTH_YEAR_IMPLAUSIBLE, field=place, message=message)
