"""Every field of a record with where its value came from: paper, reader, another row, a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from register.answers import Row
from register.chronicle import Event
from register.exports import words
from review.pictures import cut_outs
from review.record.timeline import changed, values_of
from schemas import masking
from schemas.innovation import FieldReading, Innovation, Place, Reading
from schemas.merge import CELLS
from schemas.written import day, money

_ORDER = (
    *("title", "application_period", "applied_from", "applied_to", "summary", "effect", "benefit_vnd"),
    *("scope", "awards", "sector", "kind", "confidential"),
)
_CELL = {part: cell for cell, parts in CELLS.items() for part in parts}


@dataclass(frozen=True, slots=True)
class Said:
    """Who last spoke of a field; `changed`: the value is his, else he said that the machine's is right."""

    person: str
    at: dt.datetime
    changed: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """`as_read`: what stands on paper, where the value differs; `taken_from`: the row that a merged value came from.

    `how`: which reader, in words; `where`: file, page and row of its own place.
    """

    name: str
    label: str
    value: str
    as_read: str
    how: str
    where: str
    taken_from: str
    asked: bool
    said: Said | None
    pictures: Sequence[Place] = ()


def fields(row: Row, item: Innovation, events: Iterable[Event]) -> list[Shown]:
    """In the order of the paper; what is empty and was never asked about is left out."""
    spoken = said(events)
    found = [_shown(row.reading, item, name, spoken) for name in _ORDER]
    return [one for one in found if one.value or one.as_read or one.asked]


def authors_from(row: Row, item: Innovation, events: Iterable[Event]) -> Shown:
    """Where the authors came from, as a whole."""
    return _shown(row.reading, item, "authors", said(events))


def said(events: Iterable[Event]) -> dict[str, Said]:
    """Field → who spoke of it last; what was taken back does not count."""
    acts: list[dict[str, Said]] = []
    for event in events:
        if event.kind == "took-back" and acts:
            acts.pop()
        elif event.kind in ("answered", "accepted", "keyed") and event.who:
            acts.append(_of(event))
    return {name: one for act in acts for name, one in act.items()}


def _of(event: Event) -> dict[str, Said]:
    before, after = values_of(event.detail, "before"), values_of(event.detail, "after")
    told = {_root(path) for path in changed(before, after)} if before and after else set()
    asked = {_root(path) for path in event.detail.get("asked", [])}
    if "*" in asked:
        asked = {*_ORDER, "authors"}
    return {name: Said(event.who or "", event.at, name in told) for name in told | asked}


def _root(path: str) -> str:
    return path.partition("[")[0].partition(".")[0]


def _shown(reading: Reading, item: Innovation, name: str, spoken: Mapping[str, Said]) -> Shown:
    read = reading.fields.get(name) or reading.fields.get(_CELL.get(name, name))
    text = masking.text(_text(item, name))
    as_read = masking.text(" ".join(read.as_read.split())) if read and name in reading.fields else ""
    own = [one for one in item.review_fields if one == "*" or _root(one) == name]
    return Shown(
        name=name,
        label=words.field(name),
        value=text,
        as_read=as_read if as_read and as_read != " ".join(text.split()) else "",
        how=_how(read, reading),
        where=_where(read, reading),
        taken_from=item.merged_fields.get(_CELL.get(name, name), ""),
        asked=bool(own),
        said=spoken.get(name),
        pictures=cut_outs(reading, name) if name in reading.fields else [],
    )


def _text(item: Innovation, name: str) -> str:
    held = getattr(item, name)
    if name == "benefit_vnd":
        period = words.PERIODS.get(item.benefit_period or "", "")
        return f"{money(held)}{f' mỗi {period}' if period else ''}" if held is not None else ""
    if name == "sector":
        return words.SECTORS.get(held or "", held or "")
    if isinstance(held, bool):
        return "có" if held else ""
    if isinstance(held, dt.date):
        return day(held)
    if name == "authors":
        return ", ".join(one.full_name for one in item.authors)
    return "\n".join(held) if isinstance(held, list) else str(held or "")


def _how(read: FieldReading | None, reading: Reading) -> str:
    if read is None:
        return ""
    if not (read.box or read.alternate or reading.source.places):
        return "chép từ chữ có sẵn trong tệp"
    sure = f", chắc {round(100 * read.confidence)}%" if read.confidence < 1 else ""
    return f"nhận dạng từ ảnh{sure}" if read.alternate or read.confidence < 1 else "đọc từ trang của tệp"


def _where(read: FieldReading | None, reading: Reading) -> str:
    """The pages of the field's own place, where these are others than its row's."""
    pages = sorted({place.page for place in read.places} or {read.page}) if read else []
    return f"trang {', '.join(map(str, pages))}" if pages not in ([], [reading.source.page]) else ""
