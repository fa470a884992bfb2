"""Who sent each dossier: its letter's unit, looked up in the catalogue as of the letter's day."""

from __future__ import annotations

from datetime import date

from flows.office import Office
from schemas.units.catalogue import Catalogue
from schemas.units.filing import Filing, basis_of, file_under
from schemas.units.match import Matcher, federation_of
from schemas.units.seed import seed


def settle_units(office: Office) -> int:
    """Looks up every dossier whose text, day or catalogue is new since the last time; returns how many were."""
    units = office.register.units
    own, version, filings = units.own(), units.version(), units.filings()
    home = home_of(own)
    senders = units.senders({p.id: p.applied_last for p in office.programmes})
    bases = {s.dossier_id: basis_of(s, home, version) for s in senders}
    due = [s for s in senders if _is_due(filings.get(s.dossier_id), bases[s.dossier_id])]
    if due:
        matcher = Matcher(seed() | own, units.learnt())
        found = [file_under(matcher, sender, home, own) for sender in due]
        units.file(f.model_copy(update={"basis": bases[f.dossier_id]}) for f in found)
    else:
        units.file([])
    return len(due)


def _is_due(filed: Filing | None, basis: str) -> bool:
    return filed is None or (filed.basis != basis and filed.person is None)


def home_of(own: Catalogue, day: date | None = None) -> str | None:
    """The office's federation: that of most units it imported."""
    return federation_of(seed() | own, own.units, day)
