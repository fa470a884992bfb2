"""Who has filed and who has not, out of the register, the catalogue and the programmes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flows.office import Office
from flows.units import home_of
from register.progress import sent
from schemas.errors import SetupError
from schemas.units.match import federation_of
from schemas.units.progress import UnitLine, View, progress
from schemas.units.seed import seed
from schemas.units.totals import Total, totals


@dataclass(frozen=True, slots=True)
class Report:
    """`totals`: for each programme and phase the whole, then each parent."""

    lines: list[UnitLine]
    totals: list[Total]


def report(office: Office, on: date, programme: str | None = None, *, today: bool = False) -> Report:
    """`on`: the day on which is asked; `today`: under the bodies of that day. Raises SetupError for no programme."""
    own, filed = office.register.units.own(), sent(office.register.database)
    catalogue = seed() | own
    senders = [one.unit_id for one in filed if one.unit_id]
    home = home_of(catalogue, own, office.province) or federation_of(catalogue, senders)
    place = catalogue.place_on(home, None) if home else None
    province = office.province or (place.province if place else "")
    asked = {one.programme for one in filed} | {t.programme for unit in own.units.values() for t in unit.targets}
    if programme is not None and programme not in {p.id for p in office.programmes}:
        known = ", ".join(p.id for p in office.programmes)
        raise SetupError(f"Không có chương trình “{programme}”. Các chương trình: {known}.")
    wanted = asked if programme is None else {programme}
    view = View(on, today=today, home=home)
    lines: list[UnitLine] = []
    here = [(one, one.in_province(province)) for one in office.programmes if one.id in wanted]
    for _, one in here:
        lines += progress(catalogue, one, filed, view)
    # A programme's targets are the whole country's, unless the province has its own.
    own_targets = [mine for one, mine in here if mine.targets != one.targets]
    return Report(lines, totals(catalogue, lines, home, own_targets))
