"""What the desk asks of the rest of the project, as functions that the command hands in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from review.paper_services import PaperServices
from schemas.errors import SovangError
from schemas.export import Asked
from schemas.office import Thresholds
from schemas.programme import Programme
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


class ImportUnits(Protocol):
    """Reads a workbook of units; gives `register.imports.units.Plan` as values. Raises SovangError."""

    def __call__(self, path: Path, person: str, *, only_plan: bool) -> dict[str, Any]: ...


def _takes_nothing(items: Sequence[Path]) -> Taken:
    return Taken(refused=[(item.name, "Bàn này không nhận tệp.") for item in items])


def _no_totals(on: dt.date) -> list[Total]:
    del on
    return []


def _no_programmes() -> dict[str, str]:
    return {}


def _looks_at_nothing() -> list[dict[str, Any]]:
    return []


def _tries_nothing(chosen: Thresholds | None) -> dict[str, Any]:
    del chosen
    raise SovangError("Bàn này không tính được ngưỡng.")


def _plans_nothing(path: Path, person: str, *, only_plan: bool) -> dict[str, Any]:
    del path, person, only_plan
    raise SovangError("Bàn này không nhập được danh mục.")


@dataclass(frozen=True, slots=True)
class OfficeProgramme:
    """`origin`: `shipped`, `desk`, or the name of the machine's own file, which nobody changes at the desk."""

    programme: Programme
    origin: str


@dataclass(frozen=True, slots=True)
class Machine:
    """What the desk knows of where it runs. `backup`: where the newest lies and of when; None: none was ever made.

    `set`: settings that the environment of the machine holds, so that the desk cannot change them.
    """

    free: int = 0
    low: bool = False
    data: str = ""
    backup: tuple[str, dt.datetime] | None = None
    tools: Sequence[tuple[str, bool]] = ()  # name, found
    set: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Services:
    """Each has a default that says nothing, so that a page can be shown without it."""

    totals: Callable[[dt.date], list[Total]] = _no_totals
    programmes: Callable[[], dict[str, str]] = _no_programmes  # code → name
    take: Callable[[Sequence[Path]], Taken] = _takes_nothing  # stores and lists what lies there, as dropped items
    wake: Callable[[], None] = lambda: None  # has somebody read what waits
    # Writes one of `schemas.export.KINDS` as (form, file). Raises SovangError; the caller notes who was given what.
    give: Callable[[str, Asked, tuple[str, Path]], Made] = _gives_nothing
    known: Callable[[], list[OfficeProgramme]] = list
    machine: Callable[[], Machine] = Machine
    checks: Callable[[], list[dict[str, Any]]] = _looks_at_nothing  # what `sovang doctor` sees
    thresholds: Callable[[Thresholds | None], dict[str, Any]] = _tries_nothing
    import_units: ImportUnits = _plans_nothing
    settle_units: Callable[[], None] = lambda: None  # looks up who sent what by the changed catalogue, later
    papers: PaperServices = field(default_factory=PaperServices)
