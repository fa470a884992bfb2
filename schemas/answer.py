"""What a person says of one question about a row: the values that hold, or that the paper cannot be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from schemas.changes import Value, put, within
from schemas.finding import Code, Finding
from schemas.innovation import Reading

_ILLEGIBLE = "Người kiểm tra không đọc được ô này trên bản gửi; cần đơn vị gửi lại bản rõ hơn."


@dataclass(frozen=True, slots=True)
class Answer:
    """`asked`: one of a reading's `review_fields`, or a field that nobody asked about. `changes`: path → new value.

    `illegible`: the field's values stay as they are read, and the unit is told.
    """

    asked: str
    changes: Mapping[str, Value] = field(default_factory=dict)
    illegible: bool = False


def answered(reading: Reading, answers: Sequence[Answer]) -> Reading:
    """The reading after a person's answers: nobody is asked again, what was read stays in `fields`.

    Raises IndexError or AttributeError for a path that leads nowhere.
    """
    accepted = reading.accepted
    for one in answers:
        for path, value in one.changes.items():
            accepted = put(accepted, path, value)
    settled = [one.asked for one in answers]
    findings = [f for f in reading.findings if not (f.ask and _settles(settled, f.field or "*"))]
    findings += [
        Finding(code=Code.ILLEGIBLE, field=one.asked, message=_ILLEGIBLE, ask=False) for one in answers if one.illegible
    ]
    left = [name for name in reading.review_fields if not _settles(settled, name)]
    return reading.model_copy(update={"accepted": accepted, "findings": findings, "review_fields": left})


def _settles(settled: Sequence[str], name: str) -> bool:
    """Whether a question is answered, or is about a part of something that was; `*` answers all."""
    return any(one in ("*", name) or within(name, one) for one in settled)
