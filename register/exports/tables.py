"""The tables that leave the register: one function for all kinds and forms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

from register.exports.confidential import outgoing, outgoing_dossiers, outgoing_doubts, outgoing_pairs
from register.exports.delimited import export_csv
from register.exports.discreet import discreet
from register.exports.dossiers import dossier_sheet
from register.exports.doubts import doubt_sheet
from register.exports.innovations import innovation_sheet
from register.exports.jsonl import export_jsonl
from register.exports.pairs import pair_sheet
from register.exports.sheet import Sheet
from register.exports.workbook import export_xlsx
from register.grouping import GroupedPair, grouped
from register.listing import Wanted, dossier_of
from register.register import Register
from schemas.dossier import Dossier
from schemas.innovation import Innovation

What = Literal["innovations", "dossiers", "duplicates"]
Form = Literal["jsonl", "csv", "xlsx"]


def export(
    register: Register, what: What, form: Form, path: Path, wanted: Wanted | None = None, *, masked: bool = False
) -> int:
    """Writes `path` whole or not at all; returns how many items were written. Raises SetupError.

    `masked`: tables hide phone numbers; JSON lines are for programs and have them whole.
    """
    if form == "jsonl":
        return _jsonl(register, what, path, wanted or Wanted())
    found = sheets(register, what, wanted)
    found = discreet(found) if masked else found
    return export_csv(found[0], path) if form == "csv" else export_xlsx(found, path)


def sheets(register: Register, what: What, wanted: Wanted | None = None) -> Sequence[Sheet]:
    """What is asked for first; the whole register's workbook has the doubts, the pairs and the dossiers beside it."""
    part = wanted or Wanted()
    secrets = register.listing.secrets()

    def look(innovation_ids: set[str]) -> dict[str, Innovation]:
        return {item.id: item for item in outgoing(register.listing.shown(sorted(innovation_ids)), secrets)}

    dossiers = dossier_sheet(outgoing_dossiers(_dossiers(register, part), secrets))
    twins = pair_sheet(outgoing_pairs(_pairs(register, part), secrets), look)
    if what != "innovations":
        return [dossiers if what == "dossiers" else twins]
    innovations = innovation_sheet(outgoing(register.listing.innovations(part), secrets))
    if part != Wanted():
        return [innovations]
    return [innovations, doubt_sheet(outgoing_doubts(register.doubts(), secrets)), twins, dossiers]


def _jsonl(register: Register, what: What, path: Path, part: Wanted) -> int:
    secrets = register.listing.secrets()
    if what == "dossiers":
        return export_jsonl(outgoing_dossiers(_dossiers(register, part), secrets), path)
    if what == "innovations":
        return export_jsonl(outgoing(register.listing.innovations(part), secrets), path)
    return export_jsonl(outgoing_pairs(_pairs(register, part), secrets), path)


def _dossiers(register: Register, part: Wanted) -> Iterable[Dossier]:
    return map(part.dossier_alone, register.dossiers(part.dossiers))


def _pairs(register: Register, part: Wanted) -> Iterable[GroupedPair]:
    """All, or where that is asked only those of which both ends may be known."""
    found, known = grouped(register.database), frozenset(part.dossiers or ())
    return [p for p in found if {dossier_of(p.id_a), dossier_of(p.id_b)} <= known] if part.closed else found
