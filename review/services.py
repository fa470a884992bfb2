"""What the desk asks of the rest of the project, as functions that the command hands in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from schemas.errors import SovangError
from schemas.export import Asked
from schemas.units.totals import Total


@dataclass(frozen=True, slots=True)
class Taken:
    """How taking in went: ids of new dossiers, (name, id) of known ones, (name, reason) of what was refused, litter."""

    new: Sequence[str] = ()
    known: Sequence[tuple[str, str]] = ()
    refused: Sequence[tuple[str, str]] = ()
    ignored: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """An export: how many rows (or letters) it has, and what the person who asked should know."""

    rows: int
    remarks: Sequence[str] = ()


def _gives_nothing(what: str, asked: Asked, target: tuple[str, Path]) -> Made:
    del what, asked, target
    raise SovangError("Bàn này không xuất được tệp.")


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
    # Writes one of `schemas.export.KINDS` as (form, file). Raises SovangError; the caller notes who was given what.
    give: Callable[[str, Asked, tuple[str, Path]], Made] = _gives_nothing
