"""A letter as its dossier's page shows it: what is asked, what holds, and what was typed back as an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from register.exports import words
from review.inputs import Input, NotUnderstood, typed_value
from schemas.dossier import Letter
from schemas.innovation import Place
from schemas.letter_answer import FIELDS, LetterAnswer
from schemas.written import day


@dataclass(frozen=True, slots=True)
class Item:
    """One field of a letter. `by`: who answered, empty for a machine's reading."""

    name: str
    label: str
    asked: bool
    input: Input
    as_read: str
    alternate: str | None
    pictures: Sequence[Place]
    messages: Sequence[str]
    by: str


def items(letter: Letter, programmes: Mapping[str, str]) -> list[Item]:
    """Those that are asked about come first."""
    found = [_item(letter, name, programmes) for name in FIELDS]
    return sorted(found, key=lambda one: not one.asked)


def answer_of(letter: Letter, asked: str, form: Mapping[str, str], person: str) -> LetterAnswer:
    """What a form says of one field; `action` is `illegible` or `change`. Raises NotUnderstood."""
    if form.get("action") == "illegible":
        return LetterAnswer(asked=asked, illegible=True, person=person)
    text = form.get(asked, _text(letter, asked)).replace("\r\n", "\n")
    value = typed_value(asked, text)
    if isinstance(value, dt.date):
        value = value.isoformat()
    elif isinstance(value, str):
        value = value or None
    if not (value is None or isinstance(value, str | int | list)):
        raise NotUnderstood(f"{words.field(asked)}: giá trị không hợp lệ.")
    return LetterAnswer(asked=asked, values={asked: value}, person=person)


def _item(letter: Letter, name: str, programmes: Mapping[str, str]) -> Item:
    read, said, text = letter.fields.get(name), letter.said.get(name), _text(letter, name)
    field = Input(name, words.field(name), text, "text" if name in ("recipients", "subject") else "line")
    if name == "programme":
        known = {**programmes, **({text: words.programme(text)} if text else {})}
        field = Input(name, words.field(name), text, "choice", [("", "–"), *known.items()])
    return Item(
        name=name,
        label=words.field(name),
        asked=name in letter.review_fields,
        input=field,
        as_read=read.as_read if read else "",
        alternate=read.alternate if read and read.alternate != read.as_read else None,
        pictures=[place for place in read.places if place.picture] if read else [],
        messages=list(dict.fromkeys(f.message for f in letter.findings if f.field == name)),
        by=said.person if said else "",
    )


def _text(letter: Letter, name: str) -> str:
    held = getattr(letter, name)
    if isinstance(held, dt.date):
        return day(held)
    return "\n".join(held) if isinstance(held, list) else str(held if held is not None else "")
