"""All units and what became of them: who was called what, under whom, on which day, and who follows whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TypeVar

from schemas.unit import ENDS, Link, Span, Unit, UnitEvent, UnitKind, UnitName, UnitPlace

_S = TypeVar("_S", bound=Span)


class Catalogue:
    """Units by id; of two with one id the later stands. Days are asked for one by one: nothing here knows today."""

    def __init__(self, units: Iterable[Unit] = (), events: Iterable[UnitEvent] = ()) -> None:
        self.units: dict[str, Unit] = {unit.id: unit for unit in units}
        self.events: dict[str, UnitEvent] = {event.id: event for event in events}
        self._ends: dict[str, list[tuple[date, list[Link]]]] = {}
        for event in sorted(self.events.values(), key=lambda e: (e.day, e.id)):
            if event.kind in ENDS:
                for old in sorted({link.from_id for link in event.links if link.from_id}):
                    ways = [link for link in event.links if link.from_id == old]
                    self._ends.setdefault(old, []).append((event.day, ways))

    def __or__(self, other: Catalogue) -> Catalogue:
        """Both, the other's word standing where they differ."""
        units, events = {**self.units, **other.units}, {**self.events, **other.events}
        return Catalogue(units.values(), events.values())

    def lives(self, unit_id: str, day: date) -> bool:
        return any(name.holds(day) for name in self.units[unit_id].names)

    def name_on(self, unit_id: str, day: date | None) -> UnitName:
        """The name in force, else the nearest one: the last before the day, or the first after it."""
        names = sorted(self.units[unit_id].names, key=lambda n: n.valid_from or date.min)
        if day is None:
            return names[-1]
        begun = [name for name in names if (name.valid_from or date.min) <= day]
        return begun[-1] if begun else names[0]

    def parent_on(self, unit_id: str, day: date | None) -> str | None:
        """The parent in force, else the last before the day, else the first after it."""
        unit = self.units.get(unit_id)
        spans = sorted(unit.parents, key=lambda p: p.valid_from or date.min) if unit else []
        found = _at(spans, day)
        return found.parent_id if found else None

    def place_on(self, unit_id: str, day: date | None) -> UnitPlace | None:
        return _at(sorted(self.units[unit_id].places, key=lambda p: p.valid_from or date.min), day)

    def above(self, unit_id: str, day: date | None) -> Iterator[str]:
        """Parent, its parent and so on; ends at a circle."""
        seen = {unit_id}
        while (parent := self.parent_on(unit_id, day)) and parent not in seen:
            seen.add(parent)
            yield parent
            unit_id = parent

    def federation(self, unit_id: str, day: date | None) -> str | None:
        """The provincial federation that the unit is, or belongs to."""
        for one in (unit_id, *self.above(unit_id, day)):
            if one in self.units and self.units[one].kind == UnitKind.PROVINCE:
                return one
        return None

    def ended(self, unit_id: str, day: date) -> date | None:
        """When it ended, on the day or before: by an event, else by its last name's end."""
        told = [when for when, _ in self._ends.get(unit_id, ()) if when <= day]
        if told:
            return told[0]
        ends = [name.valid_to for name in self.units[unit_id].names]
        last = max((end for end in ends if end), default=None)
        return last if None not in ends and last is not None and last <= day else None

    def successor(self, unit_id: str, day: date) -> str:
        """Who stands for the unit on the day: itself while it lives, else who took it over, and so on.

        A unit that was split goes to its largest part; one that was dissolved to its last parent's successor.
        """
        seen = {unit_id}
        while (when := self.ended(unit_id, day)) is not None:
            ways = [link for first, links in self._ends.get(unit_id, ())[:1] for link in links if link.to_id]
            best = min(ways, key=lambda link: (-(link.share or 0), str(link.to_id)), default=None)
            follower = best.to_id if best else self.parent_on(unit_id, when - timedelta(days=1))
            if follower is None or follower in seen or follower not in self.units:
                break
            seen.add(follower)
            unit_id = follower
        return unit_id


def _at(spans: list[_S], day: date | None) -> _S | None:
    if not spans:
        return None
    if day is None:
        return spans[-1]
    begun = [span for span in spans if (span.valid_from or date.min) <= day]
    return begun[-1] if begun else spans[0]
