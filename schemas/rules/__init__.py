"""What programmes and plain sense demand of rows and dossiers. Pure functions: values in, findings out.

A new rule is a function in one of these files and a line in `ROWS` or `DOSSIERS`, and a line in docs/findings.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from schemas.finding import Finding
from schemas.innovation import Reading
from schemas.rules.benefit import out_of_proportion, stated_for_a_year
from schemas.rules.case import Case
from schemas.rules.papers import announced, decided, in_time, papers_there
from schemas.rules.period import in_phase, in_window, phase_of
from schemas.rules.portal import fits_portal
from schemas.rules.protection import unprotected
from schemas.rules.recognition import names_agree, recognised
from schemas.rules.values import ages, filled_in

__all__ = ["Case", "check_dossier", "check_row", "phase_of"]

ROWS: list[Callable[[Reading, Case], Iterable[Finding]]] = [
    filled_in,
    ages,
    in_window,
    in_phase,
    recognised,
    names_agree,
    unprotected,
    fits_portal,
    out_of_proportion,
    stated_for_a_year,
]
DOSSIERS: list[Callable[[Case], Iterable[Finding]]] = [papers_there, announced, decided, in_time]


def check_row(reading: Reading, case: Case) -> list[Finding]:
    return [finding for rule in ROWS for finding in rule(reading, case)]


def check_dossier(case: Case) -> list[Finding]:
    return [finding for rule in DOSSIERS for finding in rule(case)]
