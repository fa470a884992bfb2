"""The note to a unit about its dossier: an official letter, and the same as the text of a mail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from register.exports.atomic import replacing
from register.exports.paper import letter
from register.exports.paper.document import Page, write_docx
from register.exports.paper.text import Look, paragraph, plain
from register.exports.wording import Wording

_POINTS = Look("both", 14, before=3, sides=(10, 0))
_HEADING = Look("left", 14, bold=True, before=8, first=10, keep=True)


@dataclass(frozen=True, slots=True)
class Part:
    """One section: which text of the wording stands above it, and its lines. `counted`: the heading says how many."""

    key: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Reply:
    """`values`: what the wording may name; `closing`: the wording's text that says what the unit does by when."""

    dossier: str
    unit: str
    on: dt.date
    parts: Sequence[Part]
    closing: Sequence[str]
    values: dict[str, str] = field(default_factory=dict)


def write_reply(reply: Reply, who: letter.Letterhead, said: Wording, path: Path) -> None:
    """By the path's ending: `.txt`, else Word. Whole or not at all."""
    if path.suffix.lower() == ".txt":
        with replacing(path) as coming:
            coming.write_text("\n".join(_mail(reply, who, said)) + "\n", "utf-8")
        return
    title = said.text("tieu_de_thu", **reply.values)
    write_docx(path, title, [(Page(), _letter(reply, who, said))])


def _letter(reply: Reply, who: letter.Letterhead, said: Wording) -> Iterator[str]:
    yield letter.head(who, "", reply.on, said.text("ve_viec"))
    yield letter.addressed([reply.unit])
    yield letter.body([said.text("mo_dau", **reply.values)])
    for heading, lines in _sections(reply, said):
        yield paragraph(heading, _HEADING)
        yield from (paragraph(f"- {line}", _POINTS) for line in lines)
    yield letter.body(_closing(reply, said))
    yield letter.foot(who, said.lines("noi_nhan"))


def _mail(reply: Reply, who: letter.Letterhead, said: Wording) -> Iterator[str]:
    yield f"Tiêu đề: {said.text('tieu_de_thu', **reply.values)}"
    yield ""
    yield said.text("loi_chao", **reply.values)
    yield ""
    yield said.text("mo_dau", **reply.values)
    for heading, lines in _sections(reply, said):
        yield ""
        yield heading
        yield from (f"- {plain(line)}" for line in lines)
    yield ""
    yield from _closing(reply, said)
    yield ""
    yield from (who.on_behalf, who.office)


def _sections(reply: Reply, said: Wording) -> Iterator[tuple[str, Sequence[str]]]:
    shown = [part for part in reply.parts if part.lines]
    for number, part in enumerate(shown, start=1):
        yield f"{number}. {said.text(part.key, **{**reply.values, 'so': f'{len(part.lines):02d}'})}", part.lines
    if not shown:
        yield said.text("khong_dong"), []


def _closing(reply: Reply, said: Wording) -> list[str]:
    return [said.text(key, **reply.values) for key in reply.closing]
