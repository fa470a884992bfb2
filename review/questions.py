"""A row as its page shows it: what is asked first, then everything else."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from register.exports import words
from review.inputs import Input, inputs
from review.pictures import cut_outs
from schemas.changes import within
from schemas.innovation import FieldReading, Place, Reading

# The order of the paper, as people read it.
_ORDER = (
    *("title", "authors", "application_period", "applied_from", "applied_to", "summary", "effect", "benefit_vnd"),
    *("benefit_period", "scope", "awards", "recognition", "sector", "kind", "confidential"),
)
_TEXTS = ("title", "application_period", "summary", "effect", "scope")
_SURE, _RATHER = 0.97, 0.85


@dataclass(frozen=True, slots=True)
class Question:
    """One field, or a whole that is asked about. `certainty`: of being right, 0 to 1, None where nothing was read.

    `alternate`: what the second reader saw, where it differs; `second`: whether that can be taken as it is; `doubts`:
    words that may have been misread, with what the other reader saw; `messages`: why it is asked.
    """

    name: str
    label: str
    asked: bool
    inputs: Sequence[Input]
    pictures: Sequence[Place]
    as_read: str
    alternate: str | None
    certainty: float | None
    messages: Sequence[str]
    second: bool = False
    doubts: Sequence[tuple[str, str]] = ()

    @property
    def mark(self) -> tuple[str, str]:
        """How sure the reading is, in words and as a class of the style sheet."""
        if self.asked:
            return "cần xem", "warn"
        if self.certainty is None or self.certainty >= _SURE:
            return "chắc", "good"
        return ("khá chắc", "") if self.certainty >= _RATHER else ("ít chắc", "warn")


def questions(reading: Reading) -> list[Question]:
    """Those that are asked, in the order of the paper; then the other fields."""
    every = {*reading.review_fields}
    asked = sorted((name for name in every if not _covered(name, every)), key=_place)
    whole = {name.partition("[")[0] for name in asked}
    rest = [name for name in _ORDER if name not in asked and not (name == "authors" and "authors" in whole)]
    return [*(_question(reading, name, True) for name in asked), *(_question(reading, name, False) for name in rest)]


def _covered(name: str, every: Collection[str]) -> bool:
    """Whether a whole is asked about that this is a part of: one answer is enough."""
    return name != "*" and ("*" in every or any(within(name, other) for other in every))


def _place(name: str) -> tuple[int, str]:
    root = name.partition("[")[0]
    return (_ORDER.index(root) if root in _ORDER else -1), name


def _question(reading: Reading, name: str, asked: bool) -> Question:
    read = _read(reading, name)
    own = (f for f in reading.findings if (f.field or "*") == name or within(f.field, name))
    messages = [f.message for f in own]
    return Question(
        name=name,
        label=words.field(name),
        asked=asked,
        inputs=inputs(reading.accepted, name),
        pictures=cut_outs(reading, name),
        as_read=read.as_read if read else "",
        alternate=read.alternate if read and read.alternate != read.as_read else None,
        certainty=reading.confidence.get(name, read.confidence if read else None),
        messages=list(dict.fromkeys(messages)),
        second=bool(read and read.alternate and read.alternate != read.as_read and takes_second(reading, name)),
        doubts=_doubts(read) if read else (),
    )


def _doubts(read: FieldReading) -> list[tuple[str, str]]:
    """Each word once, with what the other reader saw where that is another word."""
    found = ((one.text, one.other or "") for one in read.doubts)
    return list(dict.fromkeys((text, other if other != text else "") for text, other in found))


def takes_second(reading: Reading, name: str) -> bool:
    """Whether what the second reader saw is a value of the field: a text that has a cell of its own."""
    return name in _TEXTS and name in reading.fields


def _read(reading: Reading, name: str) -> FieldReading | None:
    parts = (name, name.partition(".")[0], name.partition("[")[0])
    return next((reading.fields[part] for part in parts if part in reading.fields), None)
