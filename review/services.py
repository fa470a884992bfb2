"""What the desk asks of the rest of the project, as functions that the command hands in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from schemas.units.totals import Total


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
