"""The programmes that collect innovations: windows, phases, how letters name them. One TOML file each."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, Field

from schemas.text import fold


class Phase(BaseModel):
    id: str
    name: str
    first_day: date
    last_day: date


class Programme(BaseModel):
    """`mentions`: folded regular expressions by which a letter or table names the programme."""

    id: str
    name: str
    mentions: list[str]
    applied_first: date | None = None  # an innovation must begin to be applied in this window, ends included
    applied_last: date | None = None
    dossier_deadline: date | None = None
    required: list[str] = Field(default_factory=lambda: ["letter", "table"])
    phases: list[Phase] = Field(default_factory=list)
    portal_characters: int = 1000
    source: str = ""  # the document that sets these rules


@cache
def programmes() -> tuple[Programme, ...]:
    """The programmes known to this build, in the order of their files' names."""
    folder = files("schemas") / "programmes"
    texts = sorted((f.name, f.read_text("utf-8")) for f in folder.iterdir() if f.name.endswith(".toml"))
    return tuple(Programme.model_validate(tomllib.loads(text)) for _, text in texts)


def named_in(text: str) -> list[Programme]:
    """The programmes that a text names, the one named first coming first."""
    key = fold(text)
    found = ((m.start(), p) for p in programmes() for rule in p.mentions if (m := re.search(rule, key)))
    ordered: dict[str, Programme] = {}
    for _, programme in sorted(found, key=lambda hit: hit[0]):
        ordered.setdefault(programme.id, programme)
    return list(ordered.values())
