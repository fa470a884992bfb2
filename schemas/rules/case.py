"""A dossier as the rules see it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from schemas.dossier import Decision, DocumentKind, Letter
from schemas.innovation import Reading
from schemas.programme import Programme
from schemas.rules.listing import Listing


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
    listing: Listing = field(init=False)  # whom and what the decisions recognise

    def __post_init__(self) -> None:
        entries = [entry for decision in self.decisions for entry in decision.entries]
        object.__setattr__(self, "listing", Listing(entries))


def day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else "…"
