"""What the desk asks of the rest of the project, as functions that the command hands in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from schemas.units.totals import Total


@dataclass(frozen=True, slots=True)
class Taken:
    """How taking in went: ids of new dossiers, (name, id) of known ones, (name, reason) of what was refused, litter."""

    new: Sequence[str] = ()
    known: Sequence[tuple[str, str]] = ()
    refused: Sequence[tuple[str, str]] = ()
    ignored: Sequence[str] = ()


def _takes_nothing(items: Sequence[Path]) -> Taken:
    return Taken(refused=[(item.name, "Bàn này không nhận tệp.") for item in items])


def _no_totals(on: dt.date) -> list[Total]:
    del on
    return []


def _no_programmes() -> dict[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Services:
    """Each has a default that says nothing, so that a page can be shown without it."""

    totals: Callable[[dt.date], list[Total]] = _no_totals
    programmes: Callable[[], dict[str, str]] = _no_programmes  # code → name
    take: Callable[[Sequence[Path]], Taken] = _takes_nothing  # stores and lists what lies there, as dropped items
    wake: Callable[[], None] = lambda: None  # has somebody read what waits
