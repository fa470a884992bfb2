"""What the national portal takes: an answer of so many characters."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.finding import Code, Finding
from schemas.innovation import Reading
from schemas.rules.case import Case


def fits_portal(reading: Reading, case: Case) -> Iterator[Finding]:
    programme = case.programme
    most = programme.portal_characters if programme else None
    length = len(reading.accepted.summary)
    if programme is not None and most is not None and length > most:
        message = f"Tóm tắt dài {length} ký tự, cổng chỉ nhận {most}{programme.cited('portal')}."
        yield Finding(code=Code.TOO_LONG_FOR_PORTAL, field="summary", message=message, ask=False)
