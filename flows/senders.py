"""Who sent an innovation, as papers that leave the office name them: by the catalogue, else as filed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flows.office import Office
from flows.units import home_of
from register.exports.wording import wording
from schemas.innovation import DossierRef
from schemas.unit import Unit
from schemas.units.catalogue import Catalogue
from schemas.units.seed import TOP, seed
from schemas.written import OFFICE


@dataclass(frozen=True, slots=True)
class Senders:
    """`own`: the office's name in its own wording, where it has one."""

    catalogue: Catalogue
    home: str | None
    own: str = ""

    def unit(self, ref: DossierRef) -> Unit | None:
        return self.catalogue.units.get(ref.unit_id or "")

    def name(self, ref: DossierRef) -> str:
        """The unit's name on its letter's day, else as filed."""
        unit = self.unit(ref)
        return self.catalogue.name_on(unit.id, day_of(ref)).name if unit else ref.unit or ""

    def federation(self, ref: DossierRef) -> str:
        """The provincial federation that the unit belongs to; the office's own where none is known."""
        unit, day = self.unit(ref), day_of(ref)
        found = self.catalogue.federation(unit.id, day) if unit else None
        key = found or self.home
        return self.catalogue.name_on(key, day).name if key else self.own

    def branch(self, ref: DossierRef) -> str:
        """The union directly under the federation to which the unit belongs: itself, or one above it."""
        unit, day = self.unit(ref), day_of(ref)
        if unit is None:
            return ref.unit or ""
        federation, below = self.catalogue.federation(unit.id, day), unit.id
        for above in self.catalogue.above(unit.id, day):
            if above in (federation, TOP) or above not in self.catalogue.units:
                break
            below = above
        return self.catalogue.name_on(below, day).name


def senders_of(office: Office) -> Senders:
    """Raises SetupError for a file of wording that is wrong."""
    own = office.register.units.own()
    catalogue = seed() | own
    named = wording("co-quan", office.data).text("co_quan")
    return Senders(catalogue, home_of(catalogue, own, office.province), named)


def day_of(ref: DossierRef) -> date:
    return ref.date or ref.received_at.astimezone(OFFICE).date()
