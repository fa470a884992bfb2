"""A dossier as the rules see it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from schemas.dossier import Decision, DocumentKind, Letter, Recognised
from schemas.innovation import Reading
from schemas.programme import Programme


@dataclass(frozen=True, slots=True)
class Sent:
    """The day a dossier was sent, by the best evidence there is."""

    day: date
    by: Literal["letter", "mail", "received"]


@dataclass(frozen=True, slots=True)
class Case:
    """`programme`: its rules as they hold for this dossier; `columns`: the fields that the dossier's forms ask for.

    `waits`: a table's columns are still to be named by a person, so nothing is said of rows that are not there.
    """

    letter: Letter
    programme: Programme | None = None
    kinds: Collection[DocumentKind] = ()
    readings: Sequence[Reading] = ()
    decisions: Sequence[Decision] = ()
    columns: Collection[str] = field(default_factory=frozenset)
    sent: Sent | None = None
    waits: bool = False

    @property
    def entries(self) -> list[Recognised]:
        """Whom and what the dossier's decisions recognise."""
        return [entry for decision in self.decisions for entry in decision.entries]


def day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else "…"
