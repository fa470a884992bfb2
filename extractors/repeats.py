"""Tables that tell again what another table of the dossier tells: a list before the details, a second copy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from extractors.tables import Table
from schemas.finding import Code, Finding
from schemas.innovation import Reading
from schemas.text import fold

# Likeness (0..100) of folded titles and names from which two rows tell of one innovation: works of one author may
# differ in one word only, and scans misread letters.
_SAME, _SAME_SCANNED = 97.0, 92.0
_FIGURES = re.compile(r"\d+")
_UNTOLD = {"ordinal", "ignore", "note", "authors", "full_name", "title"}  # told anyway, or in every table


@dataclass(slots=True)
class Told:
    """A table with its rows' readings; `scanned`: they come from a picture."""

    table: Table
    readings: list[Reading]
    scanned: bool = False
    name: str = ""  # of the file


def without_repeats(tables: Sequence[Told]) -> tuple[list[Told], list[Finding]]:
    """The tables without those of which every row stands in the others; of two alike the richer one stays."""
    kept, findings = list(tables), []
    for told in sorted(tables, key=_worth):
        others = [reading for other in kept if other is not told for reading in other.readings]
        least = _SAME_SCANNED if any(table.scanned for table in kept) else _SAME
        found = _twins(told.readings, others, least)
        if not found:
            continue
        kept = [other for other in kept if other is not told]
        exact = all(_says_no_more(one, two) for one, two in zip(told.readings, found, strict=True))
        message = f"{told.name}: bảng có {len(found)} sáng kiến đều đã nêu ở bảng khác trong hồ sơ, không tính lần nữa."
        field = "" if exact else "innovations"
        findings.append(Finding(code=Code.LEFTOVER_TEXT, field=field, message=message, ask=not exact))
    return kept, findings


def _worth(told: Told) -> tuple[bool, bool, int, bool]:
    """The poorest first: lists of titles, hidden sheets, few facts, pictures."""
    hidden = all(row.hidden for row in told.table.rows)
    facts = sum(len(reading.fields) for reading in told.readings)
    return told.table.layout.form.id != "list", not hidden, facts, not told.scanned


def _keys(reading: Reading) -> tuple[str, str]:
    accepted = reading.accepted
    return fold(accepted.title), fold(" ".join(author.full_name for author in accepted.authors))


def _says_no_more(reading: Reading, twin: Reading) -> bool:
    """The same words for the same innovation, and nothing written that its twin has no place for."""
    more = {name for name, said in reading.fields.items() if said.as_read.strip()} - set(twin.fields)
    return _keys(reading) == _keys(twin) and not more - _UNTOLD


def _twins(readings: Sequence[Reading], others: Sequence[Reading], least: float) -> list[Reading]:
    """For each reading another one that tells of the same innovation, none of them twice; empty where one has none."""
    left = [(*_keys(other), other) for other in others]
    found: list[Reading] = []
    for reading in readings if len(readings) <= len(others) else ():
        title, names = _keys(reading)
        twin = next((i for i, (*keys, _) in enumerate(left) if _alike((title, names), (keys[0], keys[1]), least)), None)
        if twin is None or not title or not names:
            return []
        found.append(left.pop(twin)[2])
    return found


def _alike(one: tuple[str, str], other: tuple[str, str], least: float) -> bool:
    """Figures must be the same: `lớp 3` and `lớp 4` are two works of one author."""
    if _FIGURES.findall(one[0]) != _FIGURES.findall(other[0]):
        return False
    return (
        fuzz.ratio(one[0], other[0], score_cutoff=least) > 0
        and fuzz.token_set_ratio(one[1], other[1], score_cutoff=least) > 0
    )
