"""What differs between two readings of one innovation: field by field, as people would compare two sheets of paper."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from pydantic import BaseModel

from schemas.innovation import Accepted, Author, Recognition
from schemas.text import fold, one_line, same_tone

Value = object
_OF_AUTHOR = ("full_name", "birth_year", "position", "workplace", "phone", "share_percent")
# The number of a row is left out: a table numbered anew says nothing. Cells stand before what is worked out of them.
_FIELDS = (
    *("title", "application_period", "applied_from", "applied_to", "summary"),
    *("effect", "benefit_vnd", "benefit_period", "scope", "awards", "recognition", "sector", "kind", "confidential"),
)
WORKED_OUT = {
    "applied_from": "application_period",
    "applied_to": "application_period",
    "benefit_vnd": "effect",
    "benefit_period": "effect",
}
_PATH = re.compile(r"authors\[(\d+)\]\.(\w+)")
_MISREAD = 0.8  # of two texts: one cell read well and badly is above; what a unit wrote anew is mostly below
_LONG, _AROUND = 90, 20
_GROUPED = 10_000  # a year has no dot in it, an amount has
_BY_LETTERS, _WORDS = 1000, 1000  # letters and words that are compared one by one


def paths(one: Accepted, other: Accepted) -> list[str]:
    """The fields to compare; `authors` as a whole when their number differs."""
    if len(one.authors) != len(other.authors):
        return ["authors", *_FIELDS]
    return [*(f"authors[{i}].{name}" for i in range(len(one.authors)) for name in _OF_AUTHOR), *_FIELDS]


def value(accepted: Accepted, path: str) -> Value:
    """None where the path leads nowhere."""
    found = _PATH.fullmatch(path)
    if not found:
        return getattr(accepted, path)
    index = int(found[1])
    return getattr(accepted.authors[index], found[2]) if index < len(accepted.authors) else None


def put(accepted: Accepted, path: str, new: Value) -> Accepted:
    """The values with one of them changed; the old ones stay as they are."""
    found = _PATH.fullmatch(path)
    if not found:
        return accepted.model_copy(update={path: new})
    authors = list(accepted.authors)
    authors[int(found[1])] = authors[int(found[1])].model_copy(update={found[2]: new})
    return accepted.model_copy(update={"authors": authors})


def same(one: Value, other: Value) -> bool:
    """Whether two values say the same: case, blanks, the place of tone marks and a full stop make no difference."""
    return one == other or _key(one) == _key(other)


def alike(old: Value, new: Value) -> bool:
    """Whether the old value may be the new one misread, or not read at all."""
    one, other = _key(old), _key(new)
    return not one or _ratio(one, other) >= _MISREAD


def folded(one: Value, other: Value) -> bool:
    """Whether two values differ in nothing but accents, what is lost first in a scan."""
    return fold(_key(one)) == fold(_key(other))


def covers(asked: Sequence[str], path: str) -> bool:
    """Whether a person is asked about this field, about a whole that it is part of, or about a part of it."""
    return any(a in ("*", path) or within(path, a) or within(a, path) for a in asked)


def shown(old: Value, new: Value) -> tuple[str, str]:
    """Both values for people; of long texts only the part that differs, with a few words around it."""
    one, other = _text(old), _text(new)
    if max(len(one), len(other)) <= _LONG:
        return one or "(trống)", other or "(trống)"
    head = _shared(one, other)
    tail = _shared(one[head:][::-1], other[head:][::-1])
    return _part(one, head, len(one) - tail), _part(other, head, len(other) - tail)


def _ratio(one: str, other: str) -> float:
    """How much of two texts is the same, 0 to 1; of long ones by words: by letters they would cost minutes."""
    head = _shared(one, other)
    tail = _shared(one[head:][::-1], other[head:][::-1])
    a, b = one[head : len(one) - tail], other[head : len(other) - tail]
    if max(len(a), len(b)) <= _BY_LETTERS:
        middle = SequenceMatcher(None, a, b, autojunk=False).ratio()
    else:
        middle = SequenceMatcher(None, a.split()[:_WORDS], b.split()[:_WORDS], autojunk=False).ratio()
    return (2 * (head + tail) + middle * (len(a) + len(b))) / (len(one) + len(other) or 1)


def _shared(one: str, other: str) -> int:
    """How many letters two texts begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _part(text: str, start: int, end: int) -> str:
    begin, stop = max(0, start - _AROUND), min(len(text), end + _AROUND)
    part = text[begin:stop]
    part = part if len(part) <= 2 * _LONG else f"{part[:_LONG]} … {part[-_LONG:]}"
    return f"{'…' if begin else ''}{part}{'…' if stop < len(text) else ''}" or "(trống)"


def within(inner: str, outer: str) -> bool:
    """Whether one path leads to a part of what the other leads to."""
    return inner.startswith((f"{outer}.", f"{outer}["))


def _key(of: Value) -> str:
    return same_tone(_text(of)).casefold().strip(" .,;:")


def _text(of: Value) -> str:
    if of is None or isinstance(of, bool):
        return "có" if of else ""
    if isinstance(of, dt.date):
        return f"{of:%d/%m/%Y}"
    if isinstance(of, int | float):
        return f"{of:,}".replace(",", ".") if isinstance(of, int) and abs(of) >= _GROUPED else f"{of:.6g}"
    if isinstance(of, list):
        return "; ".join(map(_text, of))
    if isinstance(of, BaseModel):
        return _model(of)
    return one_line(str(of))


def _model(of: BaseModel) -> str:
    names = _OF_AUTHOR if isinstance(of, Author) else tuple(Recognition.model_fields)
    return ", ".join(filter(None, (_text(getattr(of, name)) for name in names)))
