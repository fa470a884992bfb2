"""What the desk asks of the rest of the project. Flows are loaded when they are first asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from register.register import Register
from review.services import Machine, Made, OfficeProgramme, Services, Taken
from schemas.export import Asked
from schemas.office import Thresholds
from schemas.source import Channel
from schemas.units.totals import Total
from sovang.background import Background
from sovang.papers import for_a_while, paper_services
from sovang.sending import Errands
from sovang.settings import Settings

if TYPE_CHECKING:
    from flows.office import Office


def services_of(settings: Settings, register: Register) -> Services:
    """Goes on with what an earlier desk left unread."""
    empty = settings.data / "uploads" / "none"
    empty.mkdir(parents=True, exist_ok=True)
    # In the environment: what stands in a command line everybody on the machine can read.
    place = {"SOVANG_DATA": str(settings.data), **({"SOVANG_DATABASE": settings.database} if settings.database else {})}
    background = Background(["ingest", f"{empty}/", "--json"], place, lambda: bool(register.pending()))
    if register.pending():
        background.wake()
    served = _Served(settings, Errands(place))
    return Services(
        totals=for_a_while(served.totals, monotonic),
        programmes=served.programmes,
        take=served.take,
        wake=background.wake,
        give=served.give,
        known=served.known,
        machine=served.machine,
        checks=served.checks,
        thresholds=served.thresholds,
        import_units=served.import_units,
        settle_units=served.settle_units,
        papers=paper_services(settings, register),
    )


@dataclass(frozen=True, slots=True)
class _Served:
    settings: Settings
    errands: Errands
    reckoned: dict[tuple[Thresholds | None, int], dict[str, Any]] = field(default_factory=dict)

    @contextmanager
    def office(self) -> Iterator[Office]:
        from flows.office import at_home, open_office

        opened = at_home(open_office(self.settings.data, self.settings.database), self.settings.province)
        try:
            yield opened
        finally:
            opened.register.close()

    def totals(self, on: date) -> list[Total]:
        from flows.progress import report

        with self.office() as opened:
            return report(opened, on).totals

    def programmes(self) -> dict[str, str]:
        with self.office() as opened:
            return {one.id: one.name for one in opened.programmes}

    def known(self) -> list[OfficeProgramme]:
        from flows.programmes import own_programmes, set_programmes

        with self.office() as opened:
            origins = {one.id: "desk" for _, one in set_programmes(opened.register.settings)}
            origins |= {one.id: name for name, one in own_programmes(opened.data)}
            return [OfficeProgramme(one, origins.get(one.id, "shipped")) for one in opened.programmes]

    def take(self, items: Sequence[Path]) -> Taken:
        from flows.intake import take_in

        with self.office() as opened:
            found = take_in(replace(opened, limits=self.settings.limits), items, channel=Channel.UPLOAD)
        return Taken(found.new, found.again, found.refused, found.ignored)

    def give(self, what: str, asked: Asked, target: tuple[str, Path]) -> Made:
        said = {"what": what, "part": asdict(asked), "form": target[0], "target": str(target[1].absolute())}
        told = self.errands.send("give", said)
        return Made(told["rows"], told["remarks"])

    def machine(self) -> Machine:
        from sovang.machine import machine_of

        return machine_of(self.settings)

    def checks(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.errands.send("checks", {}, 300)["checks"]
        return found

    def thresholds(self, chosen: Thresholds | None) -> dict[str, Any]:
        """Reckoned once for each choice and model: it takes some seconds."""
        model = self.settings.data / "model.json"  # the office's own; without it the shipped one is in use
        key = (chosen, model.stat().st_mtime_ns if model.is_file() else 0)
        if key not in self.reckoned:
            told = self.errands.send("thresholds", {"chosen": chosen and chosen.model_dump()}, 300)
            self.reckoned.clear()
            self.reckoned[key] = told
        return self.reckoned[key]

    def import_units(self, path: Path, person: str, *, only_plan: bool) -> dict[str, Any]:
        said = {"path": str(path.absolute()), "person": person, "only_plan": only_plan}
        return self.errands.send("units", said, 600)

    def settle_units(self) -> None:
        threading.Thread(target=self.errands.send, args=("settle", {}), daemon=True).start()
