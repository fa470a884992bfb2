"""A table sent again: which dossier is the newer version of which, and which row of which."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from schemas.dossier import Letter
from schemas.finding import Finding
from schemas.innovation import Reading


@dataclass(frozen=True, slots=True)
class Sent:
    """A dossier as far as it tells whether it was sent again."""

    id: str
    received_at: dt.datetime
    letter: Letter


@dataclass(frozen=True, slots=True)
class SentBy:
    """A sender as written, and the programme. `doubtful`: something of the letter may be misread."""

    programme: str
    name: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class RowKey:
    """A row in force; `principal` and `title` as accepted."""

    dossier: str
    innovation: str
    principal: str
    title: str


@dataclass(slots=True)
class Held:
    """An innovation in force. `read`: as the machine read it; `force`: the values that hold, a person's where `person`.

    `closed`: a person said that it is not to be registered. `changed`: the fields that say otherwise than the version
    before; no later version answers for these, only a person.
    """

    innovation: str
    dossier: str
    read: Reading
    force: Reading
    person: bool = False
    closed: bool = False
    changed: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RowVersion:
    """`innovation` is the row `earlier` sent again, whose first version is `root`."""

    innovation: str
    earlier: str
    root: str
    changed: bool


@dataclass(frozen=True, slots=True)
class DossierVersion:
    """`dossier` is version `number`, from 2, of what `earlier` was the version before. `findings` go with it."""

    dossier: str
    earlier: str
    number: int
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class Versions:
    """All that was sent again; `readings`: what is to hold where the versions settle or raise doubts, by innovation."""

    dossiers: list[DossierVersion] = field(default_factory=list)
    rows: list[RowVersion] = field(default_factory=list)
    readings: dict[str, Reading] = field(default_factory=dict)
