"""Tables that tell again what another table of the dossier tells: a list before the details, a second copy."""

from __future__ import annotations

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
        found = [_twin(reading, others, least) for reading in told.readings]
        if not found or None in found or len(others) < len(found):
            continue
        kept = [other for other in kept if other is not told]
        exact = all(_keys(one) == _keys(two) for one, two in zip(told.readings, found, strict=True) if two)
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


def _twin(reading: Reading, others: Sequence[Reading], least: float) -> Reading | None:
    title, names = _keys(reading)
    if not title or not names:
        return None
    for other in others:
        twin = _keys(other)
        if fuzz.ratio(title, twin[0]) >= least and fuzz.token_set_ratio(names, twin[1]) >= least:
            return other
    return None
