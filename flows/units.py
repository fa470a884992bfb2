"""Who sent each dossier: its letter's unit, looked up in the catalogue as of the letter's day."""

from __future__ import annotations

from flows.basis import basis_of as basis
from flows.basis import few
from flows.office import Office
from register.db import batches
from schemas.text import fold
from schemas.unit import UnitKind
from schemas.units.catalogue import Catalogue
from schemas.units.filing import Filing, basis_of, file_under
from schemas.units.match import Matcher, federation_of
from schemas.units.seed import seed


def settle_units(office: Office) -> int:
    """Looks up every dossier whose text, day or catalogue is new since the last time; returns how many were."""
    units = office.register.units
    own, version = units.own(), units.version()
    catalogue = seed() | own
    home = home_of(catalogue, own, office.province)
    waiting = office.register.unsettled.waiting("units", basis(office, version, home))
    only = few(waiting.dossiers)
    filings = units.filings(only)
    senders = units.senders({p.id: p.applied_last for p in office.programmes}, only)
    bases = {s.dossier_id: basis_of(s, home, version) for s in senders}
    due = [s for s in senders if _is_due(filings.get(s.dossier_id), bases[s.dossier_id])]
    found = [Filing(dossier_id=one, text="") for one, filed in filings.items() if one not in bases and filed.text]
    if due:
        matcher = Matcher(catalogue, units.learnt())
        found += [file_under(matcher, s, home, own).model_copy(update={"basis": bases[s.dossier_id]}) for s in due]
    for some in [*batches(found)] or [[]]:  # a new catalogue changes thousands: nobody else waits for all of them
        units.file(some)
    office.register.unsettled.settled(waiting)
    return len(due)


def _is_due(filed: Filing | None, basis: str) -> bool:
    return filed is None or (filed.basis != basis and filed.person is None)


def home_of(catalogue: Catalogue, own: Catalogue, province: str = "") -> str | None:
    """The office's federation: that of its province, where one is set, else of most units that it imported."""
    named = (u for u in catalogue.units.values() if u.kind is UnitKind.PROVINCE and province)
    of_name = (u.id for u in named if any(fold(p.province) == fold(province) for p in u.places))
    return next(of_name, None) or federation_of(catalogue, own.units)
